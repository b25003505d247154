/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * analyse [--guard] FILE.ll [ROOT...]: runs the analysis with the given roots
 * (default main), prints what is kept and why in order of the module, then
 * specialises (or makes the guard build, and prints its traps), verifies the
 * module, and prints it.
 */
#include "guard.h"
#include "specialise.h"

#include <llvm-c/Analysis.h>
#include <llvm-c/IRReader.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *why)
{
    fprintf(stderr, "analyse: %s: %s\n", what, why ? why : "");
    exit(1);
}

static LLVMModuleRef read_module(const char *path)
{
    LLVMMemoryBufferRef buffer;
    LLVMModuleRef m;
    char *error = NULL;
    if (LLVMCreateMemoryBufferWithContentsOfFile(path, &buffer, &error))
        fail(path, error);
    if (LLVMParseIRInContext2(LLVMContextCreate(), buffer, &m, &error))
        fail(path, error);
    return m;
}

static const char *name_of(LLVMValueRef v)
{
    size_t length;
    return v ? LLVMGetValueName2(v, &length) : "-";
}

static void print_values(struct analysis *a, LLVMValueRef f)
{
    for (LLVMValueRef p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p)) {
        struct vset s = analysis_values(a, p);
        printf(" %s={", name_of(p));
        for (uint32_t i = 0; i < s.count; i++)
            printf("%s%lld", i ? "," : "", (long long)s.items[i]);
        printf("%s}", s.any ? "any" : "");
    }
}

static void print_result(struct analysis *a, LLVMModuleRef m)
{
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f)) {
        if (LLVMIsDeclaration(f))
            continue;
        struct reason why = analysis_reason(a, f);
        if (why.kind == EDGE_NONE) {
            printf("removed %s\n", name_of(f));
            continue;
        }
        printf("kept %s %s from %s", name_of(f), edge_kind_name(why.kind),
               name_of(why.from));
        print_values(a, f);
        putchar('\n');
    }
    const struct assumption *assumptions;
    size_t n = analysis_assumptions(a, &assumptions);
    for (size_t i = 0; i < n; i++)
        printf("assumption %s: %s\n", assumptions[i].id, assumptions[i].text);
}

static void make_guard(struct analysis *a, LLVMModuleRef m)
{
    struct trap_table traps;
    size_t i;
    json_t *trap;
    trap_table_init(&traps, m);
    guard(a, m, &traps);
    json_array_foreach(traps.list, i, trap)
    {
        printf("trap ");
        json_dumpf(trap, stdout, JSON_PRESERVE_ORDER);
        putchar('\n');
    }
    trap_table_free(&traps);
}

int main(int argc, char **argv)
{
    bool guarded = argc > 1 && !strcmp(argv[1], "--guard");
    if (guarded) {
        argc--;
        argv++;
    }
    if (argc < 2)
        fail("usage", "analyse [--guard] FILE.ll [ROOT...]");
    LLVMModuleRef m = read_module(argv[1]);
    struct root roots[argc + 1];
    size_t n = 0;
    for (int i = 2; i < argc; i++)
        roots[n++] = (struct root){argv[i], EDGE_ROOT, "test"};
    if (!n)
        roots[n++] = (struct root){"main", EDGE_ROOT, "test"};
    struct analysis_request request = {.roots = roots, .root_count = n};
    struct analysis *a = analysis_run(m, &request);
    print_result(a, m);
    if (guarded)
        make_guard(a, m);
    else
        specialise(a, m);
    analysis_free(a);
    char *error = NULL;
    if (LLVMVerifyModule(m, LLVMReturnStatusAction, &error))
        fail(argv[1], error);
    puts("---");
    fflush(stdout);
    puts(LLVMPrintModuleToString(m));
    LLVMDisposeModule(m);
    return 0;
}
