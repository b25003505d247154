/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Whose the loaded bytes are. Symbols of functions and variables that the audit
 * lists give them their sizes; what lies between is listed as "remainder":
 * native code and data, tables of switches, other constants of the code
 * generator, padding and headers. With them, the sizes of functions and of
 * variables that are in the file add up to image.bytes, where those that lie in
 * others are not added (audit_graph.c).
 *
 * A table of a switch has no symbol, but its words lead into the function with
 * the switch, behind its start.
 */
#include "image.h"
#include "os_symbols.h"

#include <stdlib.h>
#include <string.h>

enum { PADDING_LIMIT = 64 }; /* bytes; more is no alignment */

struct symbol {
    const char *name;
    GElf_Addr start, end; /* equal: a label of assembly */
    bool global, listed;  /* by the audit */
};

struct contents {
    struct link *link;
    Elf *elf;
    Elf_Data *table; /* the symbols, with their names in section NAMES */
    size_t count, names;
    json_t *remainder;
    json_int_t explained;
    struct symbol *functions; /* owned; sorted */
    size_t function_count;
    /* Of the section that is looked at: */
    const char *section;
    GElf_Shdr header;
    const unsigned char *bytes;
    struct symbol *symbols; /* owned */
    size_t symbol_count;
};

/* How many bytes of the file some of the memory is: fewer where data is packed
 * (image_pack.c), or where it ends in zeros. */
static unsigned long long file_bytes(const struct contents *c, GElf_Addr start,
                                     GElf_Addr end)
{
    const struct packed_data *p = &c->link->packed;
    GElf_Addr last = c->header.sh_addr + c->header.sh_size;

    if (c->header.sh_type == SHT_NOBITS)
        return end - start;
    start = start < last ? start : last;
    end = end < last ? end : last;
    if (!p->cost || c->header.sh_addr != p->address)
        return end - start;
    return p->cost[end - p->address] - p->cost[start - p->address];
}

static void add_piece(struct contents *c, const char *kind, const char *name,
                      GElf_Addr start, GElf_Addr end)
{
    if (!file_bytes(c, start, end))
        return;
    json_t *piece = json_pack("{s:s, s:s?, s:s?, s:o, s:I}", "kind", kind,
                              "name", name, "section", c->section, "address",
                              json_sprintf("0x%llx", (unsigned long long)start),
                              "bytes", (json_int_t)file_bytes(c, start, end));
    json_array_append_new(c->remainder, piece);
}

/* ---- symbols of one section */

static int compare_symbols(const void *a, const void *b)
{
    const struct symbol *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    if (x->global != y->global)
        return x->global ? -1 : 1;
    return strcmp(x->name, y->name);
}

static bool names_bytes(const GElf_Sym *s)
{
    unsigned type = GELF_ST_TYPE(s->st_info);
    return type != STT_SECTION && type != STT_FILE && type != STT_TLS;
}

static void collect_symbols(struct contents *c, size_t section)
{
    c->symbol_count = 0;
    for (size_t i = 1; i < c->count; i++) {
        GElf_Sym s;
        if (!gelf_getsym(c->table, (int)i, &s) || s.st_shndx != section ||
            !names_bytes(&s))
            continue;
        const char *name = elf_strptr(c->elf, c->names, s.st_name);
        struct symbol *to = &c->symbols[c->symbol_count];
        if (!name || !*name)
            continue;
        *to = (struct symbol){.name = os_symbol_plain(name),
                              .start = s.st_value,
                              .end = s.st_value + s.st_size,
                              .global = GELF_ST_BIND(s.st_info) != STB_LOCAL};
        to->listed =
            audit_add_symbol(c->link, name, s.st_value,
                             file_bytes(c, s.st_value, s.st_value + s.st_size),
                             c->section);
        c->symbol_count++;
    }
    qsort(c->symbols, c->symbol_count, sizeof *c->symbols, compare_symbols);
}

/* ---- what lies between them */

/* The linker fills code with 0xcc and data with 0, the assembler with no-ops.
 */
static bool is_padding(const struct contents *c, GElf_Addr start, GElf_Addr end)
{
    const unsigned char *b = c->bytes + (start - c->header.sh_addr);
    if (end - start >= PADDING_LIMIT)
        return false;
    for (size_t i = 1; i < end - start; i++)
        if (b[i] != b[0])
            return false;
    return *b == 0 || *b == 0xcc || *b == 0x90;
}

/* ---- tables of switches */

static void collect_functions(struct contents *c)
{
    for (size_t i = 1; i < c->count; i++) {
        GElf_Sym s;
        if (!gelf_getsym(c->table, (int)i, &s) || s.st_shndx == SHN_UNDEF ||
            GELF_ST_TYPE(s.st_info) != STT_FUNC || !s.st_size)
            continue;
        const char *name = elf_strptr(c->elf, c->names, s.st_name);
        if (name && *name)
            c->functions[c->function_count++] =
                (struct symbol){.name = os_symbol_plain(name),
                                .start = s.st_value,
                                .end = s.st_value + s.st_size,
                                .global = GELF_ST_BIND(s.st_info) != STB_LOCAL};
    }
    qsort(c->functions, c->function_count, sizeof *c->functions,
          compare_symbols);
}

/* The function that ADDRESS is in, behind its start; NULL: none. */
static const struct symbol *function_inside(const struct contents *c,
                                            GElf_Addr address)
{
    size_t low = 0, high = c->function_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c->functions[middle].start < address)
            low = middle + 1;
        else
            high = middle;
    }
    if (!low || address >= c->functions[low - 1].end)
        return NULL;
    while (low > 1 &&
           c->functions[low - 2].start == c->functions[low - 1].start)
        low--;
    return &c->functions[low - 1];
}

static void add_constants(struct contents *c, const struct symbol *switched,
                          GElf_Addr start, GElf_Addr end)
{
    if (start < end)
        add_piece(c, switched ? "switch table" : "constants",
                  switched ? switched->name : NULL, start, end);
}

/* Constants without a symbol, by the function whose tables they are. */
static void split_constants(struct contents *c, GElf_Addr start, GElf_Addr end)
{
    enum { WORD = 8 };
    const struct symbol *switched = NULL;
    GElf_Addr at = (start + WORD - 1) & -(GElf_Addr)WORD;
    for (; at + WORD <= end; at += WORD) {
        uint64_t word;
        memcpy(&word, c->bytes + (at - c->header.sh_addr), WORD);
        const struct symbol *s = function_inside(c, word);
        if (s == switched)
            continue;
        add_constants(c, switched, start, at);
        start = at;
        switched = s;
    }
    if (switched && at < end) {
        add_constants(c, switched, start, at);
        start = at;
        switched = NULL;
    }
    add_constants(c, switched, start, end);
}

/* LABEL: the last one at or before START that has no size, or NULL. */
static void add_gap(struct contents *c, const struct symbol *label,
                    GElf_Addr start, GElf_Addr end)
{
    bool code = c->header.sh_flags & SHF_EXECINSTR;
    if (start >= end)
        return;
    if (c->bytes && is_padding(c, start, end))
        add_piece(c, "padding", NULL, start, end);
    else if (c->header.sh_type == SHT_NOTE)
        add_piece(c, "headers", NULL, start, end);
    else if (label || code)
        add_piece(c, code ? "native code" : "native data",
                  label ? label->name : NULL, start, end);
    else if (c->bytes)
        split_constants(c, start, end);
    else
        add_constants(c, NULL, start, end);
}

/* S names code that is listed as PIECE. */
static void add_other_name(struct contents *c, const struct symbol *s,
                           const struct symbol *piece)
{
    if (!s->listed && piece)
        json_array_append_new(
            json_object_get(c->link->audit, "aliases"),
            json_pack("{s:s, s:s}", "name", s->name, "of", piece->name));
}

static void sweep(struct contents *c)
{
    GElf_Addr at = c->header.sh_addr, end = at + c->header.sh_size;
    const struct symbol *label = NULL, *native = NULL;
    for (size_t i = 0; i < c->symbol_count; i++) {
        const struct symbol *s = &c->symbols[i];
        if (s->start < at || s->start >= end) {
            add_other_name(c, s, native && s->start < native->end ? native : 0);
            continue;
        }
        add_gap(c, label, at, s->start);
        at = s->start;
        if (s->start == s->end && label && label->start == at) {
            add_other_name(c, s, label);
            continue;
        }
        if (s->start == s->end) {
            label = s;
            continue;
        }
        label = NULL;
        native = s->listed ? NULL : s;
        if (native)
            add_piece(c,
                      c->header.sh_flags & SHF_EXECINSTR ? "native code"
                                                         : "native data",
                      s->name, s->start, s->end);
        at = s->end;
    }
    add_gap(c, label, at, end);
}

/* ---- sections */

static void add_section(struct contents *c, Elf_Scn *section)
{
    const struct packed_data *packed = &c->link->packed;
    size_t names = 0;
    Elf_Data *data = elf_rawdata(section, NULL);
    elf_getshdrstrndx(c->elf, &names);
    c->section = elf_strptr(c->elf, names, c->header.sh_name);
    c->bytes = data && data->d_size == c->header.sh_size ? data->d_buf : NULL;
    c->explained +=
        c->header.sh_type == SHT_NOBITS ? 0 : (json_int_t)c->header.sh_size;
    if (packed->cost && c->header.sh_addr == packed->address) {
        c->header.sh_size = packed->size;
        c->bytes = packed->bytes;
    }
    collect_symbols(c, elf_ndxscn(section));
    if (c->header.sh_type != SHT_NOBITS)
        sweep(c);
}

/* Where the file's first byte is in memory. */
static GElf_Addr image_base(Elf *elf)
{
    GElf_Phdr p;
    size_t count = 0;
    elf_getphdrnum(elf, &count);
    for (size_t i = 0; i < count; i++)
        if (gelf_getphdr(elf, (int)i, &p) && p.p_type == PT_LOAD && !p.p_offset)
            return p.p_vaddr;
    return 0;
}

/*
 * ELF header, program headers, and what aligns the sections in the file. The
 * headers are a variable where the program reads them, as the kernel does to
 * protect the segments.
 */
static void add_frame(struct contents *c, GElf_Off first, size_t loaded)
{
    GElf_Addr base = image_base(c->elf);
    c->section = NULL;
    if (!base ||
        !audit_add_symbol(c->link, "__ehdr_start", base, first, "headers"))
        add_piece(c, "headers", NULL, base, base + first);
    c->explained += (json_int_t)first;
    if ((json_int_t)loaded > c->explained)
        add_piece(c, "padding", NULL, 0, loaded - (size_t)c->explained);
}

static bool find_symbols(struct contents *c)
{
    Elf_Scn *section = NULL;
    GElf_Shdr h;
    while ((section = elf_nextscn(c->elf, section)))
        if (gelf_getshdr(section, &h) && h.sh_type == SHT_SYMTAB) {
            c->table = elf_getdata(section, NULL);
            c->count = h.sh_entsize ? h.sh_size / h.sh_entsize : 0;
            c->names = h.sh_link;
        }
    return c->table != NULL;
}

void image_add_contents(struct link *l, Elf *elf)
{
    struct contents c = {.link = l, .elf = elf, .remainder = json_array()};
    Elf_Scn *section = NULL;
    GElf_Off first = image_loaded_end(elf);
    size_t loaded = first;
    json_object_set_new(l->audit, "remainder", c.remainder);
    if (!find_symbols(&c))
        return;
    c.symbols = must_alloc(c.count * sizeof *c.symbols);
    c.functions = must_alloc(c.count * sizeof *c.functions);
    collect_functions(&c);
    while ((section = elf_nextscn(elf, section)))
        if (gelf_getshdr(section, &c.header) && c.header.sh_flags & SHF_ALLOC) {
            add_section(&c, section);
            if (c.header.sh_type != SHT_NOBITS && c.header.sh_offset < first)
                first = c.header.sh_offset;
        }
    add_frame(&c, first, loaded);
    free(c.symbols);
    free(c.functions);
}
