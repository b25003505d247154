/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The values of constants, and of operands in general. A constant expression
 * is an address plus a number where that is all it is; else it is any number
 * and any address in the objects that it names.
 */
#include "check.h"

LLVMValueRef aliased_function(LLVMValueRef global)
{
    LLVMValueRef v = global;
    while (v && LLVMIsAGlobalAlias(v))
        v = LLVMAliasGetAliasee(v);
    return v && LLVMIsAFunction(v) ? v : NULL;
}

/* The object of a function or variable; CERTIFICATE_NONE if there is none. */
uint32_t object_number(struct check *k, LLVMValueRef global)
{
    LLVMValueRef f = aliased_function(global);
    ptrdiff_t i = hmgeti(k->object_of, f ? f : global);
    return i < 0 ? CERTIFICATE_NONE : k->object_of[i].value;
}

static bool constant_gep(struct check *k, LLVMValueRef c, int64_t *offset)
{
    LLVMTypeRef type = LLVMGetGEPSourceElementType(c);
    int n = LLVMGetNumOperands(c);
    for (int i = 1; i < n; i++) {
        LLVMValueRef index = LLVMGetOperand(c, (unsigned)i);
        if (!LLVMIsAConstantInt(index))
            return false;
        int64_t v = LLVMConstIntGetSExtValue(index);
        if (i == 1) {
            *offset += v * (int64_t)LLVMABISizeOfType(k->layout, type);
        } else if (LLVMGetTypeKind(type) == LLVMStructTypeKind) {
            *offset +=
                (int64_t)LLVMOffsetOfElement(k->layout, type, (unsigned)v);
            type = LLVMStructGetTypeAtIndex(type, (unsigned)v);
        } else {
            type = LLVMGetElementType(type);
            *offset += v * (int64_t)LLVMABISizeOfType(k->layout, type);
        }
    }
    return true;
}

static bool constant_sum(struct check *k, LLVMValueRef c, LLVMValueRef *base,
                         int64_t *offset)
{
    LLVMValueRef other;
    int64_t more;
    if (!constant_place(k, LLVMGetOperand(c, 0), base, offset) ||
        !constant_place(k, LLVMGetOperand(c, 1), &other, &more))
        return false;
    if (*base && other)
        return false;
    *base = *base ? *base : other;
    *offset += more;
    return true;
}

/* C as a global variable or function plus OFFSET; *BASE NULL: a number. */
bool constant_place(struct check *k, LLVMValueRef c, LLVMValueRef *base,
                    int64_t *offset)
{
    *base = NULL;
    *offset = 0;
    if (LLVMIsAConstantPointerNull(c))
        return true;
    if (LLVMIsAConstantInt(c)) {
        *offset = (int64_t)LLVMConstIntGetZExtValue(c);
        return true;
    }
    if (LLVMIsAGlobalAlias(c))
        return constant_place(k, LLVMAliasGetAliasee(c), base, offset);
    if (LLVMIsAGlobalValue(c)) {
        *base = c;
        return true;
    }
    if (!LLVMIsAConstantExpr(c))
        return false;
    switch (LLVMGetConstOpcode(c)) {
    case LLVMGetElementPtr: {
        int64_t more = 0;
        if (!constant_gep(k, c, &more) ||
            !constant_place(k, LLVMGetOperand(c, 0), base, offset))
            return false;
        *offset += more;
        return true;
    }
    case LLVMPtrToInt:
        if (integer_width(LLVMTypeOf(c)) != 64)
            return false;
        /* fall through */
    case LLVMIntToPtr:
    case LLVMBitCast:
    case LLVMAddrSpaceCast:
        return constant_place(k, LLVMGetOperand(c, 0), base, offset);
    case LLVMAdd:
        return constant_sum(k, c, base, offset);
    default:
        return false;
    }
}

static void collect(struct check *k, LLVMValueRef c, uint32_t **ids)
{
    if (LLVMIsAGlobalAlias(c)) {
        collect(k, LLVMAliasGetAliasee(c), ids);
        return;
    }
    if (LLVMIsABlockAddress(c))
        return;
    if (LLVMIsAGlobalValue(c)) {
        uint32_t o = object_number(k, c);
        if (o == CERTIFICATE_NONE)
            violation_at(k, "address", "a constant's object is missing");
        else
            arrput(*ids, check_own_target(k, (target){o, 1, 0}));
        return;
    }
    for (int i = 0, n = LLVMGetNumOperands(c); i < n; i++)
        collect(k, LLVMGetOperand(c, (unsigned)i), ids);
}

static value anything_in(struct check *k, LLVMValueRef c)
{
    value v = value_any();
    uint32_t *ids = NULL;
    collect(k, c, &ids);
    uint32_t *kept = check_own(k, arrlenu(ids) * sizeof *ids);
    for (ptrdiff_t i = 0; i < arrlen(ids); i++)
        kept[i] = ids[i];
    v.targets = kept;
    v.target_count = (uint32_t)arrlen(ids);
    arrfree(ids);
    return v;
}

static value scalar(struct check *k, LLVMValueRef c)
{
    LLVMTypeRef type = LLVMTypeOf(c);
    LLVMValueRef base;
    int64_t offset;
    if (LLVMIsUndef(c) || LLVMIsPoison(c))
        return LLVMGetTypeKind(type) == LLVMPointerTypeKind
                   ? value_of_integer(k, 0)
                   : value_any();
    if (integer_width(type) > 64)
        return anything_in(k, c);
    if (!constant_place(k, c, &base, &offset))
        return anything_in(k, c);
    if (!base)
        return value_of_integer(k, (uint64_t)offset);
    uint32_t o = object_number(k, base);
    if (o == CERTIFICATE_NONE) {
        violation_at(k, "address", "the object of a constant is missing");
        return value_any();
    }
    value v = value_of_target(k, (target){o, 0, offset});
    if (LLVMGetLinkage(base) == LLVMExternalWeakLinkage) {
        value zero = value_of_integer(k, 0);
        v.integers = zero.integers;
        v.integer_count = 1;
    }
    return v;
}

/* The leaves of C, which is an aggregate, from LEAVES on; their number. */
static unsigned spread(struct check *k, LLVMValueRef c, value *leaves)
{
    LLVMTypeRef type = LLVMTypeOf(c);
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    if (kind != LLVMStructTypeKind && kind != LLVMArrayTypeKind) {
        *leaves = scalar(k, c);
        return 1;
    }
    unsigned n = kind == LLVMStructTypeKind
                     ? LLVMCountStructElementTypes(type)
                     : (unsigned)LLVMGetArrayLength2(type);
    unsigned count = 0;
    for (unsigned i = 0; i < n; i++) {
        LLVMTypeRef part = kind == LLVMStructTypeKind
                               ? LLVMStructGetTypeAtIndex(type, i)
                               : LLVMGetElementType(type);
        LLVMValueRef element = LLVMGetAggregateElement(c, i);
        if (element) {
            count += spread(k, element, leaves + count);
            continue;
        }
        for (unsigned l = layout_count(k, part); l; l--)
            leaves[count++] = anything_in(k, c);
    }
    return count;
}

value constant_leaf(struct check *k, LLVMValueRef c, unsigned leaf)
{
    ptrdiff_t i = hmgeti(k->constants, c);
    if (i >= 0)
        return k->constants[i].value[leaf];
    unsigned n = layout_count(k, LLVMTypeOf(c));
    value *leaves = check_own(k, (n + 1) * sizeof *leaves);
    if (layout_bytewise(k, LLVMTypeOf(c)))
        *leaves = anything_in(k, c);
    else if (n)
        spread(k, c, leaves);
    hmput(k->constants, c, leaves);
    return leaves[leaf];
}

static bool local_number(struct check *k, LLVMValueRef v, uint32_t *first)
{
    uint32_t h = (uint32_t)(((uintptr_t)v >> 4) * 0x9e3779b1u);
    for (h &= k->locals.mask; k->locals.keys[h]; h = (h + 1) & k->locals.mask)
        if (k->locals.keys[h] == v) {
            *first = k->locals.first[h];
            return true;
        }
    return false;
}

/* A leaf of what an instruction computes. */
value result_value(struct check *k, LLVMValueRef i, unsigned leaf)
{
    uint32_t first;
    if (!local_number(k, i, &first))
        return (value){0};
    return value_at(k, k->at.values + first + leaf);
}

value operand_value(struct check *k, LLVMValueRef v, unsigned leaf)
{
    if (LLVMIsAConstant(v))
        return constant_leaf(k, v, leaf);
    if (!LLVMIsAInstruction(v) && !LLVMIsAArgument(v)) {
        violation_at(k, "unknown", "an operand of an unknown kind");
        return value_any();
    }
    return result_value(k, v, leaf);
}
