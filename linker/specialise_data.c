/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What image_pack.c will make of variables with an initialiser. Either the image
 * unpacks its data when it boots, where they have zeros enough; or the call goes,
 * and the variable with most zeros at its end comes last, where they need no
 * bytes of the file: the code generator writes variables in the order of the
 * module.
 */
#include "specialise.h"

#include "llvm_shim.h"
#include "os_symbols.h"

#include <unispec/os_symbol.h>

#include <llvm-c/Target.h>

/* Zeros that pay for what unpacking takes: about one instruction for two bytes
 * of the data, and 100 bytes of code. */
enum { PACK_ZEROS = 16 << 10 };

static LLVMTargetDataRef layout;

static unsigned part_count(LLVMValueRef value)
{
    LLVMTypeRef type = LLVMTypeOf(value);

    switch (LLVMGetTypeKind(type)) {
    case LLVMStructTypeKind:
        return LLVMCountStructElementTypes(type);
    case LLVMArrayTypeKind:
        return (unsigned)LLVMGetArrayLength2(type);
    default:
        return 0;
    }
}

static bool is_zero(LLVMValueRef value)
{
    return LLVMIsNull(value) || LLVMIsUndef(value);
}

/* All bytes of zero parts. */
static unsigned long long zeros_in(LLVMValueRef value)
{
    unsigned count = part_count(value);
    unsigned long long sum = 0;

    if (is_zero(value))
        return LLVMABISizeOfType(layout, LLVMTypeOf(value));
    for (unsigned i = 0; i < count; i++) {
        LLVMValueRef part = LLVMGetAggregateElement(value, i);
        if (part)
            sum += zeros_in(part);
    }
    return sum;
}

static unsigned long long zeros_at_end(LLVMValueRef value)
{
    LLVMTypeRef type = LLVMTypeOf(value);
    unsigned long long size = LLVMABISizeOfType(layout, type);
    unsigned count = part_count(value);

    if (is_zero(value))
        return size;
    while (count-- > 0) {
        LLVMValueRef part = LLVMGetAggregateElement(value, count);
        unsigned long long at, all, zeros;
        if (!part)
            return 0;
        all = LLVMABISizeOfType(layout, LLVMTypeOf(part));
        at = LLVMGetTypeKind(type) == LLVMStructTypeKind
                 ? LLVMOffsetOfElement(layout, type, count)
                 : count * all;
        zeros = zeros_at_end(part);
        if (zeros < all)
            return size - at - all + zeros;
    }
    return 0; /* bytes of a number: few */
}

/* Has bytes in the section .data. */
static bool is_data(LLVMValueRef g)
{
    LLVMValueRef value = LLVMGetInitializer(g);
    const char *section = LLVMGetSection(g);

    return value && !LLVMIsGlobalConstant(g) && !LLVMIsThreadLocal(g) &&
           !(section && *section) && !LLVMIsNull(value);
}

static void put_last(LLVMModuleRef m)
{
    unsigned long long best = 0;
    LLVMValueRef last = NULL;

    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g)) {
        unsigned long long zeros =
            is_data(g) ? zeros_at_end(LLVMGetInitializer(g)) : 0;
        if (zeros > best) {
            best = zeros;
            last = g;
        }
    }
    if (last)
        unispec_global_move_last(last);
}

static unsigned long long all_zeros(LLVMModuleRef m)
{
    unsigned long long sum = 0;

    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g))
        if (is_data(g))
            sum += zeros_in(LLVMGetInitializer(g));
    return sum;
}

static void remove_calls(LLVMValueRef f)
{
    LLVMUseRef next;

    for (LLVMUseRef use = LLVMGetFirstUse(f); use; use = next) {
        LLVMValueRef call = LLVMGetUser(use);
        next = LLVMGetNextUse(use);
        if (LLVMIsACallInst(call) && LLVMGetCalledValue(call) == f)
            unispec_instruction_erase(call);
    }
    if (!LLVMGetFirstUse(f))
        LLVMDeleteFunction(f);
}

/* The kernel's; it has the prefix where the program has one of that name. */
static LLVMValueRef find_unpack(LLVMModuleRef m)
{
    static const char name[] = UNISPEC_OS_PREFIX "boot_unpack";
    LLVMValueRef f = LLVMGetNamedFunction(m, name);

    return f ? f : LLVMGetNamedFunction(m, os_symbol_plain(name));
}

bool specialise_data(LLVMModuleRef m, bool may_pack)
{
    LLVMValueRef f = find_unpack(m);

    layout = LLVMGetModuleDataLayout(m);
    if (f && may_pack && all_zeros(m) >= PACK_ZEROS)
        return true;
    if (f)
        remove_calls(f);
    put_last(m);
    return false;
}
