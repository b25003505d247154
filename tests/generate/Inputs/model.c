/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The part of libc that generated programs call, for analysing a program as
 * bitcode without libc. Allocation, memcpy and setjmp stay declarations, which
 * the analysis knows by name. Never run.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char stream[4096];
static size_t stream_end, stream_start;

ssize_t write(int fd, const void *p, size_t n)
{
    memcpy(stream + stream_end, p, n);
    stream_end += n;
    return fd < 0 ? -1 : (ssize_t)n;
}

ssize_t read(int fd, void *p, size_t n)
{
    memcpy(p, stream + stream_start, n);
    stream_start += n;
    return fd < 0 ? -1 : (ssize_t)n;
}

int pipe(int fd[2])
{
    static int next;
    fd[0] = next++;
    fd[1] = next++;
    return next > 100 ? -1 : 0;
}

int close(int fd)
{
    return fd < 0 ? -1 : 0;
}

void qsort(void *base, size_t count, size_t size,
           int (*compare)(const void *, const void *))
{
    char *a = base, other[256];
    for (size_t i = 1; i < count; i++)
        for (size_t k = i * size; k; k -= size) {
            if (compare(a + k - size, a + k) <= 0)
                break;
            memcpy(other, a + k, size);
            memcpy(a + k, a + k - size, size);
            memcpy(a + k - size, other, size);
        }
}

void *bsearch(const void *key, const void *base, size_t count, size_t size,
              int (*compare)(const void *, const void *))
{
    const char *a = base;
    for (size_t i = 0; i < count; i++)
        if (!compare(key, a + i * size))
            return (void *)(a + i * size);
    return NULL;
}

int strcmp(const char *a, const char *b)
{
    for (; *a && *a == *b; a++)
        b++;
    return (unsigned char)*a - (unsigned char)*b;
}

char *strncpy(char *to, const char *from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] = *from ? *from++ : 0;
    return to;
}

static void (*handlers[65])(int);

void (*signal(int number, void (*handler)(int)))(int)
{
    void (*old)(int) = handlers[number];
    handlers[number] = handler;
    return old;
}

int raise(int number)
{
    if (handlers[number])
        handlers[number](number);
    return 0;
}

static void (*at_exit[32])(void);
static int at_exit_count;

int atexit(void (*f)(void))
{
    at_exit[at_exit_count++] = f;
    return 0;
}

int main(int, char **);

int model_start(int argc, char **argv)
{
    int status = main(argc, argv);
    while (at_exit_count)
        at_exit[--at_exit_count]();
    return status;
}
