/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What holds of the program as a whole: its roots are reached, uses of
 * constants reach what they name, objects are what they stand for, and the
 * world is closed.
 */
#include "check.h"

#include <ctype.h>
#include <string.h>

void check_reached(struct check *k, LLVMValueRef global, const char *rule)
{
    size_t n;
    if (!analysis_reached(k->c->analysis, global))
        violation_at(k, rule, "%s is not reached",
                     LLVMGetValueName2(global, &n));
}

/* F is reached, with any arguments and from anywhere. */
void check_open(struct check *k, LLVMValueRef f, const char *rule)
{
    check_reached(k, f, rule);
    if (LLVMIsDeclaration(f))
        return;
    uint32_t number = certificate_open_context(k->c, f);
    bool open = number != CERTIFICATE_NONE &&
                certificate_context(k->c, number).open &&
                certificate_context(k->c, number).function == f;
    size_t n;
    if (!open)
        violation_at(k, rule, "%s is not open", LLVMGetValueName2(f, &n));
}

static void in_world(struct check *k, LLVMValueRef global, const char *rule)
{
    uint32_t o = object_number(k, global);
    size_t n;
    if (o == CERTIFICATE_NONE || !object_in_world(k, o))
        violation_at(k, rule, "%s is not part of the world",
                     LLVMGetValueName2(global, &n));
}

/* Objects. */

static bool constant_origin(LLVMValueRef g)
{
    return LLVMIsAGlobalVariable(g) && LLVMGetInitializer(g) &&
           LLVMIsGlobalConstant(g) && !LLVMIsExternallyInitialized(g);
}

static void check_flags(struct check *k, uint32_t object)
{
    const struct certificate_object *o = &k->objects[object].o;
    LLVMValueRef g = o->origin;
    bool variable = o->kind == CERTIFIED_GLOBAL && LLVMIsAGlobalVariable(g);
    bool constant = variable && constant_origin(g);
    uint64_t size = 0;
    if (variable && LLVMGetInitializer(g))
        size = LLVMABISizeOfType(k->layout, LLVMGlobalGetValueType(g));
    if (o->kind == CERTIFIED_STACK && LLVMIsAConstantInt(LLVMGetOperand(g, 0)))
        size = LLVMABISizeOfType(k->layout, LLVMGetAllocatedType(g)) *
               LLVMConstIntGetZExtValue(LLVMGetOperand(g, 0));
    demand(k, !o->size || o->size == size, "object", "an object's size");
    demand(k, !o->constant || constant, "object",
           "memory that changes counts as constant");
    demand(k, !o->plain || (constant && contents_plain(LLVMGetInitializer(g))),
           "object", "memory with addresses counts as plain");
    bool one =
        o->kind == CERTIFIED_FUNCTION || o->kind == CERTIFIED_STARTUP ||
        (o->kind == CERTIFIED_GLOBAL && !(variable && LLVMIsThreadLocal(g)));
    demand(k, one || o->many, "object", "an object counts as just one");
    demand(k,
           !variable || o->world || constant ||
               (LLVMGetInitializer(g) && !LLVMIsExternallyInitialized(g)),
           "object", "memory of others is not part of the world");
    unsigned alignment = 1;
    if (variable || o->kind == CERTIFIED_STARTUP || o->kind == CERTIFIED_STACK)
        alignment = LLVMGetAlignment(g);
    else if (o->kind == CERTIFIED_HEAP)
        alignment = 16;
    else if (o->kind == CERTIFIED_VARARGS)
        alignment = 8;
    demand(k, o->alignment <= (alignment ? alignment : 1), "object",
           "an object's alignment");
}

static bool is_startup(LLVMValueRef g)
{
    size_t n;
    const char *name = LLVMGetValueName2(g, &n);
    static const char *const arrays[] = {"preinit", "init", "fini"};
    char expected[40];
    for (unsigned i = 0; i < 6; i++) {
        strcpy(expected, "__");
        strcat(expected, arrays[i / 2]);
        strcat(expected, i % 2 ? "_array_end" : "_array_start");
        if (!strcmp(name, expected))
            return LLVMIsAGlobalVariable(g) && LLVMIsDeclaration(g);
    }
    return false;
}

void check_objects(struct check *k)
{
    demand(k,
           k->objects[CERTIFICATE_WORLD].o.kind == CERTIFIED_WORLD &&
               k->objects[CERTIFICATE_TEXT].o.kind == CERTIFIED_TEXT &&
               k->targets[CERTIFICATE_WORLD].object == CERTIFICATE_WORLD &&
               k->targets[CERTIFICATE_TEXT].object == CERTIFICATE_TEXT &&
               k->objects[CERTIFICATE_WORLD].o.world,
           "object", "the world is not the first object");
    for (uint32_t o = CERTIFICATE_TEXT + 1; o < arrlenu(k->objects); o++) {
        enum certificate_kind kind = k->objects[o].o.kind;
        LLVMValueRef origin = k->objects[o].o.origin;
        bool global = kind == CERTIFIED_FUNCTION || kind == CERTIFIED_GLOBAL ||
                      kind == CERTIFIED_STARTUP;
        if (kind == CERTIFIED_OUTSIDE)
            continue;
        if (kind == CERTIFIED_DISTANCE) {
            demand(k, k->objects[o].o.world, "object",
                   "what is far away is not in the world");
            continue;
        }
        if (kind == CERTIFIED_UNKNOWN || kind == CERTIFIED_WORLD ||
            kind == CERTIFIED_TEXT || !origin) {
            violation_at(k, "object", "an object of no kind");
            continue;
        }
        if (global) {
            demand(k, hmgeti(k->object_of, origin) < 0, "object",
                   "two objects for one variable");
            hmput(k->object_of, origin, o);
        }
        demand(k,
               (kind == CERTIFIED_FUNCTION) == !!LLVMIsAFunction(origin) ||
                   kind == CERTIFIED_VARARGS,
               "object", "an object of another kind");
        demand(k, kind != CERTIFIED_STARTUP || is_startup(origin), "object",
               "an unknown bound of an array");
        if (kind == CERTIFIED_STARTUP)
            demand(k, !k->objects[o].o.plain && !k->objects[o].o.constant,
                   "object", "an array of constructors");
        check_flags(k, o);
    }
}

/* Uses of constants. */

static void check_section(struct check *k, const char *name)
{
    for (LLVMValueRef g = LLVMGetFirstGlobal(k->module); g;
         g = LLVMGetNextGlobal(g)) {
        const char *section = LLVMGetSection(g);
        if (!section || strcmp(section, name))
            continue;
        check_reached(k, g, "address");
        in_world(k, g, "address");
    }
}

static void mention_global(struct check *k, LLVMValueRef v)
{
    size_t n;
    if (LLVMIsAFunction(v))
        return; /* reached when it is called */
    if (LLVMIsAGlobalIFunc(v)) {
        check_open(k, LLVMGetGlobalIFuncResolver(v), "address");
        return;
    }
    check_reached(k, v, "address");
    if (LLVMIsAGlobalAlias(v)) {
        check_mention(k, LLVMAliasGetAliasee(v));
        return;
    }
    if (LLVMGetInitializer(v)) {
        check_mention(k, LLVMGetInitializer(v));
        return;
    }
    const char *name = LLVMGetValueName2(v, &n);
    if (!strncmp(name, "__start_", 8))
        check_section(k, name + 8);
    else if (!strncmp(name, "__stop_", 7))
        check_section(k, name + 7);
}

/* Everything that constant C names is in the program. */
void check_mention(struct check *k, LLVMValueRef c)
{
    bool global = LLVMIsAGlobalValue(c);
    if (!global && (LLVMGetNumOperands(c) <= 0 || LLVMIsABlockAddress(c)))
        return;
    if (hmgeti(k->mentioned, c) >= 0)
        return;
    hmput(k->mentioned, c, true);
    if (global) {
        mention_global(k, c);
        return;
    }
    for (int i = 0, n = LLVMGetNumOperands(c); i < n; i++) {
        LLVMValueRef v = LLVMGetOperand(c, (unsigned)i);
        if (LLVMIsAConstant(v))
            check_mention(k, v);
    }
}

static LLVMValueRef find(struct check *k, const char *name, size_t length)
{
    LLVMValueRef v = LLVMGetNamedFunctionWithLength(k->module, name, length);
    if (!v)
        v = LLVMGetNamedGlobalAlias(k->module, name, length);
    return v ? v : LLVMGetNamedGlobalWithLength(k->module, name, length);
}

/* V may be called and read in any way. */
static void check_root(struct check *k, LLVMValueRef v, const char *rule)
{
    LLVMValueRef f = aliased_function(v);
    if (v != f)
        check_reached(k, v, rule);
    if (f) {
        check_open(k, f, rule);
        return;
    }
    check_mention(k, v);
    while (LLVMIsAGlobalAlias(v) || LLVMIsAConstantExpr(v))
        v = LLVMIsAGlobalAlias(v) ? LLVMAliasGetAliasee(v)
                                  : LLVMGetOperand(v, 0);
    if (LLVMIsAFunction(v))
        check_open(k, v, rule);
    else
        in_world(k, v, rule);
}

/* What assembly names, it may use. */
void check_text(struct check *k, const char *text, size_t length)
{
    size_t start = 0;
    for (size_t i = 0; i <= length; i++) {
        char c = i < length ? text[i] : ' ';
        if (isalnum((unsigned char)c) || c == '_' || c == '.' || c == '$')
            continue;
        LLVMValueRef v = i > start ? find(k, text + start, i - start) : NULL;
        if (v)
            check_root(k, v, "native_call");
        start = i + 1;
    }
}

/* Roots. */

static void check_array(struct check *k, const char *name, const char *rule)
{
    LLVMValueRef g = LLVMGetNamedGlobal(k->module, name);
    LLVMValueRef list = g ? LLVMGetInitializer(g) : NULL;
    if (!list)
        return;
    check_mention(k, g);
    for (int i = 0, n = LLVMGetNumOperands(list); i < n; i++) {
        LLVMValueRef item = LLVMGetOperand(list, (unsigned)i);
        if (LLVMIsAConstantStruct(item)) {
            item = LLVMGetOperand(item, 1);
            if (aliased_function(item))
                arrput(k->constructors, aliased_function(item));
        }
        if (LLVMIsAGlobalValue(item))
            check_root(k, item, rule);
    }
}

static void check_startup_functions(struct check *k, LLVMValueRef c)
{
    if (LLVMIsAGlobalValue(c)) {
        if (!aliased_function(c))
            return;
        check_root(k, c, "constructor");
        arrput(k->constructors, aliased_function(c));
        return;
    }
    for (int i = 0, n = LLVMGetNumOperands(c); i < n; i++)
        check_startup_functions(k, LLVMGetOperand(c, (unsigned)i));
}

static void check_startup(struct check *k, LLVMValueRef g)
{
    static const char *const sections[] = {
        ".init_array", ".fini_array", ".preinit_array", ".ctors", ".dtors"};
    const char *section = LLVMGetSection(g);
    for (unsigned i = 0; section && i < 5; i++) {
        if (strncmp(section, sections[i], strlen(sections[i])))
            continue;
        check_mention(k, g);
        if (LLVMGetInitializer(g))
            check_startup_functions(k, LLVMGetInitializer(g));
    }
}

static bool is_visible(struct check *k, LLVMValueRef v)
{
    size_t n;
    switch (LLVMGetLinkage(v)) {
    case LLVMInternalLinkage:
    case LLVMPrivateLinkage:
    case LLVMAppendingLinkage:
    case LLVMAvailableExternallyLinkage:
        return false;
    default:
        break;
    }
    const char *name = LLVMGetValueName2(v, &n);
    for (size_t i = 0; i < k->request->libcall_count; i++)
        if (!strcmp(name, k->request->libcalls[i]))
            return false;
    return !LLVMIsDeclaration(v);
}

static void check_conditional(struct check *k, LLVMValueRef f,
                              LLVMValueRef when)
{
    if (when && LLVMIsAFunction(when) && analysis_reached(k->c->analysis, when))
        check_open(k, f, "root_when");
}

static void check_root_when(struct check *k, LLVMValueRef f)
{
    static const char fact[] = "unispec-root-when",
                      kind[] = "unispec.root_when";
    LLVMAttributeRef a = LLVMGetStringAttributeAtIndex(
        f, LLVMAttributeFunctionIndex, fact, sizeof fact - 1);
    if (!a)
        return;
    unsigned length;
    const char *text = LLVMGetStringAttributeValue(a, &length);
    for (unsigned i = 0, start = 0; i <= length; i++) {
        if (i < length && text[i] != ',')
            continue;
        check_conditional(
            k, f,
            LLVMGetNamedFunctionWithLength(k->module, text + start, i - start));
        start = i + 1;
    }
    LLVMContextRef context = LLVMGetModuleContext(k->module);
    unsigned id = LLVMGetMDKindIDInContext(context, kind, sizeof kind - 1);
    size_t n;
    LLVMValueMetadataEntry *all = LLVMGlobalCopyAllMetadata(f, &n);
    for (unsigned i = 0; i < n; i++) {
        if (LLVMValueMetadataEntriesGetKind(all, i) != id)
            continue;
        LLVMValueRef node = LLVMMetadataAsValue(
            context, LLVMValueMetadataEntriesGetMetadata(all, i));
        LLVMValueRef when = NULL;
        if (LLVMGetMDNodeNumOperands(node) == 1)
            LLVMGetMDNodeOperands(node, &when);
        check_conditional(k, f, when);
    }
    LLVMDisposeValueMetadataEntries(all);
}

/* Every reached function with a body was analysed. */
static void check_analysed(struct check *k, LLVMValueRef f)
{
    if (LLVMIsDeclaration(f) || !analysis_reached(k->c->analysis, f))
        return;
    size_t n;
    if (certificate_open_context(k->c, f) == CERTIFICATE_NONE)
        violation_at(k, "direct_call", "%s was not analysed",
                     LLVMGetValueName2(f, &n));
}

void check_program(struct check *k)
{
    for (size_t i = 0; i < k->request->root_count; i++) {
        const char *name = k->request->roots[i].name;
        LLVMValueRef v = find(k, name, strlen(name));
        if (v)
            check_root(k, v, "root");
    }
    check_array(k, "llvm.used", "root");
    check_array(k, "llvm.global_ctors", "constructor");
    check_array(k, "llvm.global_dtors", "constructor");
    size_t length;
    const char *text = LLVMGetModuleInlineAsm(k->module, &length);
    check_text(k, text, length);
    for (LLVMValueRef f = LLVMGetFirstFunction(k->module); f;
         f = LLVMGetNextFunction(f)) {
        if (is_visible(k, f))
            check_root(k, f, "root");
        check_root_when(k, f);
        check_analysed(k, f);
    }
    for (LLVMValueRef g = LLVMGetFirstGlobal(k->module); g;
         g = LLVMGetNextGlobal(g)) {
        if (is_visible(k, g))
            check_root(k, g, "root");
        check_startup(k, g);
    }
    for (LLVMValueRef s = LLVMGetFirstGlobalAlias(k->module); s;
         s = LLVMGetNextGlobalAlias(s))
        if (is_visible(k, s))
            check_root(k, s, "root");
}

/* The world. */

static void check_escaped(struct check *k, uint32_t object)
{
    const struct certificate_object *o = &k->objects[object].o;
    contents_flatten(k, object);
    for (uint32_t i = 0; i < arrlenu(k->objects[object].pieces); i++) {
        struct piece p = k->objects[object].pieces[i];
        if (p.constant && !piece_is_data(&p))
            demand(k, value_escaped(k, constant_leaf(k, p.constant, 0)),
                   "escape", "an initialiser in the world names what is not");
    }
    for (uint32_t i = 0; i < o->cells && !o->constant; i++)
        demand(k,
               value_escaped(
                   k, value_at(k, certificate_cell(k->c, object, i).value)),
               "escape", "memory of the world holds what is not in it");
}

static void check_open_context(struct check *k,
                               const struct certificate_context *c)
{
    size_t name;
    LLVMValueRef f = c->function;
    uint32_t n = 0;
    bool ok = true;
    for (LLVMValueRef p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p))
        for (unsigned l = layout_count(k, LLVMTypeOf(p)); l--; n++)
            ok &= value_is_world(k, value_at(k, c->values + n));
    for (uint32_t l = 0; l < c->result_count; l++)
        ok &= value_escaped(k, value_at(k, c->results + l));
    if (LLVMIsFunctionVarArg(LLVMGlobalGetValueType(f)))
        ok &= c->varargs && object_in_world(k, c->varargs);
    if (!ok)
        violation_at(k, "escape", "%s is open, but does not count as such",
                     LLVMGetValueName2(f, &name));
}

void check_world(struct check *k)
{
    demand(k,
           value_at(k, k->c->world).any &&
               value_escaped(k, value_at(k, k->c->world)),
           "escape", "the world is not in itself");
    for (uint32_t o = CERTIFICATE_TEXT + 1; o < arrlenu(k->objects); o++) {
        const struct certificate_object *x = &k->objects[o].o;
        if (!x->world || x->kind == CERTIFIED_DISTANCE)
            continue;
        if (x->kind == CERTIFIED_GLOBAL && LLVMIsAGlobalIFunc(x->origin))
            continue;
        if (x->kind != CERTIFIED_FUNCTION)
            check_escaped(k, o);
        else if (k->c->world_called)
            check_open(k, x->origin, "world_call");
    }
    for (uint32_t i = 0; i < k->c->context_count; i++) {
        struct certificate_context c = certificate_context(k->c, i);
        if (c.open && certificate_open_context(k->c, c.function) == i)
            check_open_context(k, &c);
    }
}
