/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Zeros at the end of the data are not in the file: a monitor clears what
 * follows a segment's bytes, as it does for .bss. Shortens the last segment
 * and the section that ends it, in the headers alone. The specialiser puts the
 * variable with most such zeros last (specialise_order.c).
 *
 * Runs on the file as LLD wrote it, before anything reads it; requires a
 * little-endian host, as image_tail.c.
 */
#include "image.h"

#include <elf.h>
#include <stdlib.h>
#include <unistd.h>

static void *read_at(int fd, Elf64_Off offset, size_t size)
{
    void *bytes = must_alloc(size ? size : 1);

    if (pread(fd, bytes, size, (off_t)offset) == (ssize_t)size)
        return bytes;
    free(bytes);
    return NULL;
}

/* The writable segment, which is the last one; NULL: none. */
static Elf64_Phdr *find_data(Elf64_Phdr *segments, unsigned count)
{
    for (unsigned i = count; i-- > 0;)
        if (segments[i].p_type == PT_LOAD)
            return segments[i].p_flags & PF_W ? &segments[i] : NULL;
    return NULL;
}

/* The section that the segment ends with in the file; NULL: not a plain one. */
static Elf64_Shdr *find_last(Elf64_Shdr *sections, unsigned count,
                             const Elf64_Phdr *p)
{
    for (unsigned i = 1; i < count; i++)
        if (sections[i].sh_type == SHT_PROGBITS && sections[i].sh_size &&
            sections[i].sh_flags == (SHF_ALLOC | SHF_WRITE) &&
            sections[i].sh_offset + sections[i].sh_size ==
                p->p_offset + p->p_filesz)
            return &sections[i];
    return NULL;
}

/* Firecracker and QEMU want one byte at least. */
static Elf64_Xword zeros_at_end(int fd, const Elf64_Shdr *s)
{
    char *bytes = read_at(fd, s->sh_offset, s->sh_size);
    Elf64_Xword zeros = 0;

    while (bytes && zeros + 1 < s->sh_size && !bytes[s->sh_size - 1 - zeros])
        zeros++;
    free(bytes);
    return zeros;
}

static bool write_at(int fd, Elf64_Off offset, const void *bytes, size_t size)
{
    return pwrite(fd, bytes, size, (off_t)offset) == (ssize_t)size;
}

static bool trim(int fd, const Elf64_Ehdr *e, Elf64_Phdr *segments,
                 Elf64_Shdr *sections)
{
    Elf64_Phdr *p = find_data(segments, e->e_phnum);
    Elf64_Shdr *s = p ? find_last(sections, e->e_shnum, p) : NULL;
    Elf64_Xword zeros = s ? zeros_at_end(fd, s) : 0;

    if (!zeros)
        return true;
    s->sh_size -= zeros;
    p->p_filesz -= zeros;
    return write_at(fd, e->e_phoff, segments, e->e_phnum * sizeof(*segments)) &&
           write_at(fd, e->e_shoff, sections, e->e_shnum * sizeof(*sections));
}

bool image_trim(int fd)
{
    Elf64_Ehdr *e = read_at(fd, 0, sizeof(*e));
    Elf64_Phdr *segments =
        e ? read_at(fd, e->e_phoff, e->e_phnum * sizeof(*segments)) : NULL;
    Elf64_Shdr *sections =
        e ? read_at(fd, e->e_shoff, e->e_shnum * sizeof(*sections)) : NULL;
    bool good = segments && sections && trim(fd, e, segments, sections);

    free(e);
    free(segments);
    free(sections);
    return good;
}
