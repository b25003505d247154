/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * From the RSDP, whose address the boot protocol gives, over the XSDT or RSDT
 * and the FADT to the DSDT (ACPI 6.5, 5.2.5 to 5.2.11). The tables lie in
 * memory that the monitor reserves; they are read through mappings of their
 * own. Each is used only if its signature, its length and its sum are right;
 * the first that is not ends the search with a report.
 */
#include "acpi.h"

#include <kernel/arch.h>
#include <kernel/boot.h>
#include <stdbool.h>

#include "report.h"

#define TABLE_MAX (1u << 20)

/* Offsets of fields, which have no alignment. */
enum {
    TABLE_LENGTH = 4,
    TABLE_HEADER = 36,
    RSDP_REVISION = 15,
    RSDP_RSDT = 16,
    RSDP_SIZE_1 = 20, /* of revision 0 */
    RSDP_XSDT = 24,
    RSDP_SIZE_2 = 36,
    FADT_DSDT = 40,
    FADT_X_DSDT = 140,
};

/* What is looked at now: a table, and its size with the header. */
struct table {
    const uint8_t *bytes;
    uint32_t size;
};

static uint64_t field(const uint8_t *bytes, unsigned width)
{
    uint64_t value = 0;

    while (width--)
        value = value << 8 | bytes[width];
    return value;
}

static bool begins_with(const uint8_t *bytes, const char *signature)
{
    return !__builtin_memcmp(bytes, signature, __builtin_strlen(signature));
}

static bool sum_is_zero(const uint8_t *bytes, size_t size)
{
    uint8_t sum = 0;

    while (size--)
        sum = (uint8_t)(sum + *bytes++);
    return !sum;
}

static bool has_signature(uint64_t address, const char *signature)
{
    const uint8_t *bytes = arch_map_device(address, TABLE_HEADER);

    return bytes && begins_with(bytes, signature);
}

/* The table of this name that must be at an address. */
static bool open_table(struct table *t, uint64_t address, const char *signature)
{
    const char *wrong = "is not there";
    const uint8_t *header = arch_map_device(address, TABLE_HEADER);

    if (!header || !begins_with(header, signature))
        goto err_report;
    wrong = "has an impossible length";
    t->size = (uint32_t)field(header + TABLE_LENGTH, 4);
    if (t->size < TABLE_HEADER || t->size > TABLE_MAX)
        goto err_report;
    t->bytes = arch_map_device(address, t->size);
    if (!t->bytes)
        goto err_report;
    wrong = "has a wrong checksum";
    if (sum_is_zero(t->bytes, t->size))
        return true;
err_report:
    driver_report("ACPI: the %s at %lx %s; devices that stand in the tables "
                  "only are not seen",
                  signature, address, wrong);
    return false;
}

/* The table of tables; *width: bytes of an address in it. */
static bool open_root(struct table *root, unsigned *width)
{
    uint64_t address = boot_info()->rsdp;
    const uint8_t *rsdp;

    if (!address)
        return false;
    rsdp = arch_map_device(address, RSDP_SIZE_2);
    if (!rsdp || !begins_with(rsdp, "RSD PTR ") ||
        !sum_is_zero(rsdp, RSDP_SIZE_1)) {
        driver_report("ACPI: no root pointer at %lx, where the monitor says "
                      "that it is",
                      address);
        return false;
    }
    *width = 8;
    if (rsdp[RSDP_REVISION] >= 2 && sum_is_zero(rsdp, RSDP_SIZE_2) &&
        field(rsdp + RSDP_XSDT, 8))
        return open_table(root, field(rsdp + RSDP_XSDT, 8), "XSDT");
    *width = 4;
    return open_table(root, field(rsdp + RSDP_RSDT, 4), "RSDT");
}

static bool open_fadt(struct table *fadt)
{
    struct table root;
    unsigned width;

    if (!open_root(&root, &width))
        return false;
    for (uint32_t at = TABLE_HEADER; at + width <= root.size; at += width) {
        uint64_t address = field(root.bytes + at, width);

        if (has_signature(address, "FACP"))
            return open_table(fadt, address, "FACP");
    }
    driver_report("ACPI: no FACP among the tables; devices that stand in the "
                  "tables only are not seen");
    return false;
}

const uint8_t *acpi_dsdt(size_t *size)
{
    struct table fadt, dsdt;
    uint64_t address = 0;

    if (!open_fadt(&fadt))
        return NULL;
    if (fadt.size >= FADT_X_DSDT + 8)
        address = field(fadt.bytes + FADT_X_DSDT, 8);
    if (!address && fadt.size >= FADT_DSDT + 4)
        address = field(fadt.bytes + FADT_DSDT, 4);
    if (!open_table(&dsdt, address, "DSDT"))
        return NULL;
    *size = dsdt.size - TABLE_HEADER;
    return dsdt.bytes + TABLE_HEADER;
}
