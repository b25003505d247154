/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * See trap_table.h. Positions are read when a trap is added, because its site
 * may be gone soon after.
 */
#include "trap_table.h"

#include "instrument.h"
#include "llvm_shim.h"
#include <stdio.h>

#define TRAP_SLOT_PREFIX "__unispec_removed."

static const char *const kind_names[] = {
    [TRAP_FUNCTION] = "function", [TRAP_BLOCK] = "block",
    [TRAP_EDGE] = "edge",         [TRAP_SLOT] = "slot",
    [TRAP_CALL] = "call",         [TRAP_VALUE] = "value",
};

void trap_table_init(struct trap_table *t, LLVMModuleRef m)
{
    t->module = m;
    t->list = json_array();
}

void trap_table_free(struct trap_table *t)
{
    json_decref(t->list);
    t->list = NULL;
}

static unsigned add(struct trap_table *t, enum trap_kind kind,
                    LLVMValueRef function, struct location at)
{
    unsigned id = (unsigned)json_array_size(t->list) + 1;
    size_t length;
    const char *name = LLVMGetValueName2(function, &length);
    json_array_append_new(
        t->list,
        json_pack("{s:i, s:s, s:s%, s:o, s:i}", "id", (int)id, "kind",
                  kind_names[kind], "function", name, length, "file",
                  at.file ? json_stringn(at.file, at.file_length) : json_null(),
                  "line", (int)at.line));
    return id;
}

unsigned trap_table_add(struct trap_table *t, enum trap_kind kind,
                        LLVMValueRef function, LLVMValueRef site)
{
    struct location at = {0};
    if (site)
        at = location_of_instruction(site);
    if (!at.file)
        at = location_of_function(function);
    return add(t, kind, function, at);
}

void trap_table_report(const struct trap_table *t, json_t *audit)
{
    json_object_set(audit, "traps", t->list);
}

static LLVMTypeRef trap_type(LLVMContextRef context)
{
    LLVMTypeRef id = LLVMInt32TypeInContext(context);
    return LLVMFunctionType(LLVMVoidTypeInContext(context), &id, 1, false);
}

void trap_build_id(struct trap_table *t, LLVMBuilderRef b, LLVMValueRef id)
{
    LLVMTypeRef type = trap_type(LLVMGetModuleContext(t->module));
    LLVMValueRef trap = LLVMGetNamedFunction(t->module, TRAP_FUNCTION_NAME);
    if (!trap)
        trap = LLVMAddFunction(t->module, TRAP_FUNCTION_NAME, type);
    LLVMBuildCall2(b, type, trap, &id, 1, "");
    LLVMBuildUnreachable(b);
}

void trap_build(struct trap_table *t, LLVMBuilderRef b, LLVMValueRef function,
                LLVMMetadataRef location, unsigned id)
{
    LLVMContextRef context = LLVMGetModuleContext(t->module);
    LLVMSetCurrentDebugLocation2(
        b, location ? location : location_for_call(function, NULL));
    trap_build_id(t, b,
                  LLVMConstInt(LLVMInt32TypeInContext(context), id, false));
}

static void remove_attributes(LLVMValueRef f, LLVMAttributeIndex index)
{
    unsigned n = LLVMGetAttributeCountAtIndex(f, index);
    LLVMAttributeRef list[n ? n : 1];
    LLVMGetAttributesAtIndex(f, index, list);
    for (unsigned i = 0; i < n; i++)
        if (!LLVMIsStringAttribute(list[i]))
            LLVMRemoveEnumAttributeAtIndex(f, index,
                                           LLVMGetEnumAttributeKind(list[i]));
}

/* Not inlined, so that a backtrace names it. */
static void set_trap_attributes(LLVMValueRef f)
{
    unsigned params = LLVMCountParams(f);
    remove_attributes(f, LLVMAttributeFunctionIndex);
    for (unsigned i = 0; i <= params; i++) /* 0 is the result */
        remove_attributes(f, i);
    add_attribute(f, "noinline");
    add_attribute(f, "cold");
    add_attribute(f, "noreturn");
}

void trap_body(struct trap_table *t, enum trap_kind kind, LLVMValueRef f)
{
    LLVMContextRef context = LLVMGetModuleContext(t->module);
    LLVMLinkage linkage = LLVMGetLinkage(f);
    unsigned id = trap_table_add(t, kind, f, NULL);
    LLVMBuilderRef b = LLVMCreateBuilderInContext(context);
    unispec_function_delete_body(f); /* and its debug information */
    set_trap_attributes(f);
    LLVMSetLinkage(f, linkage == LLVMAvailableExternallyLinkage
                          ? LLVMInternalLinkage
                          : linkage);
    LLVMPositionBuilderAtEnd(b, LLVMAppendBasicBlockInContext(context, f, ""));
    trap_build(t, b, f, NULL, id);
    LLVMDisposeBuilder(b);
}

/*
 * UD1 r32, m32 (Intel SDM vol. 2, "UD"): 0f b9, ModRM, the id as displacement
 * of 8 or 32 bits. What clang itself makes of such traps has a prefix before.
 */
static LLVMValueRef trap_instruction(LLVMTypeRef type, unsigned id)
{
    char text[48];
    int n = snprintf(text, sizeof text, "ud1l %u(%%rax), %%eax", id);
    return LLVMGetInlineAsm(type, text, (size_t)n, "", 0, true, false,
                            LLVMInlineAsmDialectATT, false);
}

LLVMValueRef trap_slot(struct trap_table *t, LLVMValueRef f,
                       struct location at)
{
    static const char *const attributes[] = {
        "naked", "noinline", "noreturn", "nounwind", "optsize", "minsize",
    };
    LLVMContextRef c = LLVMGetModuleContext(t->module);
    LLVMTypeRef type =
        LLVMFunctionType(LLVMVoidTypeInContext(c), NULL, 0, false);
    unsigned id = add(t, TRAP_SLOT, f, at);
    char name[sizeof TRAP_SLOT_PREFIX + 10];
    snprintf(name, sizeof name, TRAP_SLOT_PREFIX "%u", id);
    LLVMValueRef stub = LLVMAddFunction(t->module, name, type);
    LLVMSetLinkage(stub, LLVMInternalLinkage);
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        add_attribute(stub, attributes[i]);
    LLVMBuilderRef b = LLVMCreateBuilderInContext(c);
    LLVMPositionBuilderAtEnd(b, LLVMAppendBasicBlockInContext(c, stub, ""));
    LLVMBuildCall2(b, type, trap_instruction(type, id), NULL, 0, "");
    LLVMBuildUnreachable(b);
    LLVMDisposeBuilder(b);
    return stub;
}
