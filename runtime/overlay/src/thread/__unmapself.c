/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A detached thread takes its stack with it. musl does so on a small static
 * stack; here the kernel runs on the caller's stack and needs more than that,
 * so the next thread unmaps it.
 */
#include "pthread_impl.h"
#include <unispec/start.h>

void __unmapself(void *base, size_t size)
{
    thread_exit_unmapping(base, size);
}
