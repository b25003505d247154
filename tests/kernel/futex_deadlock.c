/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A mutex locked twice by the only thread: said, with the kernel's status. */
// HOST: no
// STATUS: 125
// EXPECT: locked
#include <pthread.h>
#include <stdio.h>

int main(void)
{
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

    pthread_mutex_lock(&mutex);
    puts("locked");
    fflush(stdout);
    pthread_mutex_lock(&mutex);
    puts("NOT HERE");
    return 0;
}
