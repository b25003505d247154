/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Pipes between threads: an empty and a full one block, writes of at most
 * PIPE_BUF bytes are whole, and closing an end wakes who waits at the other.
 */
#include "fs_check.h"
#include <pthread.h>
#include <signal.h>

#define LARGE 300000

static int a[2], b[2];
static char text[LARGE], seen[LARGE];

static void *echo(void *p)
{
    char c;

    while (read(a[0], &c, 1) == 1) {
        c++;
        write(b[1], &c, 1);
    }
    close(b[1]);
    return p;
}

static void *write_large(void *p)
{
    SHOW(write(a[1], text, LARGE));
    close(a[1]);
    return p;
}

/* Records of one letter; a mixture would show. */
static void *write_records(void *letter)
{
    char record[4000];

    memset(record, *(char *)letter, sizeof(record));
    for (int i = 0; i < 40; i++)
        if (write(a[1], record, sizeof(record)) != sizeof(record))
            printf("short write\n");
    return NULL;
}

static void *write_to_nobody(void *p)
{
    SHOW(write(a[1], text, LARGE) < LARGE);
    SHOW(write(a[1], text, 1));
    return p;
}

static size_t read_all(int fd, char *to, size_t most)
{
    size_t done = 0;
    ssize_t n;

    while ((n = read(fd, to + done, most - done)) > 0)
        done += n;
    return done;
}

static void round_trip(void)
{
    pthread_t t;
    char c = 'a';

    pipe(a);
    pipe(b);
    pthread_create(&t, NULL, echo, NULL);
    for (int i = 0; i < 25; i++) {
        write(a[1], &c, 1);
        if (read(b[0], &c, 1) != 1)
            printf("no answer\n");
    }
    printf("%c\n", c);
    SHOW(close(a[1]));
    SHOW(read(b[0], &c, 1));
    pthread_join(t, NULL);
}

static void large(void)
{
    pthread_t t;
    size_t n;

    pipe(a);
    for (int i = 0; i < LARGE; i++)
        text[i] = i * 7 + i / 256;
    pthread_create(&t, NULL, write_large, NULL);
    n = read_all(a[0], seen, LARGE);
    pthread_join(t, NULL);
    SHOW(n);
    HOLDS(memcmp(text, seen, LARGE) == 0);
    SHOW(read(a[0], seen, 1));
}

static void records(void)
{
    char letters[] = "xyz", record[4000];
    pthread_t t[3];
    int mixed = 0;

    pipe(a);
    for (int i = 0; i < 3; i++)
        pthread_create(&t[i], NULL, write_records, &letters[i]);
    for (int i = 0; i < 120; i++) {
        for (size_t n = 0; n < sizeof(record);)
            n += read(a[0], record + n, sizeof(record) - n);
        for (size_t k = 1; k < sizeof(record); k++)
            mixed += record[k] != record[0];
    }
    for (int i = 0; i < 3; i++)
        pthread_join(t[i], NULL);
    SHOW(mixed);
}

static void no_reader(void)
{
    pthread_t t;

    signal(SIGPIPE, SIG_IGN);
    pipe(a);
    pthread_create(&t, NULL, write_to_nobody, NULL);
    if (read(a[0], seen, 100) != 100)
        printf("nothing to read\n");
    close(a[0]);
    pthread_join(t, NULL);
}

int main(void)
{
    fs_enter();
    round_trip();
    large();
    records();
    no_reader();
    return 0;
}
