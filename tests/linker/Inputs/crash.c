/* Ends by a fault, after it has done something. */
#include <stdio.h>

__attribute__((noinline)) static void crash(volatile int *where)
{
    *where = 1;
}

int main(int argc, char **argv)
{
    (void)argv;
    puts("before");
    crash((volatile int *)(long)(argc * 8));
    return 0;
}
