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
#if defined DO_THREAD || defined DO_CANCEL
    pthread_t t;

    pthread_create(&t, NULL, work, NULL);
#ifdef DO_CANCEL
    pthread_cancel(t);
#endif
    pthread_join(t, NULL);
#endif
#ifdef DO_SPAWN
    char *arguments[] = {"true", NULL};
    pid_t pid;

    if (posix_spawn(&pid, "/bin/true", NULL, NULL, arguments, NULL))
        puts("no processes");
#endif
#ifdef DO_FILE
    FILE *f = fopen("/tmp/letter", "w");

    if (f)
        putc('a', f);
#endif
    (void)work;
    puts("done");
    return 0;
}
