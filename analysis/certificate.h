/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The certificate of a run of the analysis: its final state, as a claim that
 * check/ verifies. The claim is that the state is a post-fixpoint: it holds
 * every root, and is closed under what reached code does. Nothing is said of
 * how the state came about.
 *
 * The arrays belong to the analysis; a certificate is valid as long as that is,
 * and costs next to no memory of its own.
 *
 * Conventions:
 *   leaves      the scalar parts of a value, in the order of its memory image:
 *               fields and elements of structures and arrays one after the
 *               other, a vector as one leaf; more than 32 of them are one leaf
 *               that stands for every single byte
 *   values      a context's values are numbered from its `values` on: the
 *               leaves of the parameters, then of every instruction in order
 *   the world   object 0, target 0: everything that is not told apart
 *   any text    object 1, target 1: any constant object without addresses
 */
#ifndef UNISPEC_CERTIFICATE_H
#define UNISPEC_CERTIFICATE_H

#include "unispec/analysis.h"

#define CERTIFICATE_NONE UINT32_MAX
#define CERTIFICATE_WORLD 0u
#define CERTIFICATE_TEXT 1u

enum certificate_kind {
    CERTIFIED_UNKNOWN,
    CERTIFIED_WORLD,
    CERTIFIED_TEXT,
    CERTIFIED_FUNCTION,
    CERTIFIED_GLOBAL,
    CERTIFIED_STACK,
    CERTIFIED_HEAP,
    CERTIFIED_VARARGS,
    CERTIFIED_STARTUP, /* bounds of arrays of constructors */
    CERTIFIED_OUTSIDE, /* code that is not in the module */
    /* A mark of numbers: the way from one object to another. As an address it
     * is one in the world. */
    CERTIFIED_DISTANCE,
};

struct certificate_object {
    enum certificate_kind kind;
    LLVMValueRef origin; /* global, alloca, call, function of varargs */
    uint64_t size;       /* bytes; 0: unknown */
    uint32_t alignment;
    bool world;    /* part of the world */
    bool constant; /* nobody writes to it */
    bool plain;    /* constant, without addresses in it */
    bool many;     /* stands for more than one object at run time */
    uint32_t cells, views, fills; /* how many */
};

/* offset + k * stride for every integer k; just offset when stride is 0 */
struct certificate_target {
    uint32_t object, stride;
    int64_t offset;
};

struct certificate_place {
    int64_t offset;
    uint32_t stride, size;
};

/* A cell holds what is written to its place; a view, what is read there. */
struct certificate_cell {
    struct certificate_place at;
    uint32_t value;
};

struct certificate_fill {
    struct certificate_place at; /* size 0: to the end of the object */
    int byte;                    /* negative: any bytes */
};

struct certificate_value {
    const uint32_t *targets;
    const uint64_t *integers; /* sorted */
    uint32_t target_count, integer_count;
    bool any; /* every integer */
};

/* A function in one context. */
struct certificate_context {
    LLVMValueRef function;
    uint32_t values, value_count;
    uint32_t results, result_count;
    uint32_t varargs; /* object; 0: none */
    uint32_t block_count;
    bool open; /* called with unknown arguments, result goes anywhere */
};

struct certificate {
    const struct analysis *analysis;
    LLVMModuleRef module;
    uint32_t object_count, target_count, context_count, value_count;
    uint32_t world, thread; /* values: what is in the world, thread pointers */
    bool world_called;
    bool world_distances; /* numbers in the world may be such marks */
    struct certificate_contexts *contexts;
};

/* The certificate of A, which has come to rest; freed before A is. */
struct certificate certificate_of(const struct analysis *a);
void certificate_free(struct certificate *c);

struct certificate_object certificate_object(const struct certificate *c,
                                             uint32_t object);
struct certificate_cell certificate_cell(const struct certificate *c,
                                         uint32_t object, uint32_t number);
struct certificate_cell certificate_view(const struct certificate *c,
                                         uint32_t object, uint32_t number);
struct certificate_fill certificate_fill(const struct certificate *c,
                                         uint32_t object, uint32_t number);
struct certificate_target certificate_target(const struct certificate *c,
                                             uint32_t target);
struct certificate_value certificate_value(const struct certificate *c,
                                           uint32_t value);
struct certificate_context certificate_context(const struct certificate *c,
                                               uint32_t context);
/* Blocks are numbered in the order of the function. */
bool certificate_block_reached(const struct certificate *c, uint32_t context,
                               uint32_t block);
bool certificate_edge_feasible(const struct certificate *c, uint32_t context,
                               uint32_t block, uint32_t successor);
/* The context in which CALL of CONTEXT runs F, or CERTIFICATE_NONE. */
uint32_t certificate_callee(const struct certificate *c, uint32_t context,
                            LLVMValueRef call, LLVMValueRef f);
/* The context in which F runs when it is called from outside. */
uint32_t certificate_open_context(const struct certificate *c, LLVMValueRef f);

#endif
