/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <unistd.h>

static void *work(void *p)
{
    return p;
}

int main(void)
{
#ifdef DO_THREAD
    pthread_t t;

    pthread_create(&t, NULL, work, NULL);
    pthread_join(t, NULL);
#endif
#ifdef DO_SPAWN
    char *arguments[] = {"true", NULL};
    pid_t pid;

    if (posix_spawn(&pid, "/bin/true", NULL, NULL, arguments, NULL))
        puts("no processes");
#endif
    (void)work;
    puts("done");
    return 0;
}
