/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Source lines: which have code in a reached block, and which in blocks that
 * are not reached only. Code that the compiler inlined before the link counts
 * to the lines it was written in, and to the function that it is in now.
 *
 * A line whose code was optimised away before the link is in neither list.
 */
#include "audit_lines.h"

#include "link.h"
#include "llvm_shim.h"

#include <llvm-c/DebugInfo.h>
#include <stb/stb_ds.h>
#include <stdlib.h>
#include <string.h>

/* Keys, so without padding. Names are indices of `names`; that of a file is its
 * directory, a line break and its path, because equal paths may be relative to
 * different directories. */
struct line {
    uint64_t file, function, number;
};

struct copy {
    uint64_t name, file, line, function;
};

struct sources {
    const struct analysis *analysis;
    uint64_t function; /* the one that is looked at */
    struct {
        char *key;
        uint64_t value;
    } *names;
    struct {
        LLVMMetadataRef key; /* scope */
        uint64_t value;
    } *files;
    struct {
        struct line key;
        bool value; /* reached */
    } *lines;
    struct {
        struct copy key;
        bool value;
    } *copies;
};

static uint64_t name_index(struct sources *s, const char *name, size_t length)
{
    char *text = must_strndup(name ? name : "", name ? length : 0);
    ptrdiff_t at = shgeti(s->names, text);
    if (at < 0) {
        shput(s->names, text, shlenu(s->names));
        at = shgeti(s->names, text);
    }
    free(text);
    return (uint64_t)at;
}

static uint64_t file_of(struct sources *s, LLVMMetadataRef scope)
{
    ptrdiff_t known = hmgeti(s->files, scope);
    if (known >= 0)
        return s->files[known].value;
    unsigned length = 0, directory_length = 0;
    LLVMMetadataRef file = LLVMDIScopeGetFile(scope);
    const char *path = file ? LLVMDIFileGetFilename(file, &length) : "";
    const char *directory =
        file ? LLVMDIFileGetDirectory(file, &directory_length) : "";
    bool absolute = length && *path == '/';
    char *name = must_format("%.*s\n%.*s", absolute ? 0 : (int)directory_length,
                             directory ? directory : "", (int)length, path);
    uint64_t index = name_index(s, name, strlen(name));
    free(name);
    hmput(s->files, scope, index);
    return index;
}

/* ---- what the module has */

static void add_line(struct sources *s, LLVMMetadataRef at, bool reached)
{
    struct line l = {.function = s->function,
                     .file = file_of(s, LLVMDILocationGetScope(at)),
                     .number = LLVMDILocationGetLine(at)};
    if (l.number && (reached || hmgeti(s->lines, l) < 0))
        hmput(s->lines, l, reached);
}

/* AT lies in a function of the source that was inlined. */
static void add_copy(struct sources *s, LLVMMetadataRef at, bool reached)
{
    const char *name;
    size_t length;
    LLVMMetadataRef subprogram =
        unispec_scope_subprogram(LLVMDILocationGetScope(at), &name, &length);
    struct copy c = {.name = name_index(s, name, length),
                     .file = file_of(s, subprogram),
                     .line = LLVMDISubprogramGetLine(subprogram),
                     .function = s->function};
    if (reached || hmgeti(s->copies, c) < 0)
        hmput(s->copies, c, reached);
}

static void add_block(struct sources *s, LLVMBasicBlockRef b)
{
    bool reached = analysis_block_reached(s->analysis, b);
    LLVMMetadataRef previous = NULL, at, outer;
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
         i = LLVMGetNextInstruction(i)) {
        at = LLVMInstructionGetDebugLoc(i);
        if (!at || at == previous)
            continue;
        previous = at;
        add_line(s, at, reached);
        for (; (outer = LLVMDILocationGetInlinedAt(at)); at = outer)
            add_copy(s, at, reached);
    }
}

static void add_functions(struct sources *s, LLVMModuleRef m)
{
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f)) {
        size_t length;
        const char *name = LLVMGetValueName2(f, &length);
        if (LLVMIsDeclaration(f))
            continue;
        s->function = name_index(s, name, length);
        for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
             b = LLVMGetNextBasicBlock(b))
            add_block(s, b);
    }
}

/* ---- the report */

static int compare_numbers(const void *a, const void *b, size_t count)
{
    const uint64_t *x = a, *y = b;
    for (size_t i = 0; i < count; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

static int compare_lines(const void *a, const void *b)
{
    return compare_numbers(a, b, sizeof(struct line) / sizeof(uint64_t));
}

static int compare_copies(const void *a, const void *b)
{
    return compare_numbers(a, b, sizeof(struct copy) / sizeof(uint64_t));
}

static const char *path_of(const struct sources *s, uint64_t file)
{
    return strchr(s->names[file].key, '\n') + 1;
}

static json_t *source_entry(const struct sources *s, uint64_t file,
                            json_t *functions)
{
    const char *path = path_of(s, file), *directory = s->names[file].key;
    json_t *entry = json_pack("{s:s}", "file", path);
    if (path - directory > 1)
        json_object_set_new(
            entry, "directory",
            json_stringn(directory, (size_t)(path - directory) - 1));
    json_object_set_new(entry, "functions", functions);
    return entry;
}

/* TO[KEY], made as FRESH if it is not there. */
static json_t *member(json_t *to, const char *key, json_t *fresh)
{
    json_t *known = json_object_get(to, key);
    if (known) {
        json_decref(fresh);
        return known;
    }
    json_object_set_new(to, key, fresh);
    return fresh;
}

static void report_lines(struct sources *s, json_t *sources)
{
    json_t *functions = NULL;
    qsort(s->lines, hmlenu(s->lines), sizeof *s->lines, compare_lines);
    for (size_t i = 0; i < hmlenu(s->lines); i++) {
        struct line l = s->lines[i].key;
        if (!i || s->lines[i - 1].key.file != l.file) {
            functions = json_object();
            json_array_append_new(sources, source_entry(s, l.file, functions));
        }
        json_t *lists = member(functions, s->names[l.function].key,
                               json_pack("{s:[], s:[]}", "kept", "removed"));
        json_array_append_new(
            json_object_get(lists, s->lines[i].value ? "kept" : "removed"),
            json_integer((json_int_t)l.number));
    }
}

static bool same_source(struct copy a, struct copy b)
{
    return a.name == b.name && a.file == b.file && a.line == b.line;
}

/* Copies [FIRST, END) are of one function of the source. */
static json_t *inlined_entry(const struct sources *s, size_t first, size_t end)
{
    struct copy c = s->copies[first].key;
    json_t *into = json_array();
    bool kept = false;
    for (size_t i = first; i < end; i++)
        kept |= s->copies[i].value;
    for (size_t i = first; i < end; i++)
        if (s->copies[i].value == kept)
            json_array_append_new(
                into, json_string(s->names[s->copies[i].key.function].key));
    return json_pack("{s:s, s:s, s:I, s:s, s:o}", "name", s->names[c.name].key,
                     "file", path_of(s, c.file), "line", (json_int_t)c.line,
                     "status", kept ? "kept" : "removed", "into", into);
}

static void report_copies(struct sources *s, json_t *inlined)
{
    size_t count = hmlenu(s->copies);
    qsort(s->copies, count, sizeof *s->copies, compare_copies);
    for (size_t first = 0, end; first < count; first = end) {
        end = first + 1;
        while (end < count &&
               same_source(s->copies[end].key, s->copies[first].key))
            end++;
        json_array_append_new(inlined, inlined_entry(s, first, end));
    }
}

/* The lines are sorted by file and function; a file's lines may repeat. */
static struct line_totals count_lines(const struct sources *s)
{
    struct line_totals totals = {0};
    struct {
        struct line key;
        bool value;
    } *seen = NULL;
    for (size_t i = 0; i < hmlenu(s->lines); i++) {
        struct line l = s->lines[i].key;
        l.function = 0;
        if (s->lines[i].value || hmgeti(seen, l) < 0)
            hmput(seen, l, s->lines[i].value);
    }
    totals.total = hmlenu(seen);
    for (size_t i = 0; i < totals.total; i++)
        totals.kept += seen[i].value;
    hmfree(seen);
    return totals;
}

struct line_totals audit_add_sources(json_t *audit, const struct analysis *a,
                                     LLVMModuleRef m)
{
    struct sources s = {.analysis = a};
    json_t *sources = json_array(), *inlined = json_array();
    sh_new_arena(s.names);
    add_functions(&s, m);
    struct line_totals totals = count_lines(&s);
    report_lines(&s, sources);
    report_copies(&s, inlined);
    json_object_set_new(audit, "sources", sources);
    json_object_set_new(audit, "inlined", inlined);
    shfree(s.names);
    hmfree(s.files);
    hmfree(s.lines);
    hmfree(s.copies);
    return totals;
}
