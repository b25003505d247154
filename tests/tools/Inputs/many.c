/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A program for the reports: files, threads, floating point, sorting, a table
 * of operations, recursion, a function that is inlined, one that is removed,
 * and a block that is.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct shape {
    double (*area)(const struct shape *s);
    void (*draw)(const struct shape *s);
    double side;
};

static double square_area(const struct shape *s)
{
    return s->side * s->side;
}

static void square_draw(const struct shape *s)
{
    printf("square %f\n", s->side);
}

static double disc_area(const struct shape *s)
{
    return 3.14159 * s->side * s->side;
}

static struct shape shapes[] = {{square_area, square_draw, 2},
                                {disc_area, square_draw, 3}};

static int by_area(const void *a, const void *b)
{
    const struct shape *x = a, *y = b;
    return x->area(x) < y->area(y) ? -1 : 1;
}

/* Too long to be inlined twice. */
__attribute__((noinline)) static int depth(int n)
{
    return n < 2 ? n : depth(n - 1) + depth(n - 2);
}

static inline int twice(int n)
{
    return printf("twice %d\n", n) * 2;
}

static void *worker(void *arg)
{
    int *number = arg;
    *number = depth(10);
    return NULL;
}

void never_called(const char *path)
{
    unlink(path);
    puts("never");
}

static int read_file(int wanted)
{
    char text[64];
    int fd = open("/dev/null", O_RDONLY);
    if (wanted == 2)
        never_called("x");
    ssize_t n = read(fd, text, sizeof text);
    close(fd);
    return (int)n;
}

int main(void)
{
    pthread_t thread;
    int number = 0;
    qsort(shapes, 2, sizeof *shapes, by_area);
    if (pthread_create(&thread, NULL, worker, &number))
        return 1;
    pthread_join(thread, NULL);
    printf("%d %d %.3f\n", number, read_file(1), shapes[1].area(&shapes[1]));
    return twice(number) != 18;
}
