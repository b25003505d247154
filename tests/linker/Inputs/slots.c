/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Devices behind a table of descriptors: only .rd is called. -DWRITE calls .wr
 * too; -DSTORE fills a slot at run time; -DUNKNOWN calls what it has read;
 * -DFORMAT prints with a format that is read.
 */
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

struct device_ops {
    int (*rd)(int);
    int (*wr)(int);
    int (*ctl)(int);
};

#define DEVICE(name, n)                                                        \
    static int name##_rd(int x)                                                \
    {                                                                          \
        return x * 3 + n;                                                      \
    }                                                                          \
    static int name##_wr(int x)                                                \
    {                                                                          \
        return x * 5 + n;                                                      \
    }                                                                          \
    static int name##_ctl(int x)                                               \
    {                                                                          \
        return x * 7 + n;                                                      \
    }                                                                          \
    static const struct device_ops name##_ops = {name##_rd, name##_wr,         \
                                                 name##_ctl};

DEVICE(null, 1)
DEVICE(zero, 2)
DEVICE(tty, 3)

struct descriptor {
    const struct device_ops *ops;
    int open;
};
static struct descriptor table[4];

__attribute__((noinline)) static int open_device(int fd, char name)
{
    table[fd].ops = name == 'n'   ? &null_ops
                    : name == 'z' ? &zero_ops
                                  : &tty_ops;
    table[fd].open = 1;
    return fd;
}

__attribute__((noinline)) static int device_read(int fd, int x)
{
    return table[fd].open ? table[fd].ops->rd(x) : -1;
}

#ifdef WRITE
__attribute__((noinline)) static int device_write(int fd, int x)
{
    return table[fd].open ? table[fd].ops->wr(x) : -1;
}
#endif

#ifdef STORE
static int late_ctl(int x)
{
    return x * 11;
}
static struct device_ops late_ops;

__attribute__((noinline)) static void late_start(void)
{
    late_ops.rd = tty_rd;
    late_ops.ctl = late_ctl;
    table[3].ops = &late_ops;
}
#endif

#ifdef UNKNOWN
__attribute__((noinline)) static int call_unknown(void)
{
    uintptr_t number = 0;
    if (read(0, &number, sizeof number) != sizeof number || !number)
        return 0;
    return ((int (*)(int))number)(4);
}
#endif

int main(int argc, char **argv)
{
    int fd = open_device(argc & 1, argv[0][0]);
    int sum = device_read(fd, argc);
#ifdef WRITE
    sum += device_write(fd, argc);
#endif
#ifdef STORE
    late_start();
#endif
#ifdef UNKNOWN
    sum += call_unknown();
#endif
#ifdef FORMAT
    printf(argv[0], sum);
#endif
    printf("%d\n", sum);
    return 0;
}
