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
#define RANDOM_BYTES (ARCH_STACK_TOP - 16)

extern const char __ehdr_start[];

/* The entries of the auxiliary vector that are known now. */
static const struct {
    unsigned char type;
    uintptr_t value;
} __attribute__((packed)) fixed_aux[] = {
    {AT_PAGESZ, PAGE_SIZE},
    /* They follow the file header in every image: linker/verify.c. */
    {AT_PHDR, (uintptr_t)__ehdr_start + sizeof(Elf64_Ehdr)},
    {AT_PHENT, sizeof(Elf64_Phdr)},
    {AT_CLKTCK, CLOCK_TICKS},
    {AT_PLATFORM, (uintptr_t)ARCH_PLATFORM},
    {AT_RANDOM, RANDOM_BYTES},
};
#define FIXED_AUX (sizeof(fixed_aux) / sizeof(*fixed_aux))

/* Those of value 0: only their types are put. */
static const unsigned char zero_aux[] = {AT_BASE, AT_FLAGS, AT_UID,   AT_EUID,
                                         AT_GID,  AT_EGID,  AT_SECURE};
#define ZERO_AUX sizeof(zero_aux)
#define OTHER_AUX 4
#define AUX_WORDS ((FIXED_AUX + ZERO_AUX + OTHER_AUX + 1) * 2)

/* The stack is fresh: what has to be zero is. */
static void put_aux_vector(uintptr_t *at, const char *name)
{
    const Elf64_Ehdr *header = (const void *)__ehdr_start;

    for (unsigned i = 0; i < ZERO_AUX; i++, at += 2)
        at[0] = zero_aux[i];
    for (unsigned i = 0; i < FIXED_AUX; i++, at += 2) {
        at[0] = fixed_aux[i].type;
        at[1] = fixed_aux[i].value;
    }
    at[0] = AT_PHNUM;
    at[1] = header->e_phnum;
    at[2] = AT_ENTRY;
    at[3] = header->e_entry;
    at[4] = AT_HWCAP;
    at[5] = arch_hwcap();
    at[6] = AT_EXECFN;
    at[7] = (uintptr_t)name;
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
    uint64_t *random = (uint64_t *)RANDOM_BYTES;
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
    put_aux_vector(put_words(sp, words, name), name);
    arch_enter(sp);
}
