/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Sets of constants, the lattice of the solver: the empty set (no execution
 * computes the value) <= {c1, ..., cn} with n <= VSET_LIMIT <= any. A set, not
 * an interval: two ioctl numbers must not keep everything between them.
 */
#ifndef UNISPEC_VSET_H
#define UNISPEC_VSET_H

#include "unispec/analysis.h"

/* Past this many members a set becomes `any`; bounds time and memory. */
#define VSET_LIMIT 32

#define VSET_EMPTY ((struct vset){0})
#define VSET_ANY ((struct vset){.any = true})

bool vset_is_empty(const struct vset *s);
bool vset_contains(const struct vset *s, uint64_t v);
/* Add one member, all members of FROM; true when S grew. */
bool vset_add(struct vset *s, uint64_t v);
bool vset_merge(struct vset *s, const struct vset *from);
bool vset_make_any(struct vset *s);
void vset_free(struct vset *s);

#endif
