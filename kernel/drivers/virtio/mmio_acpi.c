/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The virtio-mmio devices of the DSDT: Device() with the _HID "LNRO0005" and
 * the registers and the interrupt in _CRS (ACPI 6.5, 6.4 and 20.2), as QEMU's
 * microvm writes them for Linux.
 *
 * AML is a program; only its declarations are read, and nothing of it is run:
 * the contents of methods and conditions are stepped over by their length, and
 * so are devices in there not seen. AML cannot be stepped over blindly, so the
 * first construct that is not known ends the walk with a report.
 */
#include "virtio.h"

#include "../acpi.h"
#include "../report.h"
#include "mmio.h"

#define VIRTIO_HID "LNRO0005"
#define DEPTH_MAX 16
#define REGISTERS_MAX 0x1000 /* what any device type has is far below */
#define STA_PRESENT 1
#define NAME(a, b, c, d) ((a) | (b) << 8 | (c) << 16 | (uint32_t)(d) << 24)

/* Opcodes (20.3); those with the prefix 0x5b have it in front. */
enum {
    ZERO = 0x00,
    ONE = 0x01,
    ALIAS = 0x06,
    NAME_OP = 0x08,
    BYTE = 0x0a,
    WORD = 0x0b,
    DWORD = 0x0c,
    STRING = 0x0d,
    QWORD = 0x0e,
    SCOPE = 0x10,
    BUFFER = 0x11,
    PACKAGE = 0x12,
    VAR_PACKAGE = 0x13,
    METHOD = 0x14,
    EXTERNAL = 0x15,
    EXTENDED = 0x5b,
    IF = 0xa0,
    ELSE = 0xa1,
    WHILE = 0xa2,
    ONES = 0xff,
    MUTEX = 0x5b01,
    EVENT = 0x5b02,
    REGION = 0x5b80,
    FIELD = 0x5b81,
    DEVICE = 0x5b82,
    PROCESSOR = 0x5b83,
    POWER_RESOURCE = 0x5b84,
    THERMAL_ZONE = 0x5b85,
    INDEX_FIELD = 0x5b86,
    BANK_FIELD = 0x5b87,
};

/* Tags of resources (6.4.2, 6.4.3). */
enum {
    SMALL_END = 0x0f,
    LARGE_MEMORY32_FIXED = 0x86,
    LARGE_INTERRUPT = 0x89,
};

/* A part of the table, read from its start; bad: it was cut off, or unknown. */
struct aml {
    const uint8_t *at, *end;
    bool bad;
};

struct value {
    unsigned op;
    uint64_t integer;
    struct aml contents; /* of a string or a buffer */
};

/* What is known of the device around. */
struct device {
    bool is_virtio, absent;
    struct aml resources;
};

static uint64_t take(struct aml *a, unsigned width)
{
    uint64_t value = 0;

    if ((size_t)(a->end - a->at) < width) {
        a->bad = true;
        a->at = a->end;
        return 0;
    }
    for (unsigned i = 0; i < width; i++)
        value |= (uint64_t)*a->at++ << 8 * i;
    return value;
}

/* The next bytes as a part of their own. */
static struct aml split(struct aml *a, size_t size)
{
    struct aml part = {a->at, a->at, false};

    if ((size_t)(a->end - a->at) < size) {
        a->bad = part.bad = true;
        a->at = a->end;
        return part;
    }
    part.end = a->at += size;
    return part;
}

/* PkgLength (20.2.4), which counts itself, and what it measures. */
static struct aml package(struct aml *a)
{
    const uint8_t *start = a->at;
    unsigned lead = (unsigned)take(a, 1), more = lead >> 6;
    size_t length = more ? (lead & 0xf) | (size_t)take(a, more) << 4 : lead;
    size_t taken = (size_t)(a->at - start);

    if (length < taken)
        a->bad = true;
    return split(a, length < taken ? 0 : length - taken);
}

static bool is_name_char(uint8_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* NameString (20.2.2); its last segment, 0 where it has none. */
static uint32_t name(struct aml *a)
{
    unsigned segments = 1;
    uint32_t last = 0;

    while (a->at < a->end && (*a->at == '\\' || *a->at == '^'))
        a->at++;
    if (a->at < a->end && (*a->at == 0 || *a->at == '.' || *a->at == '/')) {
        uint8_t prefix = (uint8_t)take(a, 1);

        segments = !prefix ? 0 : prefix == '.' ? 2 : (unsigned)take(a, 1);
    }
    while (segments-- && !a->bad) {
        last = (uint32_t)take(a, 4);
        for (unsigned i = 0; i < 4; i++)
            a->bad |= !is_name_char((uint8_t)(last >> 8 * i));
    }
    return last;
}

static struct aml string(struct aml *a)
{
    const uint8_t *p = a->at;
    struct aml text;

    while (p < a->end && *p)
        p++;
    text = split(a, (size_t)(p - a->at));
    take(a, 1);
    return text;
}

/* DataRefObject (20.2.3), or what else can be a constant. */
static struct value value(struct aml *a)
{
    struct value v = {.op = (unsigned)take(a, 1)};

    switch (v.op) {
    case ZERO:
    case ONE:
        v.integer = v.op;
        break;
    case ONES:
        v.integer = UINT64_MAX;
        break;
    case BYTE:
        v.integer = take(a, 1);
        break;
    case WORD:
        v.integer = take(a, 2);
        break;
    case DWORD:
        v.integer = take(a, 4);
        break;
    case QWORD:
        v.integer = take(a, 8);
        break;
    case STRING:
        v.contents = string(a);
        break;
    case BUFFER:
    case PACKAGE:
    case VAR_PACKAGE:
        v.contents = package(a);
        break;
    default:
        if (a->bad)
            break;
        a->at--;
        name(a);
    }
    return v;
}

static bool is_integer(const struct value *v)
{
    return v->op <= ONE || v->op == ONES ||
           (v->op >= BYTE && v->op <= QWORD && v->op != STRING);
}

static bool is_virtio(const struct aml *text)
{
    size_t length = sizeof(VIRTIO_HID) - 1;

    return (size_t)(text->end - text->at) == length &&
           !__builtin_memcmp(text->at, VIRTIO_HID, length);
}

static void read_name(struct aml *a, struct device *dev)
{
    uint32_t which = name(a);
    struct value v = value(a);

    if (a->bad)
        return;
    if (which == NAME('_', 'H', 'I', 'D') && v.op == STRING)
        dev->is_virtio = is_virtio(&v.contents);
    else if (which == NAME('_', 'S', 'T', 'A') && is_integer(&v))
        dev->absent = !(v.integer & STA_PRESENT);
    else if (which == NAME('_', 'C', 'R', 'S') && v.op == BUFFER) {
        value(&v.contents); /* its size */
        dev->resources = v.contents;
    }
}

/* A small or a large item (6.4.1); its tag. */
static unsigned resource(struct aml *list, struct aml *item)
{
    unsigned tag = (unsigned)take(list, 1);
    size_t size;

    if (tag & 0x80)
        size = (size_t)take(list, 2);
    else {
        size = tag & 7;
        tag = tag >> 3 & 0xf;
    }
    *item = split(list, size);
    return list->bad ? SMALL_END : tag;
}

static void add_device(struct device *dev)
{
    struct aml list = dev->resources, item;
    uint64_t address = 0, size = 0;
    unsigned line = UINT32_MAX, tag; /* the greatest: no controller has it */

    while ((tag = resource(&list, &item)) != SMALL_END)
        if (tag == LARGE_MEMORY32_FIXED) {
            take(&item, 1);
            address = take(&item, 4);
            size = take(&item, 4);
        } else if (tag == LARGE_INTERRUPT) {
            take(&item, 1);
            if (take(&item, 1))
                line = (unsigned)take(&item, 4);
        }
    if (list.bad || size < VIRTIO_MMIO_MIN)
        driver_report("ACPI: a virtio device without registers in its _CRS");
    else
        virtio_mmio_probe(address, size < REGISTERS_MAX ? size : REGISTERS_MAX,
                          line);
}

static void walk(struct aml *a, struct device *around, unsigned depth);

static void walk_inside(struct aml *a, unsigned op, struct device *around,
                        unsigned depth)
{
    struct aml body = package(a);
    struct device dev = {0};

    name(&body);
    walk(&body, op == DEVICE ? &dev : around, depth + 1);
    if (body.bad) {
        a->bad = true;
        a->at = body.at; /* for the report */
    } else if (dev.is_virtio && !dev.absent)
        add_device(&dev);
}

static void step_over_region(struct aml *a)
{
    name(a);
    take(a, 1);
    value(a);
    value(a);
}

static void step(struct aml *a, unsigned op, struct device *around,
                 unsigned depth)
{
    switch (op) {
    case SCOPE:
    case DEVICE:
        walk_inside(a, op, around, depth);
        break;
    case NAME_OP:
        read_name(a, around);
        break;
    case METHOD:
    case IF:
    case ELSE:
    case WHILE:
    case FIELD:
    case INDEX_FIELD:
    case BANK_FIELD:
    case PROCESSOR:
    case POWER_RESOURCE:
    case THERMAL_ZONE:
        package(a);
        break;
    case REGION:
        step_over_region(a);
        break;
    case ALIAS:
        name(a);
        name(a);
        break;
    case EXTERNAL:
        name(a);
        take(a, 2);
        break;
    case MUTEX:
        name(a);
        take(a, 1);
        break;
    case EVENT:
        name(a);
        break;
    default:
        a->bad = true;
    }
}

/* The terms of a part; around: the device that they belong to. */
static void walk(struct aml *a, struct device *around, unsigned depth)
{
    if (depth > DEPTH_MAX)
        a->bad = true;
    while (!a->bad && a->at < a->end) {
        const uint8_t *start = a->at;
        unsigned op = (unsigned)take(a, 1);

        if (op == EXTENDED)
            op = op << 8 | (unsigned)take(a, 1);
        step(a, op, around, depth);
        if (a->bad && op != SCOPE && op != DEVICE)
            a->at = start; /* for the report */
    }
}

/* Most tables have no such device, and constructs that do not matter then. */
static bool names_virtio(const uint8_t *aml, size_t size)
{
    for (size_t i = 0; i + sizeof(VIRTIO_HID) <= size; i++)
        if (!__builtin_memcmp(aml + i, VIRTIO_HID, sizeof(VIRTIO_HID)))
            return true;
    return false;
}

void virtio_acpi_scan(void)
{
    struct device nobody = {0};
    struct aml a = {0};
    const uint8_t *start;
    size_t size;

    start = acpi_dsdt(&size);
    if (!start || !names_virtio(start, size))
        return;
    a.at = start;
    a.end = start + size;
    walk(&a, &nobody, 0);
    if (a.bad)
        driver_report("ACPI: the DSDT is not understood at byte %lx; devices "
                      "behind it are not seen",
                      (unsigned long)(a.at - start));
}
