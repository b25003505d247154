/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The main stack grows as it is touched, to nearly its 8 MiB. */
#include "proc_check.h"

static unsigned long deep(unsigned n)
{
    volatile unsigned char block[1000];

    block[0] = (unsigned char)n;
    block[999] = 1;
    return n ? deep(n - 1) + block[0] + block[999] : 0;
}

static unsigned long wide(void)
{
    volatile unsigned char block[7 << 20];
    unsigned long sum = 0;

    for (size_t i = 0; i < sizeof(block); i += 4096)
        block[i] = (unsigned char)(i >> 12);
    for (size_t i = 0; i < sizeof(block); i += 4096)
        sum += block[i];
    return sum;
}

int main(void)
{
    printf("%lu\n", deep(6000));
    printf("%lu\n", wide());
    printf("%lu\n", deep(100));
}
