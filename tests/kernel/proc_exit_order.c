/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The end of a program: the order of what atexit and its kin were given. */
// STATUS: 7
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void first(void)
{
    puts("registered first, called last");
}

static void nested(void)
{
    puts("registered by a handler");
}

static void second(void)
{
    puts("second");
    atexit(nested);
}

__attribute__((destructor)) static void destructor(void)
{
    puts("destructor");
}

__attribute__((constructor)) static void constructor(void)
{
    puts("constructor");
}

int main(void)
{
    char text[20];

    for (int i = 0; i < 40; i++)
        atexit(i ? second : first);
    snprintf(text, sizeof(text), "%s", "not flushed yet");
    printf("%s", text);
    exit(7);
}
