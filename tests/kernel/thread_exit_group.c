/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* exit() in one thread ends all of them, with its status. */
// STATUS: 7
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void *end(void *p)
{
    puts("ending");
    exit(7);
}

int main(void)
{
    pthread_t t;

    pthread_create(&t, NULL, end, NULL);
    for (;;)
        sleep(1);
}
