/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the clock calls share: which clock a clock id stands for. */
#ifndef KERNEL_CORE_TIME_H
#define KERNEL_CORE_TIME_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <kernel/process.h>

/* struct timespec of musl is the one of the x86-64 Linux ABI. */
_Static_assert(sizeof(struct timespec) == 16, "Linux ABI");
_Static_assert(sizeof(time_t) == 8, "Linux ABI");

enum time_base { TIME_NONE, TIME_WALL, TIME_MONOTONIC, TIME_CPU };

enum time_base time_base(clockid_t id);

#endif
