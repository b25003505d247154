/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Functions that are called where the program is about to end, which LLVM's
 * inliner leaves alone; and what else speaks against inlining them. */
#include <stdio.h>
#include <stdlib.h>

#define SUM(n)                                                                 \
    (atoi("20") / (n) + atoi("3") * (n)-atoi("4") + atoi("5") % (n) + (n) * (n))

static int only(int n) { return SUM(n); }

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
        printf("%d\n", only(argc) + both(argc) + both(argc + 1) + apart(argc) +
                           large_frame(argc));
        exit(0);
    }
    return 0;
}
