/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The environment of a program before main(): what musl's file of this name
 * does, less the check for a set-uid program, which would reach poll and open.
 * Called by unispec_start() (runtime/start/crt0.c), which has set up the thread
 * pointer first. __libc_start_main() keeps musl's name and contract for the
 * rest: run the constructors, then main(), then exit().
 */
#include "libc.h"
#include <elf.h>
#include <unispec/attributes.h>
#include <unistd.h>

static void nothing(void)
{
}
weak_alias(nothing, _init);

static void ignore_entropy(void *entropy)
{
}
weak_alias(ignore_entropy, __init_ssp); /* strong with __stack_chk_fail */

/* LLD extracts it for every program; weak, so that this here does not. */
extern weak void __stack_chk_fail(void);

extern weak hidden void (*const __preinit_array_start)(void),
    (*const __preinit_array_end)(void);
extern weak hidden void (*const __init_array_start)(void),
    (*const __init_array_end)(void);

static void set_program_name(char *name)
{
    __progname = __progname_full = name;
    for (size_t i = 0; name[i]; i++)
        if (name[i] == '/')
            __progname = name + i + 1;
}

/* A call for each: what nobody asks for then goes away. */
static size_t aux_value(size_t type)
{
    for (const size_t *pair = libc.auxv; pair[0]; pair += 2)
        if (pair[0] == type)
            return pair[1];
    return 0;
}

/* libc.page_size is for targets whose pages have no fixed size. */
void __init_libc(char **envp, char *name)
{
    __environ = envp;
    while (*envp)
        envp++;
    libc.auxv = (void *)(envp + 1);
    __hwcap = aux_value(AT_HWCAP);
    set_program_name(name ? name : "");
    if (__unispec_reached((const void *)__stack_chk_fail))
        __init_ssp((void *)aux_value(AT_RANDOM));
}

static void run_all(void (*const *f)(void), void (*const *end)(void))
{
    for (; f < end; f++)
        (*f)();
}

static void libc_start_init(void)
{
    run_all(&__preinit_array_start, &__preinit_array_end);
    _init();
    run_all(&__init_array_start, &__init_array_end);
}
weak_alias(libc_start_init, __libc_start_init);

/* Not part of its one caller: who looks at a stack expects it below main(). */
__attribute__((noinline))
int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv,
                      void (*init)(), void (*fini)(), void (*ldso_fini)())
{
    char **envp = argv + argc + 1;

    __init_libc(envp, argv[0]);
    __libc_start_init();
    exit(main(argc, argv, envp));
}
