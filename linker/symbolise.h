/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * From an address in an image to function, file and line. Names come from the
 * symbol table, lines and inlined calls from DWARF where the image has it.
 */
#ifndef UNISPEC_SYMBOLISE_H
#define UNISPEC_SYMBOLISE_H

#include "image_read.h"

struct place {
    const char *function; /* NULL: no function there; lives as long as the
                             symbols */
    uint64_t offset;      /* in the function, 0 for an inlined one */
    const char *file;     /* NULL: unknown */
    int line;
    bool inlined;
};

struct symbols;
struct lines;

struct symbols *symbols_open(const struct image *image);
void symbols_close(struct symbols *symbols);
/* Innermost first; at least one place. */
size_t symbols_find(const struct symbols *symbols, uint64_t address,
                    struct place *places, size_t room);

/* The DWARF half: 0 places and a NULL handle when there are no lines. */
struct lines *lines_open(Elf *elf);
void lines_close(struct lines *lines);
size_t lines_find(const struct lines *lines, uint64_t address,
                  struct place *places, size_t room);

#endif
