/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * check-contents IMAGE STRIPPED AUDIT.json LEAST
 *
 * Computes from the ELF, with libelf, what the audit says of the image's bytes.
 * The loaded bytes are those of STRIPPED's segments. What the audit calls a
 * function or a variable has to be a symbol of IMAGE with this name, address
 * and size, and each such symbol has to be in the audit. No byte may be of two
 * kinds or of none, and LEAST percent have to be of something with a name:
 * functions, variables, native code, a function's tables for its switches. Each
 * word of such a table has to lead into its function.
 *
 * Data may be packed in the file: what is in .data has fewer bytes than its symbol
 * then, and their sum is that of the section.
 */
#include <fcntl.h>
#include <gelf.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum owner { NOBODY, SYMBOL, NAMED, NAMELESS };

struct symbol {
    const char *name;
    GElf_Addr start, size;
    bool in_audit;
};

struct check {
    Elf *stripped, *image;
    const char *bytes; /* of STRIPPED */
    size_t loaded;
    unsigned char *owners; /* one enum owner for each loaded byte */
    struct symbol *symbols;
    size_t symbol_count;
    size_t data_at; /* in the file: where data not claimed yet begins */
    json_t *audit;
};

_Noreturn static void fail(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fputs("check-contents: error: ", stderr);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    exit(1);
}

static Elf *open_elf(const char *path)
{
    int fd = open(path, O_RDONLY);
    Elf *elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ, NULL);
    if (!elf || elf_kind(elf) != ELF_K_ELF)
        fail("%s: no ELF file", path);
    return elf;
}

/* ---- segments of the stripped file */

static bool next_load(const struct check *c, size_t *i, GElf_Phdr *header)
{
    size_t count = 0;
    elf_getphdrnum(c->stripped, &count);
    while (*i < count)
        if (gelf_getphdr(c->stripped, (int)(*i)++, header) &&
            header->p_type == PT_LOAD)
            return true;
    return false;
}

/* Where the section .data begins in the file. */
static size_t data_start(const struct check *c)
{
    size_t names;
    GElf_Shdr h;
    if (elf_getshdrstrndx(c->stripped, &names))
        fail("no names of sections");
    for (Elf_Scn *s = NULL; (s = elf_nextscn(c->stripped, s));)
        if (gelf_getshdr(s, &h) &&
            !strcmp(elf_strptr(c->stripped, names, h.sh_name), ".data"))
            return h.sh_offset;
    fail("no .data");
}

static void measure_loaded(struct check *c)
{
    GElf_Phdr p;
    size_t size;
    for (size_t i = 0; next_load(c, &i, &p);)
        if (p.p_offset + p.p_filesz > c->loaded)
            c->loaded = p.p_offset + p.p_filesz;
    c->data_at = data_start(c);
    c->bytes = elf_rawfile(c->stripped, &size);
    if (!c->loaded || !c->bytes || size < c->loaded)
        fail("nothing to load");
    c->owners = calloc(c->loaded, 1);
}

/* The place in the file of SIZE bytes at START, or -1. */
static int64_t place_of(const struct check *c, GElf_Addr start, GElf_Addr size)
{
    GElf_Phdr p;
    for (size_t i = 0; next_load(c, &i, &p);)
        if (start >= p.p_vaddr && start - p.p_vaddr <= p.p_filesz &&
            size <= p.p_filesz - (start - p.p_vaddr))
            return (int64_t)(p.p_offset + (start - p.p_vaddr));
    return -1;
}

/* ---- symbols of the image */

static int compare(const void *a, const void *b)
{
    const struct symbol *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    return strcmp(x->name, y->name);
}

static void add_symbols(struct check *c, Elf_Scn *section, size_t names)
{
    Elf_Data *data = elf_getdata(section, NULL);
    GElf_Sym s;
    for (int i = 1; gelf_getsym(data, i, &s); i++) {
        int type = GELF_ST_TYPE(s.st_info);
        if ((type != STT_FUNC && type != STT_OBJECT) || !s.st_size ||
            place_of(c, s.st_value, s.st_size) < 0)
            continue;
        c->symbols =
            realloc(c->symbols, (c->symbol_count + 1) * sizeof *c->symbols);
        c->symbols[c->symbol_count++] =
            (struct symbol){.name = elf_strptr(c->image, names, s.st_name),
                            .start = s.st_value,
                            .size = s.st_size};
    }
}

static void read_symbols(struct check *c)
{
    GElf_Shdr header;
    for (Elf_Scn *s = NULL; (s = elf_nextscn(c->image, s));)
        if (gelf_getshdr(s, &header) && header.sh_type == SHT_SYMTAB)
            add_symbols(c, s, header.sh_link);
    if (!c->symbol_count)
        fail("the image has no symbols");
    qsort(c->symbols, c->symbol_count, sizeof *c->symbols, compare);
}

/* The audit has the whole name where the program uses the short one, too; the
 * image may have the short one twice then. */
static struct symbol *find_symbol(const struct check *c, const char *name,
                                  GElf_Addr start, GElf_Addr size)
{
    static const char system[] = "unispec.os.";
    struct symbol key = {.name = name, .start = start, .size = size};
    struct symbol *found =
        bsearch(&key, c->symbols, c->symbol_count, sizeof key, compare);
    if (found || strncmp(name, system, sizeof system - 1))
        return found;
    return find_symbol(c, name + sizeof system - 1, start, size);
}

/* ---- what the audit says */

static const char *text(const json_t *entry, const char *key)
{
    const char *value = json_string_value(json_object_get(entry, key));
    return value ? value : "";
}

static GElf_Addr number(const json_t *entry, const char *key)
{
    return (GElf_Addr)json_integer_value(json_object_get(entry, key));
}

static GElf_Addr address(const json_t *entry)
{
    return strtoull(text(entry, "address"), NULL, 16);
}

static bool is_data(const json_t *entry)
{
    return !strcmp(text(entry, "section"), ".data");
}

/* The next bytes of .data, which is the last of what is loaded. */
static void claim_data(struct check *c, const json_t *entry, enum owner who)
{
    for (GElf_Addr i = number(entry, "bytes"); i && c->data_at < c->loaded; i--)
        c->owners[c->data_at++] = who;
}

/* The symbol whose data it is; packing may have counted no zeros, but bytes that
 * are as they are, in pieces that need two numbers each. */
static struct symbol *find_data(const struct check *c, const json_t *entry)
{
    for (size_t i = 0; i < c->symbol_count; i++) {
        struct symbol *s = &c->symbols[i];
        if (s->start == address(entry) && s->size + s->size / 2 + 2 >= number(entry, "bytes") &&
            find_symbol(c, text(entry, "name"), s->start, s->size) == s)
            return s;
    }
    return NULL;
}

static void claim(struct check *c, const json_t *entry, enum owner who)
{
    if (is_data(entry)) {
        claim_data(c, entry, who);
        return;
    }
    GElf_Addr size = number(entry, "bytes");
    int64_t place = place_of(c, address(entry), size);
    if (place < 0)
        fail("%s %s: not in a segment", text(entry, "name"),
             text(entry, "address"));
    for (GElf_Addr i = 0; i < size; i++) {
        unsigned char *owner = &c->owners[place + (int64_t)i];
        if (*owner && *owner != who)
            fail("%s %s: the byte at %llu is of two kinds", text(entry, "name"),
                 text(entry, "address"), (unsigned long long)i);
        *owner = who;
    }
}

/* The linker's symbol of the ELF header and the program headers has no size. */
static bool is_headers(const struct check *c, const json_t *entry)
{
    GElf_Ehdr h;
    return !strcmp(text(entry, "name"), "__ehdr_start") &&
           gelf_getehdr(c->stripped, &h) && !place_of(c, address(entry), 1) &&
           number(entry, "bytes") ==
               h.e_phoff + (GElf_Addr)h.e_phentsize * h.e_phnum;
}

static void check_symbols(struct check *c, const char *key)
{
    const json_t *entry;
    size_t i;
    json_array_foreach(json_object_get(c->audit, key), i, entry)
    {
        const char *section = text(entry, "section");
        GElf_Addr size = number(entry, "bytes");
        struct symbol *s = is_data(entry) ? find_data(c, entry) : NULL;
        if (s)
            s->in_audit = true;
        if (!size || !strncmp(section, ".bss", 4) ||
            !strncmp(section, ".tbss", 5))
            continue;
        if (!s)
            s = find_symbol(c, text(entry, "name"), address(entry), size);
        if (s)
            s->in_audit = true;
        else if (!is_headers(c, entry) && !is_data(entry))
            fail("%s, %llu bytes at %s: no such symbol", text(entry, "name"),
                 (unsigned long long)size, text(entry, "address"));
        claim(c, entry, SYMBOL);
    }
}

/* Whether ADDRESS is in a function NAME, behind its start. */
static bool is_inside(const struct check *c, const char *name,
                      GElf_Addr address)
{
    for (size_t i = 0; i < c->symbol_count; i++) {
        const struct symbol *s = &c->symbols[i];
        if (!strcmp(s->name, name) && s->start < address &&
            address < s->start + s->size)
            return true;
    }
    return false;
}

static void check_table(const struct check *c, const json_t *entry)
{
    int64_t place = place_of(c, address(entry), number(entry, "bytes"));
    for (GElf_Addr i = 0; i < number(entry, "bytes"); i += 8) {
        uint64_t word;
        memcpy(&word, c->bytes + place + (int64_t)i, sizeof word);
        if (!is_inside(c, text(entry, "name"), word))
            fail("switch table at %s: 0x%llx is not in the function %s",
                 text(entry, "address"), (unsigned long long)word,
                 text(entry, "name"));
    }
}

/* What has no address in a section is counted, not placed. */
static size_t check_remainder(struct check *c)
{
    const json_t *entry;
    size_t i, elsewhere = 0;
    json_array_foreach(json_object_get(c->audit, "remainder"), i, entry)
    {
        const char *kind = text(entry, "kind"), *name = text(entry, "name");
        struct symbol *s =
            find_symbol(c, name, address(entry), number(entry, "bytes"));
        if (s)
            s->in_audit = true;
        if (!*text(entry, "section")) {
            elsewhere += number(entry, "bytes");
            continue;
        }
        claim(c, entry, *name ? NAMED : NAMELESS);
        if (!strcmp(kind, "switch table"))
            check_table(c, entry);
    }
    return elsewhere;
}

static void check_all_symbols(const struct check *c)
{
    for (size_t i = 0; i < c->symbol_count; i++)
        if (!c->symbols[i].in_audit)
            fail("symbol %s, %llu bytes at 0x%llx: not in the audit",
                 c->symbols[i].name, (unsigned long long)c->symbols[i].size,
                 (unsigned long long)c->symbols[i].start);
}

static void check_sums(const struct check *c, size_t elsewhere, double least)
{
    size_t named = 0, listed = elsewhere;
    for (size_t i = 0; i < c->loaded; i++) {
        named += c->owners[i] == SYMBOL || c->owners[i] == NAMED;
        listed += c->owners[i] != NOBODY;
    }
    double percent = 100.0 * (double)named / (double)c->loaded;
    printf("%zu of %zu bytes, %.2f %%; %zu symbols\n", named, c->loaded,
           percent, c->symbol_count);
    if (number(json_object_get(c->audit, "image"), "bytes") != c->loaded)
        fail("image.bytes is not %zu", c->loaded);
    if (listed != c->loaded)
        fail("%zu of %zu bytes are in the lists", listed, c->loaded);
    if (percent < least)
        fail("less than %.2f %%", least);
}

int main(int argc, char **argv)
{
    struct check c = {0};
    if (argc != 5)
        fail("IMAGE, STRIPPED, AUDIT.json and LEAST are needed");
    elf_version(EV_CURRENT);
    c.image = open_elf(argv[1]);
    c.stripped = open_elf(argv[2]);
    c.audit = json_load_file(argv[3], 0, NULL);
    if (!c.audit)
        fail("%s: no JSON", argv[3]);
    measure_loaded(&c);
    read_symbols(&c);
    check_symbols(&c, "functions");
    check_symbols(&c, "variables");
    size_t elsewhere = check_remainder(&c);
    check_all_symbols(&c);
    check_sums(&c, elsewhere, atof(argv[4]));
    return 0;
}
