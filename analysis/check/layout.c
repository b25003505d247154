/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The leaves of types: see certificate.h. */
#include "check.h"

unsigned integer_width(LLVMTypeRef type)
{
    if (LLVMGetTypeKind(type) != LLVMIntegerTypeKind)
        return 0;
    return LLVMGetIntTypeWidth(type);
}

static bool has_no_value(LLVMTypeKind kind)
{
    return kind == LLVMVoidTypeKind || kind == LLVMLabelTypeKind ||
           kind == LLVMMetadataTypeKind || kind == LLVMTokenTypeKind ||
           kind == LLVMFunctionTypeKind;
}

/* A vector of parts that can hold an address is read element by element. */
static struct leaf single(struct check *k, LLVMTypeRef type, LLVMTypeKind kind,
                          uint64_t at)
{
    struct leaf l = {at, (uint32_t)LLVMStoreSizeOfType(k->layout, type), 1};
    if (kind != LLVMVectorTypeKind)
        return l;
    LLVMTypeRef element = LLVMGetElementType(type);
    uint64_t size = LLVMStoreSizeOfType(k->layout, element);
    if (size >= 8 || LLVMGetTypeKind(element) == LLVMPointerTypeKind)
        l = (struct leaf){at, (uint32_t)size, LLVMGetVectorSize(type)};
    return l;
}

/* Appends up to ROOM leaves; the number of all of them, or more than room. */
static uint64_t append(struct check *k, LLVMTypeRef type, uint64_t at,
                       struct leaf *leaves, uint64_t have)
{
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    if (kind == LLVMStructTypeKind) {
        unsigned n = LLVMCountStructElementTypes(type);
        for (unsigned f = 0; f < n && have <= LEAVES; f++)
            have = append(k, LLVMStructGetTypeAtIndex(type, f),
                          at + LLVMOffsetOfElement(k->layout, type, f), leaves,
                          have);
    } else if (kind == LLVMArrayTypeKind) {
        LLVMTypeRef element = LLVMGetElementType(type);
        uint64_t n = LLVMGetArrayLength2(type);
        uint64_t size = LLVMABISizeOfType(k->layout, element);
        for (uint64_t e = 0; e < n && have <= LEAVES; e++) {
            uint64_t before = have;
            have = append(k, element, at + e * size, leaves, have);
            if (have == before)
                break; /* elements without leaves */
        }
    } else {
        if (have < LEAVES)
            leaves[have] = single(k, type, kind, at);
        have++;
    }
    return have;
}

unsigned layout_leaves(struct check *k, LLVMTypeRef type, struct leaf *leaves)
{
    if (has_no_value(LLVMGetTypeKind(type)))
        return 0;
    uint64_t n = append(k, type, 0, leaves, 0);
    if (n <= LEAVES)
        return (unsigned)n;
    leaves[0] =
        (struct leaf){0, 1, (uint32_t)LLVMStoreSizeOfType(k->layout, type)};
    return 1;
}

unsigned layout_count(struct check *k, LLVMTypeRef type)
{
    struct leaf leaves[LEAVES];
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    if (kind == LLVMVoidTypeKind)
        return 0;
    if (kind == LLVMIntegerTypeKind || kind == LLVMPointerTypeKind)
        return 1;
    return layout_leaves(k, type, leaves);
}

/* Whether one leaf stands for every byte of an aggregate. */
bool layout_bytewise(struct check *k, LLVMTypeRef type)
{
    struct leaf leaves[LEAVES];
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    if (kind != LLVMStructTypeKind && kind != LLVMArrayTypeKind)
        return false;
    return append(k, type, 0, leaves, 0) > LEAVES;
}
