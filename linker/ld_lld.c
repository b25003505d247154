/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Runs LLD in this process and passes on what it prints, line by line: the
 * lines of --trace go to native.c and, with -t, to the user; the name of the
 * temporary output is replaced by that of the image. Holds the callback that
 * the LTO pipeline makes in the middle of LLD's run.
 */
#include "ld_options.h"

#include "ld_process.h"
#include "lld_shim.h"
#include "llvm_shim.h"
#include "native.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct link *link_current;

struct pending {
    char *text;
    size_t size, capacity;
};

struct run {
    struct options *options;
    struct strings files; /* every file that LLD was given */
    struct pending out, err;
    bool cxx; /* a function of the C++ library is missing */
};

static const char undefined_symbol[] = "undefined symbol: ";

static void put_replaced(struct run *run, FILE *f, const char *line)
{
    const char *temporary = run->options->link->temporary, *hit;
    size_t n = strlen(temporary);

    progress_clear();
    while (n && (hit = strstr(line, temporary))) {
        fprintf(f, "%.*s%s", (int)(hit - line), line,
                run->options->link->output);
        line = hit + n;
    }
    fprintf(f, "%s\n", line);
    fflush(f);
}

/* An error of LLVM's bitcode reader has no file name in it. */
static void note_unnamed_error(struct run *run, const char *line)
{
    if (!strstr(line, "error: ") || strstr(line, "undefined symbol") ||
        strstr(line, "duplicate symbol"))
        return;
    for (size_t i = 0; i < run->files.count; i++)
        if (strstr(line, run->files.items[i]))
            return;
    process_note_unnamed_error();
}

/* What only a C++ library defines. */
static void look_for_cxx(struct run *run, const char *line)
{
    static const char *const names[] = {"operator new", "operator delete",
                                        "std::",        "__cxa_",
                                        "__gxx_",       "vtable for __cxxabi"};
    const char *symbol = strstr(line, undefined_symbol);

    for (size_t i = 0; symbol && i < sizeof(names) / sizeof(*names); i++)
        run->cxx |= str_starts(symbol + sizeof(undefined_symbol) - 1, names[i]);
}

static void put_line(struct run *run, int fd, const char *line)
{
    if (fd == 2) {
        note_unnamed_error(run, line);
        look_for_cxx(run, line);
        put_replaced(run, stderr, line);
        return;
    }
    if (!native_trace_line(run->options->link, &run->files, line) ||
        run->options->trace_files)
        put_replaced(run, stdout, line);
}

static void append(struct pending *p, const char *text, size_t size)
{
    if (p->size + size + 1 > p->capacity) {
        char *grown;
        p->capacity = 2 * (p->size + size + 1);
        grown = must_alloc(p->capacity);
        if (p->size)
            memcpy(grown, p->text, p->size);
        free(p->text);
        p->text = grown;
    }
    memcpy(p->text + p->size, text, size);
    p->size += size;
    p->text[p->size] = 0;
}

static void take_output(void *context, int fd, const char *text, size_t size)
{
    struct run *run = context;
    struct pending *p = fd == 2 ? &run->err : &run->out;

    while (size) {
        const char *end = memchr(text, '\n', size);
        size_t n = end ? (size_t)(end - text) : size;
        append(p, text, n);
        if (!end)
            return;
        put_line(run, fd, p->text);
        p->size = 0;
        p->text[0] = 0;
        text += n + 1;
        size -= n + 1;
    }
}

int unispec_lto_module(LLVMModuleRef m)
{
    struct link *l = link_current;

    phase_enter("analysis");
    if (native_collect(l))
        return -1;
    native_add_preserved(l, m);
    if (link_module(l, m) || l->errors)
        return -1;
    unwind_tables_drop(m);
    phase_enter("optimisation and code generation");
    return 0;
}

void unispec_lto_optimised(LLVMModuleRef m)
{
    link_optimised(link_current, m);
}

static void collect_files(const struct strings *args, struct strings *files)
{
    for (size_t i = 1; i < args->count; i++)
        if (args->items[i][0] != '-')
            strings_add(files, args->items[i]);
}

int lld_run(struct options *o)
{
    struct run run = {.options = o};
    struct strings args = {0};
    int result;

    lld_arguments(o, &args);
    collect_files(&args, &run.files);
    if (o->link->verbose) {
        fprintf(stderr, "%s: LLD arguments:", o->link->program);
        for (size_t i = 1; i < args.count; i++)
            fprintf(stderr, " %s", args.items[i]);
        fputc('\n', stderr);
    }
    link_current = o->link;
    phase_enter("symbol resolution");
    result = unispec_lld_link((const char *const *)args.items, args.count,
                              take_output, &run);
    if (run.out.size)
        put_line(&run, 1, run.out.text);
    if (run.err.size)
        put_line(&run, 2, run.err.text);
    if (run.cxx)
        link_note(o->link, "there is no C++ library: unispec-c++ builds C++ "
                           "that needs none");
    return result;
}
