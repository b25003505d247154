/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * An image as the unispec command reads it: opened, checked to be an ELF that
 * a monitor can boot, read with libelf. Every mistake of the file is reported
 * with its name and what to do about it.
 */
#ifndef UNISPEC_IMAGE_READ_H
#define UNISPEC_IMAGE_READ_H

#include "command.h"

#include <elf.h>
#include <libelf.h>
#include <stdint.h>

struct image {
    const char *path;
    int fd;
    uint64_t size; /* bytes of the file */
    Elf *elf;
};

/* Opens an ELF64 file for x86-64; reports and returns false if it is none. */
bool image_open(const struct tool *tool, struct image *image, const char *path);
void image_close(struct image *image);

/*
 * Whether a monitor can start it: executable, whole, with a PVH note; reports
 * and returns false if not. LOAD_END receives the end of the memory it needs.
 */
bool image_check_bootable(const struct tool *tool, const struct image *image,
                          uint64_t *load_end);

/* The section's descriptor, or NULL. */
Elf_Scn *image_find_section(const struct image *image, const char *name);

#endif
