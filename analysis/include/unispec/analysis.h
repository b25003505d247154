/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Whole-program reachability over one merged LLVM module.
 *
 * Vertices are functions, global variables and basic blocks; edges are calls,
 * mentions of an address, initialisers, feasible branches and conditional
 * roots. The result says what is reached, and for each thing that is, the one
 * edge by which it was first reached.
 *
 * The module is not changed. The result refers to its values and is valid as
 * long as they are.
 */
#ifndef UNISPEC_ANALYSIS_H
#define UNISPEC_ANALYSIS_H

#include <llvm-c/Core.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct analysis;

/* Why something counts; the kind of the edge that first reached it. */
enum edge_kind {
    EDGE_NONE,        /* not reached */
    EDGE_ROOT,        /* entry, constructor, kept by the linker: see text */
    EDGE_NATIVE,      /* native code refers to it */
    EDGE_CALL,        /* direct call */
    EDGE_INDIRECT,    /* call through a pointer */
    EDGE_ADDRESS,     /* its address is used by reached code */
    EDGE_INITIALISER, /* its address is in a reached initialiser */
    EDGE_ALIAS,       /* a reached alias stands for it */
    EDGE_ROOT_WHEN,   /* unispec::root_when of a reached function */
    EDGE_CODEGEN,     /* code generation may call it for reached code */
};

struct reason {
    enum edge_kind kind;
    LLVMValueRef from; /* function or global variable; NULL for roots */
    LLVMValueRef site; /* instruction in `from`, or NULL */
    const char *text;  /* for roots: why; else NULL */
};

/* A set of 64-bit constants, zero-extended from their width. */
struct vset {
    uint64_t *items; /* sorted, without duplicates */
    uint32_t count;
    bool any; /* every value is possible; items is then empty */
};

struct root {
    const char *name;
    enum edge_kind kind; /* EDGE_ROOT or EDGE_NATIVE */
    const char *text;
};

/* What the analysis has to take from outside of the module. */
struct analysis_request {
    const struct root *roots; /* names that are not in the module are skipped */
    size_t root_count;
    const char *const *libcalls; /* may stay visible without being a root */
    size_t libcall_count;
    const char *dropped_rule; /* for tests only: a rule to leave out, or NULL */
};

/* The names of the transfer rules; NULL past the last one. */
const char *analysis_rule_name(unsigned number);

/*
 * Runs the fixpoint over M. Never fails: what is not known is answered
 * conservatively. The caller frees the result with analysis_free().
 */
struct analysis *analysis_run(LLVMModuleRef m,
                              const struct analysis_request *request);
void analysis_free(struct analysis *a);

/* Frees what only the fixpoint and the check need; the queries below hold. */
void analysis_forget(struct analysis *a);

/* Whether reached code may run F, or use global variable or alias G. */
bool analysis_reached(const struct analysis *a, LLVMValueRef global);
bool analysis_block_reached(const struct analysis *a, LLVMBasicBlockRef block);
/* Whether control may go from block FROM to its successor TO. */
bool analysis_edge_feasible(const struct analysis *a, LLVMBasicBlockRef from,
                            LLVMBasicBlockRef to);
/* The edge by which GLOBAL was first reached; kind EDGE_NONE if it was not. */
struct reason analysis_reason(const struct analysis *a, LLVMValueRef global);
const char *edge_kind_name(enum edge_kind kind);

/*
 * The values that an integer SSA value may have in reached code. An empty set
 * is one that no execution computes. The set belongs to A.
 */
struct vset analysis_values(const struct analysis *a, LLVMValueRef value);

/* Whether F was analysed as called with any arguments. */
bool analysis_open(const struct analysis *a, LLVMValueRef f);

/* Whether a pointer is NULL whenever reached code computes it. */
bool analysis_is_null(const struct analysis *a, LLVMValueRef value);

/*
 * The functions that CALL, through a pointer, may reach, in order of
 * discovery; they belong to A. *resolved is false where others may be reached
 * as well: every function that is part of the world, or native code.
 */
size_t analysis_call_targets(const struct analysis *a, LLVMValueRef call,
                             const LLVMValueRef **out, bool *resolved);

/* Whether CALL may reach every function whose address has escaped. */
bool analysis_calls_world(const struct analysis *a, LLVMValueRef call);

/* The one function that CALL, through a pointer, can reach; NULL: not one. */
LLVMValueRef analysis_only_target(const struct analysis *a, LLVMValueRef call);

/* What a call of __unispec_reached folds to. */
bool analysis_query(const struct analysis *a, LLVMValueRef call);
bool is_reached_query(LLVMValueRef instruction);
/* A call of __unispec_format, which is its second argument. */
bool is_format_query(LLVMValueRef instruction);

/* Something that was taken for granted, or could not be decided. */
struct assumption {
    const char *id; /* stable word, e.g. "unknown-intrinsic" */
    char *text;
    LLVMValueRef site; /* instruction, function or NULL */
};
size_t analysis_assumptions(const struct analysis *a,
                            const struct assumption **out);

/* Indirect calls in reached code, in order of discovery. */
size_t analysis_indirect_calls(const struct analysis *a,
                               const LLVMValueRef **out);

struct analysis_totals {
    size_t functions_reached, functions_total;
    size_t blocks_reached, blocks_total; /* of defined functions */
    size_t instructions_visited;
};
struct analysis_totals analysis_totals(const struct analysis *a);

/* Source position from the debug information; file NULL where there is none. */
struct location {
    const char *file; /* not terminated: file_length bytes */
    unsigned file_length;
    unsigned line;
};
struct location location_of_instruction(LLVMValueRef instruction);
struct location location_of_function(LLVMValueRef function);

/* A function attribute string set by the plugin; false when F has none. */
bool function_fact(LLVMValueRef f, const char *name, const char **text,
                   unsigned *length);

#endif
