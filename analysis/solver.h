/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The state of one run of the analysis, shared by its parts:
 *   program.c   index of the module, roots, conditional roots
 *   solver.c    worklists and the fixpoint
 *   transfer.c  what one instruction does to the state
 *   call.c      what one call does to the state
 *   mention.c   what the use of a constant does to the state
 *   values.c    evaluation of integer instructions on sets
 *   report.c    queries on the result
 *
 * Everything grows only: a reached thing stays reached, a set never loses a
 * member. So the order of the worklist does not change the result, apart from
 * which of several edges is recorded as the first.
 */
#ifndef UNISPEC_SOLVER_H
#define UNISPEC_SOLVER_H

#include "unispec/analysis.h"
#include "vset.h"

/* stb_ds arrays and maps: `T *` grown by arrput(), hmput(). */
#include <stb/stb_ds.h>

/* Why a function or a global variable is in the program. */
struct entity {
    struct reason reason; /* kind EDGE_NONE: not reached */
    struct reason taken;  /* functions: first use of the address */
    LLVMValueRef *conditional; /* functions with root_when of this one */
    LLVMValueRef *queries;     /* calls of __unispec_reached of this one */
    LLVMValueRef *callers;     /* reached direct calls */
    struct vset result;        /* functions: what they return */
    bool open; /* functions: may be called with unknown arguments */
};

struct edge {
    LLVMBasicBlockRef from, to;
};

struct analysis {
    LLVMModuleRef module;
    struct {
        LLVMValueRef key;
        struct entity value;
    } *entities; /* functions, global variables, aliases */
    struct {
        LLVMBasicBlockRef key;
        bool value;
    } *blocks; /* reached ones */
    struct {
        struct edge key;
        bool value;
    } *edges; /* feasible ones */
    struct {
        LLVMValueRef key;
        struct vset value;
    } *values; /* integer SSA values */
    struct {
        LLVMValueRef key;
        bool value;
    } *constants; /* already mentioned */

    LLVMValueRef *functions_todo; /* reached, entry block not yet */
    LLVMBasicBlockRef *blocks_todo;
    LLVMValueRef *instructions_todo; /* an operand's set grew */
    LLVMValueRef *pending_queries;   /* __unispec_reached, not answered */

    LLVMValueRef *address_taken; /* functions, in order */
    LLVMValueRef *indirect_calls;
    LLVMValueRef first_indirect_call; /* or opaque native call; NULL: none */
    struct {
        char *key;
        LLVMValueRef *value;
    } *sections; /* C-identifier section -> its global variables */
    struct assumption *assumptions;
    size_t instructions_visited;
};

/* program.c */
struct entity *entity_of(struct analysis *a, LLVMValueRef global);
LLVMValueRef function_of_alias(LLVMValueRef global);
void index_module(struct analysis *a);
void add_roots(struct analysis *a, const struct analysis_request *request);

/* solver.c: growing the state */
void reach_function(struct analysis *a, LLVMValueRef f, struct reason why);
void reach_global(struct analysis *a, LLVMValueRef g, struct reason why);
void take_address(struct analysis *a, LLVMValueRef f, struct reason why);
void call_everything(struct analysis *a, LLVMValueRef site);
void open_arguments(struct analysis *a, LLVMValueRef f);
void reach_edge(struct analysis *a, LLVMBasicBlockRef from,
                LLVMBasicBlockRef to);
void grow_value(struct analysis *a, LLVMValueRef v, const struct vset *by);
void assume(struct analysis *a, const char *id, LLVMValueRef site,
            const char *format, ...) __attribute__((format(printf, 4, 5)));
void solve(struct analysis *a);

/* transfer.c, call.c, mention.c, values.c */
void visit_instruction(struct analysis *a, LLVMValueRef i);
void update_instruction(struct analysis *a, LLVMValueRef i);
void visit_call(struct analysis *a, LLVMValueRef call);
void update_call(struct analysis *a, LLVMValueRef call);
void visit_remainder(struct analysis *a, LLVMValueRef i);
void mention(struct analysis *a, LLVMValueRef v, struct reason why);
void mention_in_text(struct analysis *a, const char *text, size_t length,
                     struct reason why);
bool is_call(LLVMValueRef i);
bool is_tracked(LLVMValueRef v);
struct vset value_of(struct analysis *a, LLVMValueRef v);
/* The caller frees the result, of all three. */
struct vset evaluate(struct analysis *a, LLVMValueRef i);

#endif
