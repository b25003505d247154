/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* System call numbers by name, from runtime/syscalls.def. */
#include "syscall_table.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *name;
    int number;
} table[] = {
#define SYSCALL(number, name, arity, status) {#name, number},
#include "../runtime/syscalls.def"
#undef SYSCALL
};

int syscall_number(const char *name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (!strcmp(table[i].name, name))
            return table[i].number;
    return -1;
}
