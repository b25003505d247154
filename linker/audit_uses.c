/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Where a module names a function or a variable. A use climbs from it through
 * aliases and constants, which variables may share, up to each instruction and
 * each variable; a function that is twice in one initialiser is met twice.
 *
 * Consumers: `unispec why` of a removed function, the edges between what is
 * kept, and the count of slots.
 */
#include "audit_uses.h"

#include "audit.h"
#include "llvm_shim.h"

#include <llvm-c/Target.h>
#include <stb/stb_ds.h>
#include <string.h>

enum { MOST_USES = 32 }; /* of a function that are listed: reached, not */

enum use_kind { USE_CALL, USE_STORE, USE_ADDRESS, USE_INITIALISER };

static const char *const kind_names[] = {
    [USE_CALL] = "call",
    [USE_STORE] = "store",
    [USE_ADDRESS] = "address",
    [USE_INITIALISER] = "initialiser",
};

struct use {
    enum use_kind kind;
    LLVMValueRef user;         /* instruction or variable */
    unsigned long long offset; /* of the slot in the variable */
    bool reached;
};

/* Uses that differ in it are listed each. Without padding: it is a key. */
struct place {
    LLVMValueRef from;
    unsigned long long offset, kind;
};

struct climb {
    const struct analysis *analysis;
    LLVMTargetDataRef layout;
    void (*visit)(struct climb *c, const struct use *use);
    json_t *list;
    const char *target; /* of the edges */
    size_t target_length;
    size_t listed[2], omitted; /* not reached, reached */
    size_t slots;
    struct {
        struct place key;
        bool value;
    } * places;
};

/* Lists for the compiler, not memory of the program. */
static bool is_list_of_symbols(LLVMValueRef variable)
{
    size_t length;
    return !strncmp(LLVMGetValueName2(variable, &length), "llvm.", 5);
}

static enum use_kind kind_of_use(LLVMValueRef i, LLVMUseRef u)
{
    unsigned number = unispec_use_number(u);
    unsigned last = (unsigned)LLVMGetNumOperands(i) - 1;
    if (LLVMIsAStoreInst(i) && number == 0)
        return USE_STORE;
    if ((LLVMIsACallInst(i) || LLVMIsAInvokeInst(i)) && number == last)
        return USE_CALL;
    return USE_ADDRESS;
}

/* Where in constant C the operand lies that U is. */
static unsigned long long offset_in(struct climb *c, LLVMValueRef constant,
                                    LLVMUseRef u)
{
    LLVMTypeRef type = LLVMTypeOf(constant);
    unsigned k = unispec_use_number(u);
    if (LLVMIsAConstantStruct(constant))
        return LLVMOffsetOfElement(c->layout, type, k);
    if (LLVMIsAConstantArray(constant))
        return k * LLVMABISizeOfType(c->layout, LLVMGetElementType(type));
    return 0;
}

static void climb(struct climb *c, LLVMValueRef v, unsigned long long offset);

static void climb_use(struct climb *c, LLVMUseRef u, unsigned long long offset)
{
    LLVMValueRef user = LLVMGetUser(u);
    struct use use = {.user = user, .offset = offset};
    if (LLVMIsAInstruction(user)) {
        use.kind = kind_of_use(user, u);
        use.reached =
            analysis_block_reached(c->analysis, LLVMGetInstructionParent(user));
        if (!is_reached_query(user))
            c->visit(c, &use);
    } else if (LLVMIsAGlobalVariable(user)) {
        use.kind = USE_INITIALISER;
        use.reached = analysis_reached(c->analysis, user);
        if (!is_list_of_symbols(user))
            c->visit(c, &use);
    } else if (!LLVMIsABlockAddress(user) && !LLVMIsAFunction(user)) {
        climb(c, user, offset + offset_in(c, user, u));
    }
}

static void climb(struct climb *c, LLVMValueRef v, unsigned long long offset)
{
    for (LLVMUseRef u = LLVMGetFirstUse(v); u; u = LLVMGetNextUse(u))
        climb_use(c, u, offset);
}

/* ---- the list */

static bool first_time(struct climb *c, const struct use *use,
                       LLVMValueRef from)
{
    struct place place = {from, use->offset, use->kind * 2ull + use->reached};
    if (hmgeti(c->places, place) >= 0)
        return false;
    hmput(c->places, place, true);
    return true;
}

static void list_use(struct climb *c, const struct use *use)
{
    bool variable = use->kind == USE_INITIALISER;
    LLVMValueRef from = use->user;
    struct location at = {0};
    size_t length;
    if (!variable) {
        from = LLVMGetBasicBlockParent(LLVMGetInstructionParent(use->user));
        at = location_of_instruction(use->user);
    }
    if (!first_time(c, use, from))
        return;
    if (c->listed[use->reached]++ >= MOST_USES) {
        c->omitted++;
        return;
    }
    const char *name = LLVMGetValueName2(from, &length);
    json_t *entry = json_pack("{s:s, s:s%, s:b}", "kind", kind_names[use->kind],
                              "from", name, length, "reached", use->reached);
    audit_set_location(entry, at);
    if (variable)
        json_object_set_new(entry, "offset",
                            json_integer((json_int_t)use->offset));
    json_array_append_new(c->list, entry);
}

void audit_add_uses(json_t *entry, const struct analysis *a, LLVMValueRef f)
{
    struct climb c = {.analysis = a, .visit = list_use, .list = json_array()};
    c.layout = LLVMGetModuleDataLayout(LLVMGetGlobalParent(f));
    climb(&c, f, 0);
    hmfree(c.places);
    json_object_set_new(entry, "callers", c.list);
    if (c.omitted)
        json_object_set_new(entry, "callers_omitted",
                            json_integer((json_int_t)c.omitted));
}

/* ---- edges */

/* One edge per kind and per user, whatever the slots. */
static void list_edge(struct climb *c, const struct use *use)
{
    LLVMValueRef from = use->user;
    struct location at = {0};
    size_t from_length;
    if (!use->reached)
        return;
    if (use->kind != USE_INITIALISER) {
        from = LLVMGetBasicBlockParent(LLVMGetInstructionParent(use->user));
        at = location_of_instruction(use->user);
    }
    struct use slotless = {.kind = use->kind, .reached = true};
    if (!first_time(c, &slotless, from))
        return;
    const char *from_name = LLVMGetValueName2(from, &from_length);
    json_t *edge =
        json_pack("{s:s%, s:s%, s:s}", "from", from_name, from_length, "to",
                  c->target, c->target_length, "kind", kind_names[use->kind]);
    audit_set_location(edge, at);
    json_array_append_new(c->list, edge);
}

/* The compiler writes the copy of a struct as an intrinsic. The code generator
 * makes a few instructions of it, or a call of libc's function. */
static const char *const copies[] = {"memcpy", "memmove", "memset"};
enum { COPIES = sizeof(copies) / sizeof(copies[0]) };

static void climb_copies(struct climb *c, LLVMModuleRef m, const char *name)
{
    size_t n = strlen(name), length;
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f)) {
        const char *intrinsic = LLVMGetValueName2(f, &length);
        if (LLVMGetIntrinsicID(f) && !strncmp(intrinsic, "llvm.", 5) &&
            !strncmp(intrinsic + 5, name, n) && intrinsic[5 + n] == '.')
            climb(c, f, 0);
    }
}

static void add_edges_into(struct climb *c, LLVMValueRef target)
{
    if (!analysis_reached(c->analysis, target))
        return;
    c->target = LLVMGetValueName2(target, &c->target_length);
    climb(c, target, 0);
    hmfree(c->places);
}

static void add_edges_of_copies(struct climb *c, LLVMModuleRef m)
{
    for (size_t i = 0; i < COPIES; i++) {
        LLVMValueRef f = LLVMGetNamedFunction(m, copies[i]);
        c->target = copies[i];
        c->target_length = strlen(copies[i]);
        if (f && analysis_reached(c->analysis, f))
            climb(c, f, 0);
        climb_copies(c, m, copies[i]);
        hmfree(c->places);
    }
}

static bool is_copy(LLVMValueRef f)
{
    size_t length;
    const char *name = LLVMGetValueName2(f, &length);
    for (size_t i = 0; i < COPIES; i++)
        if (!strcmp(name, copies[i]))
            return true;
    return false;
}

void audit_add_edges(json_t *audit, const struct analysis *a, LLVMModuleRef m)
{
    struct climb c = {.analysis = a, .visit = list_edge, .list = json_array()};
    c.layout = LLVMGetModuleDataLayout(m);
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f))
        if (!LLVMGetIntrinsicID(f) && !is_copy(f))
            add_edges_into(&c, f);
    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g))
        add_edges_into(&c, g);
    add_edges_of_copies(&c, m);
    json_object_set_new(audit, "edges", c.list);
}

/* ---- the count */

static void count_slot(struct climb *c, const struct use *use)
{
    c->slots += use->reached &&
                (use->kind == USE_INITIALISER || use->kind == USE_STORE);
}

size_t count_removed_slots(const struct analysis *a, LLVMModuleRef m)
{
    struct climb c = {.analysis = a, .visit = count_slot};
    c.layout = LLVMGetModuleDataLayout(m);
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f))
        if (!LLVMGetIntrinsicID(f) && !analysis_reached(a, f))
            climb(&c, f, 0);
    return c.slots;
}
