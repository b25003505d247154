/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Loads, stores and atomic operations. An address that is only a number is one
 * in the world. Pointers relative to %fs (address space 257) are relative to
 * the thread pointer; those relative to other segment registers point into the
 * world.
 */
#include "check.h"

struct where { /* what an access goes through */
    value at;
    int64_t offset;
    bool world; /* anywhere in the world as well */
};

static bool is_number(value v)
{
    if (v.target_count)
        return false;
    for (uint32_t n = 0; n < v.integer_count; n++)
        if (v.integers[n] >= NULL_PAGE && v.integers[n] < LAST_PAGE)
            return true;
    return v.any;
}

static struct where address_of(struct check *k, LLVMValueRef pointer)
{
    LLVMTypeRef type = LLVMTypeOf(pointer);
    unsigned space = LLVMGetPointerAddressSpace(type);
    struct where w = {0};
    LLVMValueRef base;
    if (!space) {
        w.at = operand_value(k, pointer, 0);
        w.world = is_number(w.at);
        return w;
    }
    if (space == 257 && LLVMIsAConstant(pointer) &&
        constant_place(k, pointer, &base, &w.offset) && !base) {
        w.at = value_at(k, k->c->thread);
        w.world = is_number(w.at) || value_empty(w.at);
        return w;
    }
    if (space == 257)
        demand(k, value_escaped(k, value_at(k, k->c->thread)), "thread_pointer",
               "some place near it is used");
    w.offset = 0;
    w.world = true;
    return w;
}

static target place_of(struct check *k, const struct where *w, uint32_t n)
{
    target t = k->targets[w->at.targets[n]];
    if (t.object != CERTIFICATE_WORLD)
        t.offset += w->offset;
    return t;
}

static bool accessed(const struct where *w)
{
    return w->world || w->at.target_count;
}

/* The leaves of I, from 0 on, have what is read at W. */
static void read_at(struct check *k, LLVMValueRef i, LLVMTypeRef type,
                    const struct where *w)
{
    struct leaf leaves[LEAVES];
    unsigned n = layout_leaves(k, type, leaves);
    for (unsigned l = 0; l < n; l++) {
        value d = result_value(k, i, l);
        if (w->world)
            demand(k, value_is_world(k, d), "load",
                   "the result of reading the world is not the world");
        for (uint32_t t = 0; t < w->at.target_count; t++)
            memory_read(k, place_of(k, w, t), &leaves[l], d);
        demand(k, !accessed(w) || !value_empty(d), "uninitialised",
               "memory that nobody wrote gives no number");
    }
}

static void write_leaf(struct check *k, const struct leaf *l,
                       const struct where *w, value s)
{
    if (w->world)
        demand(k, value_escaped(k, s), "store",
               "what is written to the world is not part of it");
    for (uint32_t t = 0; t < w->at.target_count; t++)
        memory_write(k, place_of(k, w, t), l, s);
}

static void write_at(struct check *k, LLVMValueRef v, const struct where *w)
{
    struct leaf leaves[LEAVES];
    unsigned n = layout_leaves(k, LLVMTypeOf(v), leaves);
    for (unsigned l = 0; l < n; l++)
        write_leaf(k, &leaves[l], w, operand_value(k, v, l));
}

void check_load(struct check *k, LLVMValueRef i)
{
    struct where w = address_of(k, LLVMGetOperand(i, 0));
    read_at(k, i, LLVMTypeOf(i), &w);
}

void check_store(struct check *k, LLVMValueRef i)
{
    struct where w = address_of(k, LLVMGetOperand(i, 1));
    write_at(k, LLVMGetOperand(i, 0), &w);
}

/* An atomic sum, mask and so on: any number made of both values. */
static void write_mixture(struct check *k, LLVMValueRef i,
                          const struct where *w)
{
    struct leaf leaves[LEAVES];
    value old = result_value(k, i, 0),
          by = operand_value(k, LLVMGetOperand(i, 1), 0);
    bool addresses = old.target_count || by.target_count;
    value made = addresses ? value_world(k) : value_any();
    demand(k, value_escaped(k, old) && value_escaped(k, by), "store",
           "an address that atomics calculate with is not in the world");
    layout_leaves(k, LLVMTypeOf(i), leaves);
    if (accessed(w))
        write_leaf(k, &leaves[0], w, made);
}

void check_exchange(struct check *k, LLVMValueRef i)
{
    struct where w = address_of(k, LLVMGetOperand(i, 0));
    bool compares = LLVMIsAAtomicCmpXchgInst(i);
    LLVMValueRef new_value = LLVMGetOperand(i, compares ? 2 : 1);
    LLVMTypeRef type = LLVMTypeOf(new_value);
    read_at(k, i, type, &w);
    if (compares) {
        value flag = result_value(k, i, layout_count(k, type));
        demand(k, value_has(flag, 0) && value_has(flag, 1), "store",
               "an exchange always or never succeeds");
    }
    if (compares || LLVMGetAtomicRMWBinOp(i) == LLVMAtomicRMWBinOpXchg)
        write_at(k, new_value, &w);
    else
        write_mixture(k, i, &w);
}
