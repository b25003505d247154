/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One thread waits in a read of a pipe while the other is in stop_here(). */
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

static int ends[2];

__attribute__((noinline)) static void stop_here(void)
{
    write(ends[1], "x", 1);
}

__attribute__((noinline)) static void *wait_for_byte(void *argument)
{
    char c;
    read(ends[0], &c, 1);
    return argument;
}

int main(void)
{
    pthread_t thread;
    pipe(ends);
    pthread_create(&thread, NULL, wait_for_byte, NULL);
    for (int i = 0; i < 100; i++)
        sched_yield();
    stop_here();
    pthread_join(thread, NULL);
    puts("joined");
    return 5;
}
