/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Makes the program's first stack, as Linux does (x86-64 psABI, 3.4.1), out
 * of the command line, and goes there. From the top down: 16 random bytes,
 * the decoded words of the command line, the auxiliary vector, the
 * environment, the arguments, argc.
 *
 * Runs on the boot stack; what of the main stack is not mapped yet comes by
 * page fault. The words stay there for boot_option().
 */
#include <elf.h>
#include <kernel/arch.h>
#include <kernel/boot.h>
#include <kernel/mm.h>

#define CLOCK_TICKS 100 /* AT_CLKTCK */

extern const char __ehdr_start[];

/* The entries of the auxiliary vector that are numbers. */
static const struct {
    unsigned char type, value;
} fixed_aux[] = {
    {AT_CLKTCK, CLOCK_TICKS},
    {AT_BASE, 0},
    {AT_FLAGS, 0},
    {AT_UID, 0},
    {AT_EUID, 0},
    {AT_GID, 0},
    {AT_EGID, 0},
    {AT_SECURE, 0},
};
#define FIXED_AUX (sizeof(fixed_aux) / sizeof(*fixed_aux))
#define OTHER_AUX 9
#define AUX_WORDS ((FIXED_AUX + OTHER_AUX + 1) * 2)

static uintptr_t *put_aux(uintptr_t *at, uintptr_t type, uintptr_t value)
{
    at[0] = type;
    at[1] = value;
    return at + 2;
}

/* The stack is fresh: what has to be zero at the end is. */
static void put_aux_vector(uintptr_t *at, const uint64_t *random,
                           const char *name)
{
    const Elf64_Ehdr *header = (const void *)__ehdr_start;
    const struct arch_features *features = arch_features();

    at = put_aux(at, AT_PAGESZ, PAGE_SIZE);
    at = put_aux(at, AT_PHDR, (uintptr_t)__ehdr_start + header->e_phoff);
    at = put_aux(at, AT_PHENT, header->e_phentsize);
    at = put_aux(at, AT_PHNUM, header->e_phnum);
    at = put_aux(at, AT_ENTRY, header->e_entry);
    at = put_aux(at, AT_HWCAP, features->hwcap);
    at = put_aux(at, AT_PLATFORM, (uintptr_t)features->platform);
    at = put_aux(at, AT_RANDOM, (uintptr_t)random);
    at = put_aux(at, AT_EXECFN, (uintptr_t)name);
    for (unsigned i = 0; i < FIXED_AUX; i++)
        at = put_aux(at, fixed_aux[i].type, fixed_aux[i].value);
}

static const char *end_of(const char *word)
{
    while (*word++)
        ;
    return word;
}

/* argc, argv, 0, environment, 0; returns what follows. */
static uintptr_t *put_words(uintptr_t *at, const struct boot_words *words,
                            const char *name)
{
    uintptr_t *environment = at + words->argument_count + 3;
    const char *text;

    *at++ = words->argument_count + 1;
    *at++ = (uintptr_t)name;
    for (const char *w = words->options; w < words->end; w = end_of(w))
        if (w >= words->arguments)
            *at++ = (uintptr_t)w;
        else if ((text = boot_after(w, BOOT_ENVIRONMENT)))
            *environment++ = (uintptr_t)text;
    return environment + 1;
}

/* Words by which the stack begins lower: a multiple of 16 bytes, random. */
static size_t stack_shift(void)
{
    const char *value;

    return boot_option("norandom", &value) ? 0 : (arch_entropy() & 63) * 2;
}

_Noreturn void kernel_start(void)
{
    const char *line = boot_info()->cmdline, *name;
    uint64_t *random = (uint64_t *)ARCH_STACK_TOP - 2;
    char *text = (char *)random - (end_of(line) - line);
    const struct boot_words *words = cmdline_split(line, text);
    uintptr_t *sp;

    random[0] = arch_entropy();
    random[1] = arch_entropy();
    name = boot_program_name();
    /* Every option takes a slot, although only some are environment. */
    sp = (uintptr_t *)((uintptr_t)text & ~15ul) - AUX_WORDS - 4 -
         words->argument_count - words->option_count;
    sp = (uintptr_t *)((uintptr_t)sp & ~15ul) - stack_shift();
    put_aux_vector(put_words(sp, words, name), random, name);
    arch_enter(sp);
}
