/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A descriptor that is closed, or made another file's, while a thread is in a
 * call on it: the call goes on with the file that it began with.
 */
#include "fs_check.h"
#include <pthread.h>

static int p[2], in_call;

static void *reader(void *arg)
{
    static char text[10];

    in_call = 1;
    if (read(p[0], text, 10) != 5)
        printf("read failed\n");
    return text;
}

static void run(int replace)
{
    void *text;
    pthread_t t;
    int w;

    pipe(p);
    in_call = 0;
    pthread_create(&t, NULL, reader, NULL);
    usleep(20000);
    if (replace)
        SHOW(dup2(0, p[0]) == p[0]);
    else
        SHOW(close(p[0]));
    w = write(p[1], "bytes", 5);
    pthread_join(t, &text);
    SHOW(w);
    printf("%.5s\n", (char *)text);
    close(p[1]);
}

int main(void)
{
    fs_enter();
    run(0);
    run(1);
    return 0;
}
