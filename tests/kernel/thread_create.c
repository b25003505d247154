/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Threads come, get an argument, return a value, and are joined. */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include <sys/syscall.h>

static void *twice(void *p)
{
    return (void *)((long)p * 2);
}

static void *leave(void *p)
{
    pthread_exit((char *)p + 1);
}

static void *ids(void *p)
{
    *(int *)p = syscall(SYS_gettid) != getpid();
    return (void *)(long)getpid();
}

int main(void)
{
    pthread_t t[8];
    void *result;
    char text[] = "abc";
    int other = 0;

    for (long i = 0; i < 8; i++)
        printf("create %d\n", pthread_create(&t[i], NULL, twice, (void *)i));
    for (int i = 7; i >= 0; i--) {
        pthread_join(t[i], &result);
        printf("joined %d: %ld\n", i, (long)result);
    }
    pthread_create(&t[0], NULL, leave, text);
    pthread_join(t[0], &result);
    printf("%s\n", (char *)result);
    pthread_create(&t[0], NULL, ids, &other);
    pthread_join(t[0], &result);
    printf("own id %d, same process %d\n", other, (long)result == getpid());
    printf("self %d\n", pthread_equal(pthread_self(), pthread_self()) != 0);
    return 0;
}
