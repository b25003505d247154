/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * File, line and inlined calls from DWARF through elfutils' libdw. Clang
 * writes no .debug_aranges, so the compile units are asked one by one; a
 * report has a few dozen addresses.
 */
#include "symbolise.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <stdlib.h>
#include <string.h>

struct lines {
    Dwarf *dwarf;
};

struct lines *lines_open(Elf *elf)
{
    Dwarf *dwarf = dwarf_begin_elf(elf, DWARF_C_READ, NULL);
    if (!dwarf)
        return NULL;
    struct lines *lines = tool_alloc(sizeof(*lines));
    lines->dwarf = dwarf;
    return lines;
}

void lines_close(struct lines *lines)
{
    if (lines)
        dwarf_end(lines->dwarf);
    free(lines);
}

static bool find_unit(const struct lines *lines, uint64_t address,
                      Dwarf_Die *unit)
{
    Dwarf_CU *cu = NULL;
    uint8_t type;
    while (dwarf_get_units(lines->dwarf, cu, &cu, NULL, &type, unit, NULL) == 0)
        if (type == DW_UT_compile && dwarf_haspc(unit, address) == 1)
            return true;
    return false;
}

static Dwarf_Word attribute_number(Dwarf_Die *die, unsigned name)
{
    Dwarf_Attribute attribute;
    Dwarf_Word value;
    if (!dwarf_attr(die, name, &attribute) ||
        dwarf_formudata(&attribute, &value) != 0)
        return 0;
    return value;
}

/* Where the inlined function DIE was called, in its caller. */
static void set_call_place(Dwarf_Die *unit, Dwarf_Die *die, struct place *place)
{
    Dwarf_Files *files;
    size_t count;
    Dwarf_Word file = attribute_number(die, DW_AT_call_file);
    if (dwarf_getsrcfiles(unit, &files, &count) != 0 || file >= count)
        return;
    place->file = dwarf_filesrc(files, file, NULL, NULL);
    place->line = (int)attribute_number(die, DW_AT_call_line);
}

static void set_line(Dwarf_Die *unit, uint64_t address, struct place *place)
{
    Dwarf_Line *line = dwarf_getsrc_die(unit, address);
    if (!line)
        return;
    place->file = dwarf_linesrc(line, NULL, NULL);
    dwarf_lineno(line, &place->line);
}

/*
 * The scopes go from the innermost to the unit; each inlined call in them is
 * a place of its own, and tells the line of the next one.
 */
static size_t walk_scopes(Dwarf_Die *unit, Dwarf_Die *scopes, int count,
                          struct place *places, size_t room)
{
    size_t used = 1;
    for (int i = 0; i < count && used < room; i++) {
        if (dwarf_tag(&scopes[i]) != DW_TAG_inlined_subroutine)
            continue;
        places[used - 1].function = dwarf_diename(&scopes[i]);
        places[used - 1].inlined = true;
        places[used] = (struct place){0};
        set_call_place(unit, &scopes[i], &places[used]);
        used++;
    }
    return used;
}

/*
 * The entries around ADDRESS as the code lies in memory. dwarf_getscopes goes
 * on from an inlined call to where its function is written, so only its first
 * answer is of use. SCOPES is owned by the caller, NULL when there are none.
 */
static int find_scopes(Dwarf_Die *unit, uint64_t address, Dwarf_Die **scopes)
{
    Dwarf_Die *lexical = NULL;
    int count = dwarf_getscopes(unit, address, &lexical);
    *scopes = NULL;
    if (count > 0)
        count = dwarf_getscopes_die(&lexical[0], scopes);
    free(lexical);
    return count > 0 ? count : 0;
}

size_t lines_find(const struct lines *lines, uint64_t address,
                  struct place *places, size_t room)
{
    Dwarf_Die unit, *scopes;
    if (!lines || !room || !find_unit(lines, address, &unit))
        return 0;
    places[0] = (struct place){0};
    set_line(&unit, address, &places[0]);
    int count = find_scopes(&unit, address, &scopes);
    size_t used = walk_scopes(&unit, scopes, count, places, room);
    free(scopes);
    return used;
}
