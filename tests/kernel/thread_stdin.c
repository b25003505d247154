/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A thread that waits for standard input lets the others run, and gets it. */
// STDIN: what is longer than any receiver of a serial line that there is\n\x10\x16\x04end
// STATUS: 7
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int go[2];
static char text[200];
static int size;

static void *reader(void *p)
{
    write(go[1], "x", 1);
    while (read(0, &text[size], 1) == 1)
        size++;
    return p;
}

int main(void)
{
    pthread_t t;
    char c;

    pipe(go);
    pthread_create(&t, NULL, reader, NULL);
    read(go[0], &c, 1);
    puts("the other thread ran");
    pthread_join(t, NULL);
    for (int i = 0; i < size; i++)
        printf("%02x%s", text[i], text[i] == '\n' ? "\n" : " ");
    puts("");
    return 7;
}
