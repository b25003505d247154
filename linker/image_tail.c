/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Rewrites the part of the image that no monitor loads: what follows the last
 * segment. The sections that stay are packed there, then the audit section,
 * the section names and the section headers; the ELF header gets the three
 * fields that say where those are. Everything before is left byte for byte.
 *
 * libelf cannot remove sections and would write the padding of the loaded
 * part anew, so this is plain file writing over what libelf read. It requires
 * what LLD guarantees: sections with SHF_ALLOC come first, so that the section
 * numbers in symbols stay right; the host is little-endian x86-64.
 */
#include "image.h"
#include "os_symbols.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define AUDIT_NAME ".unispec.audit"

struct tail {
    struct link *link;
    int fd;
    Elf *elf;
    Elf64_Shdr *headers;
    Elf64_Word *map; /* old section number -> new, 0: dropped */
    size_t old_count, count;
    char *names;
    size_t names_size, old_names;
    off_t position;
};

static bool put(struct tail *t, const void *bytes, size_t size, size_t align)
{
    const char *p = bytes;

    if (align > 1)
        t->position =
            (off_t)(((size_t)t->position + align - 1) / align * align);
    while (size) {
        ssize_t n = pwrite(t->fd, p, size, t->position);
        if (n <= 0) {
            link_error(t->link, "cannot write output file %s: %s",
                       t->link->output, strerror(n ? errno : ENOSPC));
            return false;
        }
        p += n;
        size -= (size_t)n;
        t->position += n;
    }
    return true;
}

static Elf64_Word add_name(struct tail *t, const char *name)
{
    size_t at = t->names_size, n = strlen(name) + 1;
    char *grown = must_alloc(at + n);

    if (at)
        memcpy(grown, t->names, at);
    memcpy(grown + at, name, n);
    free(t->names);
    t->names = grown;
    t->names_size = at + n;
    return (Elf64_Word)at;
}

static bool stays(const struct tail *t, size_t index, const GElf_Shdr *h,
                  const char *name)
{
    if (h->sh_flags & SHF_ALLOC)
        return true;
    if (index == t->old_names || !strcmp(name, AUDIT_NAME))
        return false;
    if (t->link->strip_all)
        return false;
    return !t->link->strip_debug || !str_starts(name, ".debug");
}

static const char *section_name(const struct tail *t, const GElf_Shdr *h)
{
    const char *name = elf_strptr(t->elf, t->old_names, h->sh_name);

    return name ? name : "";
}

/* Decides what stays. The loaded sections keep their numbers. */
static bool number_sections(struct tail *t)
{
    for (size_t i = 1; i < t->old_count; i++) {
        GElf_Shdr h;
        Elf_Scn *section = elf_getscn(t->elf, i);
        if (!gelf_getshdr(section, &h))
            return false;
        if (!stays(t, i, &h, section_name(t, &h)))
            continue;
        t->map[i] = (Elf64_Word)t->count++;
        if ((h.sh_flags & SHF_ALLOC) && t->map[i] != i)
            return false;
    }
    return true;
}

/* ---- symbols */

/* All names, sorted, so that no name is taken twice. */
static struct strings symbol_names(struct tail *t, const GElf_Shdr *h,
                                   Elf_Data *data)
{
    struct strings names = {0};

    for (size_t i = 0; i < data->d_size / sizeof(Elf64_Sym); i++) {
        const Elf64_Sym *s = (const Elf64_Sym *)data->d_buf + i;
        const char *name = elf_strptr(t->elf, h->sh_link, s->st_name);
        if (name)
            strings_add(&names, name);
    }
    strings_sort_unique(&names);
    return names;
}

static bool is_name(const struct strings *sorted, const char *name)
{
    return bsearch(&name, sorted->items, sorted->count, sizeof(*sorted->items),
                   strings_compare);
}

/* The system's symbols without their prefix, where the short name is free: a
 * name is the end of a longer one. */
static bool put_symbols(struct tail *t, const GElf_Shdr *h, Elf_Data *data)
{
    struct strings names = symbol_names(t, h, data);
    Elf64_Sym *copy = must_alloc(data->d_size);
    bool good;

    memcpy(copy, data->d_buf, data->d_size);
    for (size_t i = 0; i < data->d_size / sizeof(*copy); i++) {
        const char *name = elf_strptr(t->elf, h->sh_link, copy[i].st_name);
        const char *plain = name ? os_symbol_plain(name) : NULL;
        if (plain != name && !is_name(&names, plain))
            copy[i].st_name += (Elf64_Word)(plain - name);
    }
    good = put(t, copy, data->d_size, 1);
    strings_free(&names);
    free(copy);
    return good;
}

static bool copy_section(struct tail *t, size_t index)
{
    Elf_Scn *section = elf_getscn(t->elf, index);
    Elf64_Shdr *to = &t->headers[t->map[index]];
    Elf_Data *data;
    GElf_Shdr h;

    if (!gelf_getshdr(section, &h))
        return false;
    *to = h;
    to->sh_name = add_name(t, section_name(t, &h));
    to->sh_link = h.sh_link < t->old_count ? t->map[h.sh_link] : 0;
    if ((h.sh_flags & SHF_ALLOC) || h.sh_type == SHT_NOBITS)
        return true;
    data = elf_rawdata(section, NULL);
    if (!data)
        return false;
    if (!put(t, NULL, 0, h.sh_addralign))
        return false;
    to->sh_offset = (Elf64_Off)t->position;
    if (h.sh_type == SHT_SYMTAB)
        return put_symbols(t, &h, data);
    return put(t, data->d_buf, data->d_size, 1);
}

static bool add_section(struct tail *t, const char *name, Elf64_Word type,
                        const void *bytes, size_t size)
{
    Elf64_Shdr *to = &t->headers[t->count++];

    to->sh_name = add_name(t, name);
    to->sh_type = type;
    to->sh_addralign = 1;
    if (type == SHT_STRTAB) { /* the names, of which this is the last */
        bytes = t->names;
        size = t->names_size;
    }
    to->sh_size = size;
    to->sh_offset = (Elf64_Off)t->position;
    return put(t, bytes, size, 1);
}

static bool write_headers(struct tail *t)
{
    Elf64_Ehdr ehdr;

    if (pread(t->fd, &ehdr, sizeof(ehdr), 0) != sizeof(ehdr))
        return false;
    if (!put(t, NULL, 0, 8))
        return false;
    ehdr.e_shoff = (Elf64_Off)t->position;
    ehdr.e_shnum = (Elf64_Half)t->count;
    ehdr.e_shstrndx = (Elf64_Half)(t->count - 1);
    if (!put(t, t->headers, t->count * sizeof(*t->headers), 8))
        return false;
    if (ftruncate(t->fd, t->position))
        return false;
    t->position = 0;
    return put(t, &ehdr, sizeof(ehdr), 1);
}

static bool write_tail(struct tail *t, const void *audit, size_t audit_size)
{
    add_name(t, "");
    t->count = 1;
    if (!number_sections(t))
        return false;
    for (size_t i = 1; i < t->old_count; i++)
        if (t->map[i] && !copy_section(t, i))
            return false;
    if (audit && !add_section(t, AUDIT_NAME, SHT_PROGBITS, audit, audit_size))
        return false;
    return add_section(t, ".shstrtab", SHT_STRTAB, NULL, 0) && write_headers(t);
}

/* libelf reads lazily: all that is copied must be in memory beforehand. */
static bool read_all(struct tail *t)
{
    for (size_t i = 1; i < t->old_count; i++) {
        GElf_Shdr h;
        Elf_Scn *section = elf_getscn(t->elf, i);
        if (!section || !gelf_getshdr(section, &h))
            return false;
        if (h.sh_type != SHT_NOBITS && !(h.sh_flags & SHF_ALLOC) &&
            !elf_rawdata(section, NULL))
            return false;
    }
    return true;
}

int image_write_tail(struct link *l, int fd, Elf *elf, const void *audit,
                     size_t audit_size)
{
    struct tail t = {.link = l, .fd = fd, .elf = elf};
    unsigned before = l->errors;
    bool good;

    good = !elf_getshdrnum(elf, &t.old_count) &&
           !elf_getshdrstrndx(elf, &t.old_names) && read_all(&t);
    t.headers = must_alloc((t.old_count + 2) * sizeof(*t.headers));
    t.map = must_alloc(t.old_count * sizeof(*t.map));
    t.position = (off_t)image_loaded_end(elf);
    good = good && write_tail(&t, audit, audit_size);
    if (!good && l->errors == before)
        link_error(l, "internal error: cannot complete the image: %s",
                   elf_errno() ? elf_errmsg(-1) : "unexpected section order");
    free(t.headers);
    free(t.map);
    free(t.names);
    return good ? 0 : -1;
}
