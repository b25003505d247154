/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Function names from .symtab: all code symbols sorted by address, found by
 * bisection. A symbol without a size (assembly) reaches to the next one, and
 * is ignored where a function with a size covers it (a label).
 */
#include "symbolise.h"

#include <gelf.h>
#include <stdlib.h>
#include <string.h>

struct symbol {
    uint64_t address, size;
    const char *name;
};

struct symbols {
    struct symbol *items;
    size_t count;
    struct lines *lines;
};

/* By address; at one address the sized and the longer symbol last. */
static int compare_symbols(const void *a, const void *b)
{
    const struct symbol *x = a, *y = b;
    if (x->address != y->address)
        return x->address < y->address ? -1 : 1;
    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    return strcmp(y->name, x->name);
}

static bool is_code(Elf *elf, const GElf_Sym *symbol)
{
    GElf_Shdr section;
    Elf_Scn *scn;
    unsigned type = GELF_ST_TYPE(symbol->st_info);
    return (type == STT_FUNC || type == STT_NOTYPE) &&
           symbol->st_shndx != SHN_UNDEF && symbol->st_shndx < SHN_LORESERVE &&
           (scn = elf_getscn(elf, symbol->st_shndx)) &&
           gelf_getshdr(scn, &section) && section.sh_flags & SHF_EXECINSTR;
}

static void add_table(struct symbols *s, Elf *elf, Elf_Scn *scn,
                      const GElf_Shdr *header)
{
    Elf_Data *data = elf_getdata(scn, NULL);
    size_t count =
        header->sh_entsize && data ? data->d_size / header->sh_entsize : 0;
    s->items = tool_realloc(s->items, (s->count + count) * sizeof(*s->items));
    for (size_t i = 0; i < count; i++) {
        GElf_Sym symbol;
        const char *name;
        if (gelf_getsym(data, (int)i, &symbol) && is_code(elf, &symbol) &&
            (name = elf_strptr(elf, header->sh_link, symbol.st_name)) && *name)
            s->items[s->count++] = (struct symbol){.address = symbol.st_value,
                                                   .size = symbol.st_size,
                                                   .name = name};
    }
}

static void drop_labels(struct symbols *s)
{
    uint64_t covered = 0;
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct symbol *symbol = &s->items[i];
        uint64_t end = symbol->address + symbol->size;
        if (!symbol->size && symbol->address < covered)
            continue;
        covered = end > covered ? end : covered;
        s->items[kept++] = *symbol;
    }
    s->count = kept;
}

struct symbols *symbols_open(const struct image *image)
{
    struct symbols *s = tool_alloc(sizeof(*s));
    for (Elf_Scn *scn = NULL; (scn = elf_nextscn(image->elf, scn));) {
        GElf_Shdr header;
        if (gelf_getshdr(scn, &header) && header.sh_type == SHT_SYMTAB)
            add_table(s, image->elf, scn, &header);
    }
    if (s->count)
        qsort(s->items, s->count, sizeof(*s->items), compare_symbols);
    drop_labels(s);
    s->lines = lines_open(image->elf);
    return s;
}

void symbols_close(struct symbols *symbols)
{
    lines_close(symbols->lines);
    free(symbols->items);
    free(symbols);
}

/* The last symbol at or before ADDRESS that covers it. */
static const struct symbol *find_symbol(const struct symbols *s,
                                        uint64_t address)
{
    size_t low = 0, high = s->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->items[middle].address <= address)
            low = middle + 1;
        else
            high = middle;
    }
    if (!low)
        return NULL;
    const struct symbol *found = &s->items[low - 1];
    bool covers = !found->size || address - found->address < found->size;
    return covers ? found : NULL;
}

size_t symbols_find(const struct symbols *symbols, uint64_t address,
                    struct place *places, size_t room)
{
    const struct symbol *symbol = find_symbol(symbols, address);
    size_t count =
        symbol ? lines_find(symbols->lines, address, places, room) : 0;
    if (!count)
        places[count++] = (struct place){0};
    struct place *outermost = &places[count - 1];
    if (symbol) {
        outermost->function = symbol->name;
        outermost->offset = address - symbol->address;
    }
    return count;
}
