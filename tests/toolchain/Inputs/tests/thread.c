/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <pthread.h>
#include <stdio.h>

static void *work(void *number)
{
    ++*(int *)number;
    return NULL;
}

int main(void)
{
    int number = 4;
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, &number))
        return 1;
    pthread_join(thread, NULL);
    printf("thread %d\n", number);
    return 0;
}
