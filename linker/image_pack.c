/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The initialised data in fewer bytes of the file. Zeros at its end are left out,
 * as a monitor clears what follows a segment's bytes. Where the image has the
 * code for it (l->packs_data, specialise_data.c), other runs of zeros are
 * counted: the data ends in pairs
 *
 *     bytes as they are, their number, the number of zeros after them
 *
 * with numbers of one byte, which boot_unpack() in kernel/arch reads from the
 * end to the front, writing as it reads. So each pair must be met with more
 * bytes to write than to read, and what comes before the first pair stays.
 *
 * Only headers and this section are changed. Runs on the file as LLD wrote it,
 * before anything reads it; requires a little-endian host, as image_tail.c.
 */
#include "image.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RUN_MAX = 255, NUMBERS = 2, ZEROS_MIN = NUMBERS + 1 };

struct pair {
    size_t start;
    unsigned bytes, zeros;
};

static void *read_at(int fd, Elf64_Off offset, size_t size)
{
    void *bytes = must_alloc(size ? size : 1);

    if (pread(fd, bytes, size, (off_t)offset) == (ssize_t)size)
        return bytes;
    free(bytes);
    return NULL;
}

static bool write_at(int fd, Elf64_Off offset, const void *bytes, size_t size)
{
    return pwrite(fd, bytes, size, (off_t)offset) == (ssize_t)size;
}

/* ---- pairs */

static size_t zeros_at(const unsigned char *b, size_t at, size_t size)
{
    size_t n = 0;

    while (at + n < size && n < RUN_MAX && !b[at + n])
        n++;
    return n;
}

static size_t make_pairs(const unsigned char *b, size_t size,
                         struct pair *pairs)
{
    size_t count = 0, at = 0;

    while (at < size) {
        struct pair *p = &pairs[count++];
        *p = (struct pair){.start = at};
        while (at < size && p->bytes < RUN_MAX &&
               zeros_at(b, at, size) < ZEROS_MIN) {
            p->bytes++;
            at++;
        }
        p->zeros = (unsigned)zeros_at(b, at, size);
        if (p->zeros < ZEROS_MIN)
            p->zeros = 0;
        at += p->zeros;
    }
    return count;
}

/* The first of those before which, each time, less is read than written. */
static size_t first_pair(const struct pair *pairs, size_t count)
{
    long saved = 0;
    size_t first = 0;

    for (size_t i = 0; i < count; i++) {
        saved += (long)pairs[i].zeros - NUMBERS;
        if (saved <= 0) {
            saved = 0;
            first = i + 1;
        }
    }
    return first;
}

/* Packs in place; returns the new size. COST: per byte and at the end, how many
 * bytes come before it in the file. */
static size_t pack(unsigned char *b, size_t size, uint32_t *cost)
{
    struct pair *pairs = must_alloc((size + 1) * sizeof(*pairs));
    size_t count = make_pairs(b, size, pairs);
    size_t first = first_pair(pairs, count);
    size_t to = first < count ? pairs[first].start : size;

    for (size_t i = 0; i < to; i++)
        cost[i] = (uint32_t)i;
    for (size_t i = first; i < count; i++) {
        const struct pair *p = &pairs[i];
        for (unsigned k = 0; k < p->bytes; k++)
            cost[p->start + k] = (uint32_t)(to + k);
        memmove(b + to, b + p->start, p->bytes);
        to += p->bytes;
        if (p->zeros)
            cost[p->start + p->bytes] = (uint32_t)to;
        b[to++] = (unsigned char)p->bytes;
        b[to++] = (unsigned char)p->zeros;
        for (unsigned k = 1; k < p->zeros; k++)
            cost[p->start + p->bytes + k] = (uint32_t)to;
    }
    cost[size] = (uint32_t)to;
    free(pairs);
    return to;
}

/* One byte at least stays: monitors want it. */
static size_t without_zeros(const unsigned char *b, size_t size)
{
    while (size > 1 && !b[size - 1])
        size--;
    return size;
}

/* ---- the file */

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

static bool shorten(struct link *l, int fd, Elf64_Phdr *p, Elf64_Shdr *s)
{
    unsigned char *b = read_at(fd, s->sh_offset, s->sh_size);
    size_t size = s->sh_size;
    bool good = b;

    if (b && l->packs_data) {
        l->packed = (struct packed_data){
            .address = s->sh_addr,
            .size = size,
            .bytes = must_alloc(size),
            .cost = must_alloc((size + 1) * sizeof(*l->packed.cost))};
        memcpy(l->packed.bytes, b, size);
        size = pack(b, size, l->packed.cost);
        good = write_at(fd, s->sh_offset, b, size);
    } else if (b) {
        size = without_zeros(b, size);
    }
    p->p_filesz -= s->sh_size - size;
    s->sh_size = size;
    free(b);
    return good;
}

static bool rewrite(struct link *l, int fd, const Elf64_Ehdr *e,
                    Elf64_Phdr *segments, Elf64_Shdr *sections)
{
    Elf64_Phdr *p = find_data(segments, e->e_phnum);
    Elf64_Shdr *s = p ? find_last(sections, e->e_shnum, p) : NULL;

    if (!s)
        return true;
    return shorten(l, fd, p, s) &&
           write_at(fd, e->e_phoff, segments, e->e_phnum * sizeof(*segments)) &&
           write_at(fd, e->e_shoff, sections, e->e_shnum * sizeof(*sections));
}

bool image_pack(struct link *l, int fd)
{
    Elf64_Ehdr *e = read_at(fd, 0, sizeof(*e));
    Elf64_Phdr *segments =
        e ? read_at(fd, e->e_phoff, e->e_phnum * sizeof(*segments)) : NULL;
    Elf64_Shdr *sections =
        e ? read_at(fd, e->e_shoff, e->e_shnum * sizeof(*sections)) : NULL;
    bool good = segments && sections && rewrite(l, fd, e, segments, sections);

    free(e);
    free(segments);
    free(sections);
    return good;
}
