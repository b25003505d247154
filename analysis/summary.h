/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Functions and intrinsics whose effect on memory is known without looking
 * into them, by name: see README.md.
 */
#ifndef UNISPEC_SUMMARY_H
#define UNISPEC_SUMMARY_H

#include "solver.h"

enum summary {
    SUMMARY_NONE,         /* look into it */
    SUMMARY_NOTHING,      /* no effect on memory; any number */
    SUMMARY_MIX,          /* a number made of the arguments */
    SUMMARY_COPY_FIRST,   /* the first argument */
    SUMMARY_EITHER,       /* one of the two arguments */
    SUMMARY_POINTER_MASK, /* some address in the first argument's object */
    SUMMARY_MEMORY_COPY,  /* memcpy, memmove */
    SUMMARY_MEMORY_SET,
    SUMMARY_MALLOC, /* a new object per call */
    SUMMARY_CALLOC,
    SUMMARY_REALLOC,
    SUMMARY_MEMALIGN, /* posix_memalign: through the first argument */
    SUMMARY_VA_START,
    SUMMARY_VA_COPY,
    SUMMARY_THREAD_POINTER, /* sets it to the first argument */
    SUMMARY_QUERY,          /* __unispec_reached */
    SUMMARY_FORMAT,         /* __unispec_format */
    SUMMARY_ESCAPE, /* reads and writes what the arguments point to */
    SUMMARY_UNKNOWN,
};

/* What a call of F does, for a function that is no intrinsic. */
enum summary summary_by_name(LLVMValueRef f);

/* effect.c: what a call of a function with a summary does. */
void run_summary(struct analysis *a, struct instance *in, uint32_t index,
                 enum summary s);
bool too_few_arguments(const struct op *op, enum summary s);

/* call.c: arguments and results. */
operand argument(const struct instance *in, const struct op *op, unsigned k);
unsigned argument_leaves(struct analysis *a, const struct op *op, unsigned k);
void result_world(struct analysis *a, struct instance *in, const struct op *op);
void result_any(struct analysis *a, struct instance *in, const struct op *op);
void arguments_escape(struct analysis *a, struct instance *in,
                      const struct op *op);
void pass(struct analysis *a, node_id to, unsigned to_leaves,
          struct instance *in, operand from, unsigned from_leaves);
object_id varargs_of(struct analysis *a, struct instance *in);
void copy_between(struct analysis *a, target_id to, target_id from,
                  uint32_t length);

/* The values that a character of a format may have. */
void run_format(struct analysis *a, struct instance *in, uint32_t index);

#endif
