/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Names of threads, as prctl() and /proc have them. A thread that never got a
 * name, by itself or from its maker, has that of the program. A name that was
 * set to "" has a mark behind its end, as it is not that.
 */
#include <kernel/boot.h>
#include <kernel/thread.h>
#include <string.h>

const char *thread_name(const struct thread *t)
{
    static char program[THREAD_NAME];
    const char *name = boot_program_name(), *slash;

    if (*t->name || t->name[1])
        return t->name;
    while ((slash = strchr(name, '/')))
        name = slash + 1;
    for (unsigned i = 0; i < THREAD_NAME - 1 && name[i]; i++)
        program[i] = name[i];
    return program;
}

void thread_set_name(struct thread *t, const char *text, size_t size)
{
    memset(t->name, 0, THREAD_NAME);
    for (size_t i = 0; i < size && i < THREAD_NAME - 1 && text[i]; i++)
        t->name[i] = text[i];
    if (!*t->name)
        t->name[1] = 1;
}
