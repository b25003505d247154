/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The descriptor table as a program finds it: 0, 1 and 2 are the console. It
 * needs no code to come up, so a program that only writes has nothing of the
 * file layer but this table and the console. fd_install.c grows it.
 */
#include <kernel/file.h>

#include "console.h"

#define FD_INITIAL 16

static struct fd_entry initial[FD_INITIAL] = {
    {&console_in, 0},
    {&console_out, 0},
    {&console_out, 0},
};

struct fd_table fd_table = {initial, FD_INITIAL};
unsigned fd_limit = FD_LIMIT_DEFAULT;
