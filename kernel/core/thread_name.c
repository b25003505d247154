/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Names of threads, as prctl() and /proc have them. A thread that never got a
 * name, by itself or from its maker, has that of the program.
 */
#include <kernel/boot.h>
#include <kernel/thread.h>
#include <string.h>

const char *thread_name(const struct thread *t)
{
    static char program[THREAD_NAME];
    const char *name = boot_program_name(), *slash;

    if (*t->name)
        return t->name;
    while ((slash = strchr(name, '/')))
        name = slash + 1;
    for (unsigned i = 0; i < THREAD_NAME - 1 && name[i]; i++)
        program[i] = name[i];
    return program;
}
