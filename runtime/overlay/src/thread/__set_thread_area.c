/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Sets the thread pointer: the kernel's boundary to the CPU writes the %fs
 * base. Replaces an assembly file that executes arch_prctl.
 */
#include "pthread_impl.h"
#include <unispec/start.h>

int __set_thread_area(void *p)
{
    arch_set_thread_pointer(p);
    return 0;
}
