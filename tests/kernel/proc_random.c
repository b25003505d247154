/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* getrandom: fills all it is asked for, differently each time; the flags. */
#include "proc_check.h"
#include <sys/random.h>

static unsigned char big[100000], again[100000];

/* Counts of ones differ from the mean by less than 8 standard deviations. */
static int balanced(const unsigned char *data, long size)
{
    long ones = 0;

    for (long i = 0; i < size; i++)
        ones += __builtin_popcount(data[i]);
    return labs(ones - size * 4) < 8 * 448;
}

int main(void)
{
    unsigned char one[3] = {1, 2, 3};
    int kinds = 0, seen[256] = {0};

    SHOW(getrandom(big, 0, 0));
    SHOW(getrandom(big, sizeof(big), 0));
    SHOW(getrandom(again, sizeof(again), GRND_NONBLOCK));
    HOLDS(memcmp(big, again, sizeof(big)) != 0);
    HOLDS(memcmp(big, big + 50000, 50000) != 0);
    HOLDS(balanced(big, sizeof(big)));
    for (unsigned i = 0; i < sizeof(big); i++)
        seen[big[i]] = 1;
    for (int i = 0; i < 256; i++)
        kinds += seen[i];
    HOLDS(kinds == 256);
    SHOW(getrandom(one + 1, 1, GRND_RANDOM));
    HOLDS(one[0] == 1 && one[2] == 3);
    SHOW(getrandom(one, 3, 4)); /* GRND_INSECURE */
    SHOW(getrandom(one, 3, 8));
    SHOW(getrandom(one, 3, GRND_RANDOM | 4));
    SHOW(getentropy(big, 256));
    SHOW(getentropy(big, 257));
    return 0;
}
