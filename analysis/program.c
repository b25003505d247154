/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Index of the module before the fixpoint starts: an entity for each function,
 * global variable and alias, the conditional roots, and the roots.
 *
 * Roots are: names that the request lists (entry, command line, native code),
 * constructors and destructors (llvm.global_ctors, .init_array and friends),
 * llvm.used, symbols that module-level assembly names, and whatever the linker
 * left visible without being one of LLVM's runtime libcalls. llvm.compiler.used
 * is no root: it holds what source marks `used` for the compiler alone.
 *
 * What would make this wrong: a linker that hides a symbol although native
 * code refers to it.
 */
#include "solver.h"

#include <string.h>

struct entity *entity_of(struct analysis *a, LLVMValueRef global)
{
    ptrdiff_t i = hmgeti(a->entities, global);
    if (i < 0) {
        hmput(a->entities, global, (struct entity){0});
        i = hmgeti(a->entities, global);
    }
    return &a->entities[i].value;
}

LLVMValueRef function_of_alias(LLVMValueRef global)
{
    while (global && LLVMIsAGlobalAlias(global))
        global = LLVMAliasGetAliasee(global);
    return global && LLVMIsAFunction(global) ? global : NULL;
}

static LLVMValueRef base_of_alias(LLVMValueRef global)
{
    while (LLVMIsAGlobalAlias(global) || LLVMIsAConstantExpr(global))
        global = LLVMIsAGlobalAlias(global) ? LLVMAliasGetAliasee(global)
                                            : LLVMGetOperand(global, 0);
    return global;
}

/* Sections whose entries the start code calls. */
static bool is_startup_section(const char *name)
{
    static const char *const prefixes[] = {".init_array", ".fini_array",
                                           ".preinit_array", ".ctors",
                                           ".dtors"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (!strncmp(name, prefixes[i], strlen(prefixes[i])))
            return true;
    return false;
}

/* __start_NAME and __stop_NAME stand for the variables of section NAME. */
static void index_section(struct analysis *a, LLVMValueRef g)
{
    const char *section = LLVMGetSection(g);
    if (!section || !*section)
        return;
    if (is_startup_section(section))
        arrput(a->startup, g);
    ptrdiff_t i = shgeti(a->sections, section);
    LLVMValueRef *members = i < 0 ? NULL : a->sections[i].value;
    arrput(members, g);
    shput(a->sections, section, members);
}

/*
 * Static functions that root_when names: the link may have renamed them, so
 * the plugin attached them as metadata. False where there are none.
 */
static bool index_static_conditional(struct analysis *a, LLVMValueRef f)
{
    static const char name[] = "unispec.root_when";
    LLVMContextRef context = LLVMGetModuleContext(a->module);
    unsigned kind = LLVMGetMDKindIDInContext(context, name, sizeof name - 1);
    bool found = false;
    size_t n;
    LLVMValueMetadataEntry *entries = LLVMGlobalCopyAllMetadata(f, &n);
    for (unsigned i = 0; i < n; i++) {
        if (LLVMValueMetadataEntriesGetKind(entries, i) != kind)
            continue;
        LLVMValueRef node = LLVMMetadataAsValue(
            context, LLVMValueMetadataEntriesGetMetadata(entries, i));
        LLVMValueRef when = NULL;
        if (LLVMGetMDNodeNumOperands(node) == 1)
            LLVMGetMDNodeOperands(node, &when);
        if (when && LLVMIsAFunction(when)) {
            arrput(entity_of(a, when)->conditional, f);
            found = true;
        }
    }
    LLVMDisposeValueMetadataEntries(entries);
    return found;
}

static void index_conditional(struct analysis *a, LLVMValueRef f)
{
    const char *text;
    unsigned length;
    if (!function_fact(f, "unispec-root-when", &text, &length))
        return;
    bool found = index_static_conditional(a, f);
    for (unsigned at = 0; at < length;) {
        const char *end = memchr(text + at, ',', length - at);
        unsigned n = end ? (unsigned)(end - text) - at : length - at;
        LLVMValueRef when =
            LLVMGetNamedFunctionWithLength(a->module, text + at, n);
        if (when)
            arrput(entity_of(a, when)->conditional, f);
        else if (!found)
            assume(a, "root-when-unknown", f,
                   "'%.*s' is not in the program: never a root", (int)n,
                   text + at);
        at += n + 1;
    }
}

void index_module(struct analysis *a)
{
    sh_new_arena(a->sections);
    LLVMModuleRef m = a->module;
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
        entity_of(a, f);
    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g))
        entity_of(a, g);
    for (LLVMValueRef s = LLVMGetFirstGlobalAlias(m); s;
         s = LLVMGetNextGlobalAlias(s))
        entity_of(a, s);
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
        index_conditional(a, f);
    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g))
        index_section(a, g);
}

/* Anything of the module by name. */
static LLVMValueRef find_global(LLVMModuleRef m, const char *name)
{
    size_t n = strlen(name);
    LLVMValueRef v = LLVMGetNamedFunctionWithLength(m, name, n);
    if (!v)
        v = LLVMGetNamedGlobalAlias(m, name, n);
    return v ? v : LLVMGetNamedGlobal(m, name);
}

/* A root may be called or read in any way: nothing is known of arguments. */
static void add_root(struct analysis *a, LLVMValueRef v, struct reason why)
{
    if (LLVMIsAGlobalAlias(v))
        reach_global(a, v, why);
    LLVMValueRef f = function_of_alias(v);
    if (f) {
        reach_function(a, f, why);
        open_function(a, f);
    } else {
        reach_global(a, v, why);
        object_join_world(a, object_of(a, base_of_alias(v)));
    }
}

static void add_visible(struct analysis *a, LLVMValueRef v,
                        const struct analysis_request *request)
{
    LLVMLinkage linkage = LLVMGetLinkage(v);
    if (LLVMIsDeclaration(v) || linkage == LLVMInternalLinkage ||
        linkage == LLVMPrivateLinkage || linkage == LLVMAppendingLinkage ||
        linkage == LLVMAvailableExternallyLinkage)
        return;
    size_t length;
    const char *name = LLVMGetValueName2(v, &length);
    for (size_t i = 0; i < request->libcall_count; i++)
        if (!strcmp(name, request->libcalls[i]))
            return;
    add_root(a, v, (struct reason){EDGE_ROOT, .text = "visible to the linker"});
}

/* llvm.used, llvm.global_ctors, llvm.global_dtors: arrays of roots. */
static void add_array(struct analysis *a, const char *name, const char *text)
{
    LLVMValueRef g = LLVMGetNamedGlobal(a->module, name);
    if (!g || LLVMIsDeclaration(g))
        return;
    struct reason why = {EDGE_ROOT, .text = text};
    reach_global(a, g, why);
    LLVMValueRef list = LLVMGetInitializer(g);
    for (int i = 0, n = LLVMGetNumOperands(list); i < n; i++) {
        LLVMValueRef item = LLVMGetOperand(list, i);
        if (LLVMIsAConstantStruct(item)) /* { priority, function, data } */
            item = LLVMGetOperand(item, 1);
        if (LLVMIsAGlobalValue(item))
            add_root(a, item, why);
        if (LLVMIsAConstantStruct(LLVMGetOperand(list, i)) &&
            function_of_alias(item))
            arrput(a->startup_functions, function_of_alias(item));
    }
}

/* Functions in a variable of a section that the start code calls. */
static void add_startup(struct analysis *a, LLVMValueRef c, struct reason why)
{
    if (LLVMIsAGlobalValue(c)) {
        if (function_of_alias(c)) {
            arrput(a->startup_functions, function_of_alias(c));
            add_root(a, c, why);
        }
        return;
    }
    for (int i = 0, n = LLVMGetNumOperands(c); i < n; i++)
        add_startup(a, LLVMGetOperand(c, i), why);
}

void add_roots(struct analysis *a, const struct analysis_request *request)
{
    LLVMModuleRef m = a->module;
    for (size_t i = 0; i < request->root_count; i++) {
        const struct root *r = &request->roots[i];
        LLVMValueRef v = find_global(m, r->name);
        if (v)
            add_root(a, v, (struct reason){r->kind, .text = r->text});
    }
    add_array(a, "llvm.used", "attribute used and retained");
    if (HAS_RULE(a, constructor)) {
        struct reason why = {EDGE_ROOT, .text = "constructor"};
        add_array(a, "llvm.global_ctors", "constructor");
        add_array(a, "llvm.global_dtors", "destructor");
        for (ptrdiff_t i = 0; i < arrlen(a->startup); i++) {
            reach_global(a, a->startup[i], why);
            if (LLVMGetInitializer(a->startup[i]))
                add_startup(a, LLVMGetInitializer(a->startup[i]), why);
        }
    }

    size_t length;
    const char *text = LLVMGetModuleInlineAsm(m, &length);
    mention_in_text(a, text, length,
                    (struct reason){EDGE_ROOT, .text = "module assembly"});

    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
        add_visible(a, f, request);
    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g))
        add_visible(a, g, request);
    for (LLVMValueRef s = LLVMGetFirstGlobalAlias(m); s;
         s = LLVMGetNextGlobalAlias(s))
        add_visible(a, s, request);
}
