/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * analyse [OPTION...] FILE.ll [ROOT...]: runs the analysis with the given roots
 * (default main), prints what is kept and why in order of the module, checks
 * the result, then specialises (or makes the guard build), prints the traps,
 * verifies the module, and prints it.
 *
 *   --guard           the guard build
 *   --check           only check: prints "check: ok", or violations; status 1
 *   --drop-rule=NAME  leaves a transfer rule out
 *   --list-rules      prints the names of the rules
 */
#include "guard.h"
#include "specialise.h"
#include "unispec/check.h"

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

static void transform(struct analysis *a, LLVMModuleRef m, bool guarded)
{
    struct trap_table traps;
    size_t i;
    json_t *trap;
    trap_table_init(&traps, m);
    if (guarded)
        guard(a, m, &traps);
    else
        specialise(a, m, &traps);
    json_array_foreach(traps.list, i, trap)
    {
        printf("trap ");
        json_dumpf(trap, stdout, JSON_PRESERVE_ORDER);
        putchar('\n');
    }
    trap_table_free(&traps);
}

static void check(struct analysis *a, const struct analysis_request *request)
{
    struct check_result r = check_analysis(a, request);
    for (size_t i = 0; i < r.count && i < CHECK_VIOLATIONS; i++)
        printf("check: %s\n", r.violations[i].text);
    if (r.count) {
        printf("check: rejected, %zu violations\n", r.count);
        exit(1);
    }
    puts("check: ok");
    check_result_free(&r);
}

static void list_rules(void)
{
    for (unsigned i = 0; analysis_rule_name(i); i++)
        puts(analysis_rule_name(i));
    exit(0);
}

static bool is_rule(const char *name)
{
    for (unsigned i = 0; analysis_rule_name(i); i++)
        if (!strcmp(name, analysis_rule_name(i)))
            return true;
    return false;
}

struct options {
    bool only_check, guarded;
    const char *dropped_rule;
    int first; /* argument that is no option */
};

static struct options read_options(int argc, char **argv)
{
    static const char drop[] = "--drop-rule=";
    struct options o = {.first = 1};
    for (; o.first < argc && argv[o.first][0] == '-'; o.first++) {
        const char *s = argv[o.first];
        if (!strcmp(s, "--list-rules"))
            list_rules();
        else if (!strcmp(s, "--check"))
            o.only_check = true;
        else if (!strcmp(s, "--guard"))
            o.guarded = true;
        else if (!strncmp(s, drop, sizeof drop - 1))
            o.dropped_rule = s + sizeof drop - 1;
        else
            fail(s, "unknown option");
    }
    if (o.first == argc)
        fail("usage", "analyse [OPTION...] FILE.ll [ROOT...]");
    if (o.dropped_rule && !is_rule(o.dropped_rule))
        fail(o.dropped_rule, "no such rule");
    return o;
}

int main(int argc, char **argv)
{
    struct options o = read_options(argc, argv);
    const char *path = argv[o.first];
    LLVMModuleRef m = read_module(path);
    struct root roots[argc + 1];
    size_t n = 0;
    for (int i = o.first + 1; i < argc; i++)
        roots[n++] = (struct root){argv[i], EDGE_ROOT, "test"};
    if (!n)
        roots[n++] = (struct root){"main", EDGE_ROOT, "test"};
    struct analysis_request request = {
        .roots = roots, .root_count = n, .dropped_rule = o.dropped_rule};
    struct analysis *a = analysis_run(m, &request);
    if (!o.only_check)
        print_result(a, m);
    check(a, &request);
    if (o.only_check)
        return 0;
    analysis_forget(a);
    transform(a, m, o.guarded);
    analysis_free(a);
    char *error = NULL;
    if (LLVMVerifyModule(m, LLVMReturnStatusAction, &error))
        fail(path, error);
    puts("---");
    fflush(stdout);
    puts(LLVMPrintModuleToString(m));
    LLVMDisposeModule(m);
    return 0;
}
