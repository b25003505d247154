/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The abstract values of constants. Each constant has one node per leaf of its
 * type; it never changes once it was made.
 */
#include "solver.h"

static void add_address(struct analysis *a, node_id n, LLVMValueRef global,
                        int64_t offset, uint32_t stride)
{
    object_id o = object_of(a, global);
    node_add_target(a, n, target_make(a, o, offset, stride, 0));
    if (LLVMGetLinkage(global) == LLVMExternalWeakLinkage)
        node_add_integer(a, n, 0); /* nothing may define it */
}

/* The constant part of a constant getelementptr; false: not constant. */
static bool constant_offset(struct analysis *a, LLVMValueRef gep,
                            int64_t *offset)
{
    LLVMTypeRef type = LLVMGetGEPSourceElementType(gep);
    *offset = 0;
    for (int i = 1, n = LLVMGetNumOperands(gep); i < n; i++) {
        LLVMValueRef index = LLVMGetOperand(gep, i);
        if (!LLVMIsAConstantInt(index))
            return false;
        int64_t k = LLVMConstIntGetSExtValue(index);
        if (i > 1) {
            LLVMTypeKind kind = LLVMGetTypeKind(type);
            if (kind == LLVMStructTypeKind) {
                *offset += (int64_t)LLVMOffsetOfElement(a->layout, type,
                                                        (unsigned)k);
                type = LLVMStructGetTypeAtIndex(type, (unsigned)k);
                continue;
            }
            type = LLVMGetElementType(type);
        }
        *offset += k * (int64_t)LLVMABISizeOfType(a->layout, type);
    }
    return true;
}

/* C as a global and a byte offset, or as just an offset (*base NULL). */
bool constant_address(struct analysis *a, LLVMValueRef c, LLVMValueRef *base,
                      int64_t *offset)
{
    *offset = 0;
    if (LLVMIsAGlobalAlias(c))
        return constant_address(a, LLVMAliasGetAliasee(c), base, offset);
    if (LLVMIsAGlobalValue(c)) {
        *base = c;
        return true;
    }
    if (LLVMIsAConstantPointerNull(c)) {
        *base = NULL;
        return true;
    }
    if (LLVMIsAConstantInt(c) && LLVMGetIntTypeWidth(LLVMTypeOf(c)) <= 64) {
        *base = NULL;
        *offset = (int64_t)LLVMConstIntGetZExtValue(c);
        return true;
    }
    if (!LLVMIsAConstantExpr(c))
        return false;
    int64_t more;
    switch (LLVMGetConstOpcode(c)) {
    case LLVMGetElementPtr:
        if (!constant_offset(a, c, &more) ||
            !constant_address(a, LLVMGetOperand(c, 0), base, offset))
            return false;
        *offset += more;
        return true;
    case LLVMBitCast:
    case LLVMAddrSpaceCast:
    case LLVMIntToPtr:
        return constant_address(a, LLVMGetOperand(c, 0), base, offset);
    case LLVMPtrToInt:
        return width_of_type(LLVMTypeOf(c)) == 64 &&
               constant_address(a, LLVMGetOperand(c, 0), base, offset);
    case LLVMAdd: {
        LLVMValueRef other;
        int64_t x;
        if (!constant_address(a, LLVMGetOperand(c, 0), base, offset) ||
            !constant_address(a, LLVMGetOperand(c, 1), &other, &x) ||
            (*base && other))
            return false;
        if (other)
            *base = other;
        *offset += x;
        return true;
    }
    default:
        return false;
    }
}

/* Every address in C, at any offset. */
static void add_operands(struct analysis *a, node_id n, LLVMValueRef c)
{
    if (LLVMIsAGlobalAlias(c))
        c = LLVMAliasGetAliasee(c);
    if (LLVMIsABlockAddress(c))
        return;
    if (LLVMIsAGlobalValue(c)) {
        add_address(a, n, c, 0, 1);
        if (function_of_alias(c))
            add_address(a, n, c, 0, 0);
        return;
    }
    for (int i = 0, k = LLVMGetNumOperands(c); i < k; i++)
        add_operands(a, n, LLVMGetOperand(c, i));
}

static void add_scalar(struct analysis *a, node_id n, LLVMValueRef c)
{
    LLVMValueRef base;
    int64_t offset;
    if (LLVMIsUndef(c) || LLVMIsPoison(c)) {
        if (LLVMGetTypeKind(LLVMTypeOf(c)) == LLVMPointerTypeKind)
            node_add_integer(a, n, 0);
        else
            node_add_any(a, n);
    } else if (constant_address(a, c, &base, &offset)) {
        if (base)
            add_address(a, n, base, offset, 0);
        else
            node_add_integer(a, n, (uint64_t)offset);
    } else {
        node_add_any(a, n);
        if (LLVMIsAConstantExpr(c) || LLVMIsAConstantVector(c) ||
            LLVMIsAConstantStruct(c) || LLVMIsAConstantArray(c))
            add_operands(a, n, c);
    }
}

static node_id make(struct analysis *a, LLVMValueRef c)
{
    LLVMTypeRef type = LLVMTypeOf(c);
    struct leaf leaves[LEAVES_MAX];
    unsigned count = leaves_of(a, type, leaves);
    node_id first = node_new(a, NONE, count ? count : 1);
    for (unsigned i = 0; i < count; i++)
        node_at(a, first + i)->constant = true;
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    bool is_array = kind == LLVMArrayTypeKind;
    if ((kind != LLVMStructTypeKind && !is_array) || count <= 1) {
        if (count)
            add_scalar(a, first, c);
        return first;
    }
    /* An aggregate: the leaves of its elements, one after the other. */
    unsigned at = 0;
    for (unsigned f = 0; at < count; f++) {
        LLVMValueRef element = LLVMGetAggregateElement(c, f);
        struct leaf unused[LEAVES_MAX];
        LLVMTypeRef of = is_array ? LLVMGetElementType(type)
                                  : LLVMStructGetTypeAtIndex(type, f);
        unsigned k = leaves_of(a, of, unused);
        if (!element) {
            for (unsigned i = 0; i < k; i++)
                node_add_any(a, first + at + i);
        } else {
            node_id from = constant_nodes(a, element);
            for (unsigned i = 0; i < k; i++)
                node_include(a, first + at + i, from + i);
        }
        at += k;
    }
    return first;
}

/* The node of C's first leaf; the others follow it. */
node_id constant_nodes(struct analysis *a, LLVMValueRef c)
{
    ptrdiff_t i = hmgeti(a->constants, c);
    if (i >= 0)
        return a->constants[i].value;
    node_id n = make(a, c);
    hmput(a->constants, c, n);
    return n;
}
