/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The processor for /proc/cpuinfo, from CPUID (Intel SDM 2A, AMD APM 3). Of the
 * flags those that programs choose their code by.
 */
#include <kernel/panic.h>
#include <string.h>

#include "x86.h"

#define FAMILY_EXTENDED 15
#define BRAND_FIRST 0x80000002u
#define BRAND_LAST 0x80000004u

static const struct cpu_flag {
    char name[14];
    uint8_t leaf, bit; /* of flag_words() */
} flags[] = {
    {"fpu", 0, 0},         {"tsc", 0, 4},         {"msr", 0, 5},
    {"cx8", 0, 8},         {"apic", 0, 9},        {"cmov", 0, 15},
    {"clflush", 0, 19},    {"mmx", 0, 23},        {"fxsr", 0, 24},
    {"sse", 0, 25},        {"sse2", 0, 26},       {"ht", 0, 28},
    {"syscall", 3, 11},    {"nx", 3, 20},         {"rdtscp", 3, 27},
    {"lm", 3, 29},         {"pni", 1, 0},         {"pclmulqdq", 1, 1},
    {"ssse3", 1, 9},       {"fma", 1, 12},        {"cx16", 1, 13},
    {"sse4_1", 1, 19},     {"sse4_2", 1, 20},     {"movbe", 1, 22},
    {"popcnt", 1, 23},     {"aes", 1, 25},        {"xsave", 1, 26},
    {"avx", 1, 28},        {"f16c", 1, 29},       {"rdrand", 1, 30},
    {"hypervisor", 1, 31}, {"lahf_lm", 4, 0},     {"abm", 4, 5},
    {"sse4a", 4, 6},       {"fsgsbase", 2, 0},    {"bmi1", 2, 3},
    {"avx2", 2, 5},        {"bmi2", 2, 8},        {"erms", 2, 9},
    {"avx512f", 2, 16},    {"avx512dq", 2, 17},   {"rdseed", 2, 18},
    {"adx", 2, 19},        {"clflushopt", 2, 23}, {"avx512cd", 2, 28},
    {"sha_ni", 2, 29},     {"avx512bw", 2, 30},   {"avx512vl", 2, 31},
};

struct text {
    char *at, *end;
};

#define PRINT(text, ...)                                                       \
    ((text)->at +=                                                             \
     kformat((text)->at, (size_t)((text)->end - (text)->at), __VA_ARGS__))

static void print_brand(struct text *t)
{
    struct cpuid words[4] = {0}, *at = words; /* the last ends the text */
    const char *brand = (const char *)words;

    if (cpuid(0x80000000u, 0).eax < BRAND_LAST)
        return;
    for (uint32_t leaf = BRAND_FIRST; leaf <= BRAND_LAST; leaf++)
        *at++ = cpuid(leaf, 0);
    while (*brand == ' ')
        brand++;
    PRINT(t, "model name\t: %s\n", brand);
}

static void print_version(struct text *t, uint32_t signature)
{
    unsigned family = signature >> 8 & 15, model = signature >> 4 & 15;

    if (family == FAMILY_EXTENDED || family == 6)
        model |= signature >> 12 & 0xf0;
    if (family == FAMILY_EXTENDED)
        family += signature >> 20 & 0xff;
    PRINT(t, "cpu family\t: %u\nmodel\t\t: %u\n", family, model);
    print_brand(t);
    PRINT(t, "stepping\t: %u\n", signature & 15);
}

static void print_flags(struct text *t, uint32_t last)
{
    struct cpuid basic = cpuid(1, 0), more = cpuid(0x80000001u, 0);
    uint32_t words[] = {basic.edx, basic.ecx, last >= 7 ? cpuid(7, 0).ebx : 0,
                        more.edx, more.ecx};

    PRINT(t, "flags\t\t:");
    for (const struct cpu_flag *f = flags;
         f < flags + sizeof(flags) / sizeof(*flags); f++)
        if (words[f->leaf] >> f->bit & 1)
            PRINT(t, " %s", f->name);
    PRINT(t, "\n");
}

size_t arch_cpu_text(char *buffer, size_t size)
{
    struct text t = {buffer, buffer + size};
    struct cpuid c = cpuid(0, 0);
    uint32_t vendor[4] = {c.ebx, c.edx, c.ecx, 0};

    PRINT(&t, "processor\t: 0\nvendor_id\t: %s\n", (const char *)vendor);
    print_version(&t, cpuid(1, 0).eax);
    PRINT(&t,
          "physical id\t: 0\nsiblings\t: 1\ncore id\t\t: 0\n"
          "cpu cores\t: 1\nfpu\t\t: yes\nfpu_exception\t: yes\n"
          "cpuid level\t: %u\nwp\t\t: yes\n",
          c.eax);
    print_flags(&t, c.eax);
    PRINT(&t, "clflush size\t: 64\ncache_alignment\t: 64\n\n");
    return (size_t)(t.at - buffer);
}
