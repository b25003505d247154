/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Tables of operations, of which the analysis is told that one is never called
 * (blind.c); the words of the command line choose what is called. With MANY
 * there are so many dead slots before it that its id needs more than a byte.
 */
#include <stdio.h>

struct ops {
    int (*first)(int);
    int (*second)(int);
};

__attribute__((noinline)) static int plus(int n)
{
    return n + 1;
}

#ifdef MANY
#define ONE(n)                                                                 \
    static int dead##n(int x)                                                  \
    {                                                                          \
        return x + n;                                                          \
    }
#define TEN(d)                                                                 \
    ONE(d##0) ONE(d##1) ONE(d##2) ONE(d##3) ONE(d##4)                          \
    ONE(d##5) ONE(d##6) ONE(d##7) ONE(d##8) ONE(d##9)
#define SLOTS(d)                                                               \
    {plus, dead##d##0}, {plus, dead##d##1}, {plus, dead##d##2},                \
        {plus, dead##d##3}, {plus, dead##d##4}, {plus, dead##d##5},            \
        {plus, dead##d##6}, {plus, dead##d##7}, {plus, dead##d##8},            \
        {plus, dead##d##9}
TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7)
TEN(11) TEN(12) TEN(13) TEN(14) TEN(15) TEN(16) TEN(17)
struct ops many[] = {
    SLOTS(1), SLOTS(2), SLOTS(3), SLOTS(4), SLOTS(5), SLOTS(6), SLOTS(7),
    SLOTS(11), SLOTS(12), SLOTS(13), SLOTS(14), SLOTS(15), SLOTS(16),
    SLOTS(17),
};
#endif

__attribute__((noinline)) static int wrong(int n)
{
    return printf("wrong %d\n", n);
}

__attribute__((noinline)) static int times(int n)
{
    return n * 2;
}

static struct ops sums = {plus, wrong}, products = {times, times};

int main(int argc, char **argv)
{
    struct ops *volatile ops = argc == 1 ? &products : &sums;

    (void)argv;
#ifdef MANY
    printf("many %d\n", many[argc].first(argc));
#endif
    printf("first %d\n", ops->first(argc));
    if (argc != 2)
        printf("second %d\n", ops->second(argc));
    return 0;
}
