/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Reads through a null pointer, two calls deep and inlined once. */
#include <unistd.h>

static __attribute__((noinline)) int load(volatile int *p)
{
    return *p + 1;
}

static inline __attribute__((always_inline)) int twice(volatile int *p)
{
    return load(p) * 2;
}

static __attribute__((noinline)) int middle(int argc)
{
    return twice((int *)(long)(argc - 1)) + 1;
}

int main(int argc, char **argv)
{
    (void)argv;
    write(1, "before\n", 7);
    int result = middle(argc);
    write(1, "after\n", 6);
    return result;
}
