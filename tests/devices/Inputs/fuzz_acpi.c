/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The search for virtio devices in ACPI tables (drivers/acpi.c and
 * virtio/mmio_acpi.c) against any tables. The input is the memory, with the
 * root pointer at its start; sums are made right where something looks like a
 * table, for otherwise nothing would come far. Each mapping is a copy of just
 * the bytes asked for, so that a read beyond it is seen.
 *
 * With PRINT in the environment: says what was found and reported, and leaves
 * the sums as they are.
 */
#include <kernel/arch.h>
#include <kernel/boot.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <drivers/report.h>
#include <drivers/virtio/mmio.h>

#define MAPPINGS_MAX 4096
#define RSDP 16 /* not 0: that is "none" */

void virtio_acpi_scan(void);

static uint8_t *memory;
static size_t memory_size;
static void *mappings[MAPPINGS_MAX];
static unsigned mapping_count;

static struct boot_info info = {.rsdp = RSDP};

const struct boot_info *boot_info(void)
{
    return &info;
}

void *arch_map_device(uint64_t phys, size_t size)
{
    void *copy;

    if (phys > memory_size || size > memory_size - phys ||
        mapping_count == MAPPINGS_MAX)
        return NULL;
    copy = malloc(size);
    memcpy(copy, memory + phys, size);
    return mappings[mapping_count++] = copy;
}

void driver_report(const char *format, ...)
{
    va_list list;

    if (!getenv("PRINT"))
        return;
    va_start(list, format);
    vprintf(format, list);
    va_end(list);
    puts("");
}

void virtio_mmio_probe(uint64_t address, uint64_t size, unsigned line)
{
    if (size < VIRTIO_MMIO_MIN || size > 0x1000)
        abort();
    if (getenv("PRINT"))
        printf("device %#lx size %#lx line %d\n", (unsigned long)address,
               (unsigned long)size, (int)line);
}

/* The byte at sum makes the sum of the bytes zero. */
static void make_sum(uint8_t *bytes, size_t size, size_t sum)
{
    uint8_t total = 0;

    for (size_t i = 0; i < size; i++)
        total += i == sum ? 0 : bytes[i];
    bytes[sum] = -total;
}

static void make_sums(void)
{
    static const char names[][5] = {"XSDT", "RSDT", "FACP", "DSDT"};
    uint32_t length;

    for (size_t at = RSDP; at + 36 <= memory_size; at++)
        for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
            if (memcmp(memory + at, names[i], 4))
                continue;
            memcpy(&length, memory + at + 4, 4);
            if (length >= 36 && length <= memory_size - at)
                make_sum(memory + at, length, 9);
        }
    if (memory_size >= RSDP + 36) {
        make_sum(memory + RSDP, 20, 8);
        make_sum(memory + RSDP, 36, 32);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    memory_size = RSDP + size;
    memory = calloc(1, memory_size);
    memcpy(memory + RSDP, data, size);
    if (!getenv("PRINT"))
        make_sums();
    virtio_acpi_scan();
    while (mapping_count)
        free(mappings[--mapping_count]);
    free(memory);
    return 0;
}
