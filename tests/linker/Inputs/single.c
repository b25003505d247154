/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Functions that are called where the program is about to end, which LLVM's
 * inliner leaves alone; and what else speaks against inlining them. */
#include <stdio.h>
#include <stdlib.h>

#define SUM(n)                                                                 \
    (atoi("20") / (n) + atoi("3") * (n)-atoi("4") + atoi("5") % (n) + (n) * (n))

static int only(int n) { return SUM(n); }

static volatile int tick;

#define TICK(n) (tick / (n) + tick * (n)-tick + tick % (n) + (n) * (n))

static int only_longer(int n)
{
    return TICK(n) + TICK(n + 1) - TICK(n + 2) + TICK(n + 3);
}

/* A thousand times three instructions, where LARGE is defined. */
#ifdef LARGE
#define TEN(text) text text text text text text text text text text
#define MANY TEN(TEN(TEN(tick += 3;))) tick = 0;
#else
#define MANY
#endif

static int both(int n) { return SUM(n + 1) - SUM(n); }

__attribute__((noinline)) static int apart(int n) { return SUM(n + 2); }

static int large_frame(int n)
{
    char text[200];

    snprintf(text, sizeof text, "%d%d", n, SUM(n));
    return atoi(text);
}

int main(int argc, char **argv)
{
    (void)argv;
    if (argc < 100) {
        MANY
        printf("%d\n", only(argc) + only_longer(argc) + both(argc) +
                           both(argc + 1) + apart(argc) + large_frame(argc));
        exit(0);
    }
    return 0;
}
