/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The LTO phase of a link: analyse the merged module, check the result, collect
 * the audit, and specialise, or with --guard and --trace make an image that
 * tests the analysis. With --no-specialise the module is left as the stock
 * pipeline wants it, and there is no audit: nothing is claimed of that image.
 */
#include "audit.h"
#include "audit_uses.h"
#include "guard.h"
#include "instrument.h"
#include "ld_process.h"
#include "llvm_shim.h"
#include "mentions.h"
#include "os_symbols.h"
#include "platforms.h"
#include "specialise.h"
#include "trace.h"
#include "trap_table.h"

#include "unispec/check.h"

#include <unispec/os_symbol.h>

#include <llvm-c/Error.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_roots(LLVMModuleRef m, struct root *roots, size_t *n,
                      const struct strings *names, enum edge_kind kind,
                      const char *text)
{
    for (size_t i = 0; i < names->count; i++)
        roots[(*n)++] =
            (struct root){os_symbol_in(m, names->items[i]), kind, text};
}

struct check {
    struct link *link;
    struct analysis *analysis;
    const struct analysis_request *request;
};

/* Nothing is made of a result that does not hold: ld_main.c waits for this. */
static int check(void *argument)
{
    struct check *c = argument;
    struct check_result r = check_analysis(c->analysis, c->request);
    int result = r.count ? EXIT_INTERNAL : EXIT_OK;

    for (size_t i = 0; i < r.count && i < CHECK_VIOLATIONS; i++)
        link_error(c->link, "internal error: %s", r.violations[i].text);
    check_result_free(&r);
    return result;
}

/* What libc asks about with UNISPEC_TLS. */
static void tls_symbol(struct link *l, LLVMModuleRef m, struct strings *symbols)
{
    l->tls = l->native_tls;
    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g && !l->tls;
         g = LLVMGetNextGlobal(g))
        l->tls = LLVMIsThreadLocal(g);
    if (l->tls)
        strings_add(symbols, UNISPEC_OS_PREFIX "image_tls");
}

/* Pages that two processes share are copied when one writes to them: that
 * costs more time than the check of a small program takes. */
static void begin_check(struct check *c)
{
    enum { SMALL = 1000 /* functions */ };

    if (analysis_totals(c->analysis).functions_reached >= SMALL) {
        process_beside(check, c);
        return;
    }
    phase_enter("check of the analysis");
    process_at_once(check, c);
    phase_enter("analysis");
}

static struct analysis *analyse(struct link *l, LLVMModuleRef m)
{
    struct strings buses = {0}, mentioned = {0}, tls = {0};
    platforms_symbols(l, &buses);
    mentions_symbols(m, &mentioned);
    tls_symbol(l, m, &tls);
    size_t n = 0, most = l->native_refs.count + l->forced_refs.count +
                         buses.count + mentioned.count +
                         tls.count + 1;
    struct root *roots = must_alloc(most * sizeof *roots);
    add_roots(m, roots, &n, &l->native_refs, EDGE_NATIVE,
              "native code refers to it");
    add_roots(m, roots, &n, &l->forced_refs, EDGE_ROOT,
              "named on the command line");
    add_roots(m, roots, &n, &buses, EDGE_ROOT,
              "a monitor of the platform list has it");
    add_roots(m, roots, &n, &mentioned, EDGE_ROOT,
              "a text of the program names it");
    add_roots(m, roots, &n, &tls, EDGE_ROOT, "some variable is thread-local");
    struct analysis_request request = {.roots = roots, .root_count = n};
    request.libcall_count = unispec_runtime_libcalls(&request.libcalls);
    struct analysis *a = analysis_run(m, &request);
    begin_check(&(struct check){l, a, &request});
    analysis_forget(a);
    free(roots);
    strings_free(&buses);
    strings_free(&mentioned);
    strings_free(&tls);
    return a;
}

static LLVMValueRef find_symbol(LLVMModuleRef m, const char *name)
{
    LLVMValueRef v = LLVMGetNamedFunction(m, name);
    return v ? v : LLVMGetNamedGlobal(m, name);
}

static void print_frame(const char *words, const char *symbol,
                        const json_t *frame)
{
    char *how = audit_describe_frame(frame);
    printf("  %s%s (%s)\n", words, symbol, how);
    free(how);
}

static void print_kept(struct analysis *a, LLVMValueRef v)
{
    json_t *chain = audit_chain(a, v), *frame;
    size_t i;
    json_array_foreach(chain, i, frame) print_frame(
        "", json_string_value(json_object_get(frame, "symbol")), frame);
    json_decref(chain);
}

/* What names it: code that is removed, or what no reached call looks at. */
static void print_uses(struct analysis *a, LLVMValueRef v)
{
    json_t *entry = json_object(), *use;
    size_t i;
    if (LLVMIsAFunction(v))
        audit_add_uses(entry, a, v);
    json_array_foreach(json_object_get(entry, "callers"), i, use)
    {
        bool reached = json_is_true(json_object_get(use, "reached"));
        const char *from = json_string_value(json_object_get(use, "from"));
        json_t *offset = json_object_get(use, "offset");
        char *name =
            offset ? must_format("%s+%d", from, (int)json_integer_value(offset))
                   : must_strdup(from);
        print_frame(reached ? "not called through kept " : "named by removed ",
                    name, use);
        free(name);
    }
    json_decref(entry);
}

/* --why=SYM, on standard output. */
static void print_why(struct link *l, struct analysis *a, LLVMModuleRef m)
{
    for (size_t i = 0; i < l->why.count; i++) {
        const char *name = l->why.items[i];
        LLVMValueRef v = find_symbol(m, os_symbol_in(m, name));
        if (!v) {
            link_warn(
                l,
                "--why: no symbol '%s' in the program; 'unispec audit' of the "
                "image has the names",
                name);
            continue;
        }
        bool reached = analysis_reached(a, v);
        printf("%s: %s\n", name, reached ? "kept" : "removed");
        if (reached)
            print_kept(a, v);
        else
            print_uses(a, v);
    }
}

static void print_removed(struct analysis *a, LLVMModuleRef m)
{
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f))
        if (!LLVMIsDeclaration(f) && !analysis_reached(a, f)) {
            size_t length;
            printf("removed: %s\n", LLVMGetValueName2(f, &length));
        }
}

/* Private variables get no symbol, and so the audit no size. */
static void name_constants(LLVMModuleRef m)
{
    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g))
        if (LLVMGetLinkage(g) == LLVMPrivateLinkage)
            LLVMSetLinkage(g, LLVMInternalLinkage);
}

static void specialise_or_guard(struct link *l, struct analysis *a,
                                LLVMModuleRef m)
{
    struct trap_table traps;
    trap_table_init(&traps, m);
    if (l->build == BUILD_GUARD)
        guard(a, m, &traps);
    else
        specialise(a, m, &traps);
    trap_table_report(&traps, l->audit);
    trap_table_free(&traps);
}

static void transform(struct link *l, struct analysis *a, LLVMModuleRef m)
{
    if (l->build == BUILD_TRACE)
        trace_instrument(l, a, m);
    else
        specialise_or_guard(l, a, m);
    name_constants(m);
}

/* What kernel/ asks for and nothing defines counts as linked. */
static void assume_linked(LLVMModuleRef m, const struct strings *symbols)
{
    for (size_t i = 0; i < symbols->count; i++) {
        char *name = must_format(UNISPEC_OS_PREFIX "%s",
                                 os_symbol_plain(symbols->items[i]));
        LLVMValueRef f = LLVMGetNamedFunction(m, name);

        if (f && LLVMIsDeclaration(f))
            LLVMSetLinkage(f, LLVMExternalLinkage);
        free(name);
    }
}

/*
 * The baseline: an image for all that the program might do. What texts say of
 * the program is part of the analysis; the platforms are what the user asked for.
 */
static void fold_plain(struct link *l, LLVMModuleRef m)
{
    struct strings symbols = {0};

    platforms_symbols(l, &symbols);
    mentions_all(&symbols);
    tls_symbol(l, m, &symbols);
    assume_linked(m, &symbols);
    fold_queries(NULL, m);
    strings_free(&symbols);
}

bool link_saves_bytes(const struct link *l)
{
    enum { SPEED_LEVEL = 3 };

    return l->specialise && l->opt_level < SPEED_LEVEL;
}

static void run_passes(struct link *l, LLVMModuleRef m, const char *passes)
{
    LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
    LLVMErrorRef error = LLVMRunPasses(m, passes, NULL, options);

    if (error) {
        char *text = LLVMGetErrorMessage(error);

        link_error(l, "internal error: passes %s: %s", passes, text);
        LLVMDisposeErrorMessage(text);
    }
    LLVMDisposePassBuilderOptions(options);
}

/* The optimiser is done; the code generator works as for -Os from here on:
 * nothing is aligned, no block is copied, no table nearly empty. */
void link_optimised(struct link *l, LLVMModuleRef m)
{
    if (link_saves_bytes(l)) {
        specialise_texts(m, l->texts_begun);
        if (specialise_unread(m))
            run_passes(l, m, "deadargelim,globaldce");
        if (specialise_single(m))
            run_passes(l, m, "always-inline");
    }
    l->packs_data =
        specialise_data(m, l->specialise && l->build == BUILD_NORMAL);
    if (l->specialise)
        unispec_skip_variable_locations(m);
    if (!link_saves_bytes(l))
        return;
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
        if (!LLVMIsDeclaration(f) && !has_attribute(f, "optnone") &&
            !has_attribute(f, "optdebug"))
            add_attribute(f, "optsize");
}

int link_module(struct link *l, LLVMModuleRef m)
{
    if (!l->specialise) {
        fold_plain(l, m);
        return 0;
    }
    struct strings kept = {0};
    os_symbols_shorten(m, &kept);
    struct analysis *a = analyse(l, m);
    audit_collect(l, a, m);
    mentions_assume(l, a, m);
    print_why(l, a, m);
    if (l->print_removed)
        print_removed(a, m);
    fflush(stdout);
    transform(l, a, m);
    if (link_saves_bytes(l))
        specialise_loops(m);
    l->texts_begun = link_saves_bytes(l) && specialise_texts_begin(m);
    analysis_free(a);
    os_symbols_restore(m, &kept);
    strings_free(&kept);
    return l->errors ? -1 : 0;
}
