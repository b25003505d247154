/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The LTO phase of a link: analyse the merged module, collect the audit, and
 * specialise, or with --guard and --trace make an image that tests the
 * analysis. With --no-specialise the module is left as the stock pipeline
 * wants it, and there is no audit: nothing is claimed of that image.
 */
#include "audit.h"
#include "guard.h"
#include "llvm_shim.h"
#include "specialise.h"
#include "trace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_native_roots(struct root *roots, size_t *n,
                             const struct strings *names, enum edge_kind kind,
                             const char *text)
{
    for (size_t i = 0; i < names->count; i++)
        roots[(*n)++] = (struct root){names->items[i], kind, text};
}

static struct analysis *analyse(struct link *l, LLVMModuleRef m)
{
    size_t n = 0, most = l->native_refs.count + l->forced_refs.count + 1;
    struct root *roots = must_alloc(most * sizeof *roots);
    add_native_roots(roots, &n, &l->native_refs, EDGE_NATIVE,
                     "native code refers to it");
    add_native_roots(roots, &n, &l->forced_refs, EDGE_ROOT,
                     "named on the command line");
    struct analysis_request request = {.roots = roots, .root_count = n};
    request.libcall_count = unispec_runtime_libcalls(&request.libcalls);
    struct analysis *a = analysis_run(m, &request);
    free(roots);
    return a;
}

static LLVMValueRef find_symbol(LLVMModuleRef m, const char *name)
{
    LLVMValueRef v = LLVMGetNamedFunction(m, name);
    return v ? v : LLVMGetNamedGlobal(m, name);
}

/* --why=SYM, on standard output. */
static void print_why(struct link *l, struct analysis *a, LLVMModuleRef m)
{
    for (size_t i = 0; i < l->why.count; i++) {
        const char *name = l->why.items[i];
        LLVMValueRef v = find_symbol(m, name);
        if (!v) {
            link_warn(l, "--why: no symbol '%s' in the program", name);
            continue;
        }
        bool reached = analysis_reached(a, v);
        printf("%s: %s\n", name, reached ? "kept" : "removed");
        json_t *chain = reached ? audit_chain(a, v) : json_array();
        size_t k;
        json_t *frame;
        json_array_foreach(chain, k, frame) {
            const char *file = json_string_value(json_object_get(frame, "file"));
            printf("  %s (%s", json_string_value(json_object_get(frame, "symbol")),
                   json_string_value(json_object_get(frame, "kind")));
            if (file)
                printf(" at %s:%d", file,
                       (int)json_integer_value(json_object_get(frame, "line")));
            puts(")");
        }
        json_decref(chain);
    }
}

static void print_removed(struct analysis *a, LLVMModuleRef m)
{
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
        if (!LLVMIsDeclaration(f) && !analysis_reached(a, f)) {
            size_t length;
            printf("removed: %s\n", LLVMGetValueName2(f, &length));
        }
}

static void transform_guard(struct link *l, struct analysis *a, LLVMModuleRef m)
{
    struct trap_table traps;
    trap_table_init(&traps, m);
    guard(a, m, &traps);
    trap_table_report(&traps, l->audit);
    trap_table_free(&traps);
}

static void transform(struct link *l, struct analysis *a, LLVMModuleRef m)
{
    switch (l->build) {
    case BUILD_NORMAL:
        specialise(a, m);
        break;
    case BUILD_GUARD:
        transform_guard(l, a, m);
        break;
    case BUILD_TRACE:
        trace_instrument(l, a, m);
        break;
    }
}

int link_module(struct link *l, LLVMModuleRef m)
{
    if (!l->specialise) {
        fold_queries(NULL, m);
        return 0;
    }
    struct analysis *a = analyse(l, m);
    audit_collect(l, a, m);
    print_why(l, a, m);
    if (l->print_removed)
        print_removed(a, m);
    fflush(stdout);
    transform(l, a, m);
    analysis_free(a);
    return l->errors ? -1 : 0;
}
