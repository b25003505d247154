/* What the analysis is told to be wrong about, see blind.c. */
#include <stdio.h>

__attribute__((noinline)) static void hidden(void)
{
    puts("hidden");
}

__attribute__((noinline)) static void one(void)
{
    puts("one");
}

__attribute__((noinline)) static void choose(int n)
{
    if (n == 2)
        hidden();
    else
        one();
}

__attribute__((noinline)) static int twice(int n)
{
    return printf("twice %d\n", 2 * n);
}

__attribute__((noinline)) static void through(void (**f)(void))
{
    (*f)();
}

int main(int argc, char **argv)
{
    static void (*volatile table)(void) = one;
    void (*f)(void) = table;

    (void)argv;
    choose(argc);
    if (argc > 2)
        twice(argc);
    if (argc == 4)
        through(&f);
    return 0;
}
