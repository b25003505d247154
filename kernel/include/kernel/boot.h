/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the monitor told us, in one form for every boot protocol. The entry
 * code records where things are; tables and strings stay where the monitor
 * put them, mapped for reading, and the page allocator keeps off them.
 */
#ifndef KERNEL_BOOT_H
#define KERNEL_BOOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum boot_protocol { BOOT_PVH, BOOT_LINUX64 };

/* A piece of physical memory. */
struct boot_range {
    uint64_t start, end;
};

struct boot_info {
    const char *cmdline;      /* "" where there is none */
    uint64_t rsdp;            /* ACPI's root pointer; 0: not given, or not used */
    struct boot_range initrd; /* empty: none; not mapped, see boot_initrd() */
};

const struct boot_info *boot_info(void);

/* The initrd, mapped for reading; NULL and *size 0 where there is none. */
const void *boot_initrd(size_t *size);

/* The usable RAM in the monitor's order: false after the last range. */
bool boot_ram_range(unsigned index, struct boot_range *range);

/* What must not be handed out although it may lie in RAM; likewise. */
bool boot_reserved_range(unsigned index, struct boot_range *range);

/*
 * Kernel options: the words of the command line before "--". True where NAME
 * or NAME=VALUE is given; *value is VALUE, or "", and stays valid.
 */
bool boot_option(const char *name, const char **value);
/* Where the text begins with the prefix: what follows; else NULL. */
const char *boot_after(const char *text, const char *prefix);
/* True where NAME=VALUE is given with exactly this value. */
bool boot_option_is(const char *name, const char *value);

/* An option that is a setting of the environment: env.NAME=VALUE. */
#define BOOT_ENVIRONMENT "env."
/* What argv[0] is: the option arg0=, or "app". */
const char *boot_program_name(void);

/*
 * How a monitor names a virtio device. The words count wherever they stand:
 * QEMU appends them, behind the program's arguments if there are any.
 */
#define BOOT_VIRTIO_MMIO "virtio_mmio.device="

/*
 * core/cmdline.c: copies all words of the command line to out (at most
 * strlen(line) + 1 bytes), each with its end, quotes and escapes undone, and
 * remembers them for boot_option(). Words before "--" are options.
 */
struct boot_words {
    char *options, *arguments, *end; /* "--" itself is dropped */
    unsigned option_count, argument_count;
};
const struct boot_words *cmdline_split(const char *line, char *out);
/* The same again, later: they stay on the main stack. */
const struct boot_words *boot_words(void);

/* core/start.c: the end of the boot; the machine is ready. Starts the program.
 */
_Noreturn void kernel_start(void);

#endif
