/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What thread_exit() does for robust mutexes. */
#ifndef KERNEL_CORE_ROBUST_H
#define KERNEL_CORE_ROBUST_H

#include <kernel/thread.h>

/* Marks the futexes on the list that an ending thread has registered. */
void robust_list_end(struct thread *thread);

#endif
