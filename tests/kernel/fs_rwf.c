/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* preadv2, pwritev2 and vmsplice: flags, offsets, errors. */
#include "fs_check.h"
#include <sys/uio.h>

static char a[4] = "", b[4] = "";
static struct iovec in[2] = {{a, 3}, {b, 3}};
static struct iovec out[2] = {{"xy", 2}, {"z", 1}};

static long get(int fd, long offset, int flags)
{
    return syscall(327, fd, in, 2L, offset, 0L, flags);
}

static long put(int fd, long offset, int flags)
{
    return syscall(328, fd, out, 2L, offset, 0L, flags);
}

static long vm(int fd, struct iovec *iov, int flags)
{
    return syscall(278, fd, iov, 2L, flags);
}

int main(void)
{
    int fd, p[2];

    fs_enter();
    fs_put("f", "0123456789");
    fd = open("f", O_RDWR);
    SHOW(get(fd, 1, 0));
    printf("%s %s\n", a, b);
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(get(fd, -1, 0));
    printf("%s %s\n", a, b);
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(put(fd, 1, 0));
    SHOW(put(fd, 0, 16));
    SHOW(put(fd, 5, 4));
    SHOW(put(fd, -1, 2));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(fcntl(fd, F_GETFL) & O_APPEND);
    fs_cat("f");
    SHOW(get(fd, -2, 0));
    SHOW(get(fd, 0, 0x4000));
    SHOW(get(99, 0, 0));
    pipe(p);
    SHOW(get(p[0], -1, 8));
    SHOW(fcntl(p[0], F_GETFL) & O_NONBLOCK);
    SHOW(get(p[0], 0, 0));
    SHOW(put(p[1], -1, 0));
    SHOW(vm(p[1], out, 0));
    SHOW(get(p[0], -1, 0));
    printf("%s %s\n", a, b);
    SHOW(vm(p[0], in, 2));
    SHOW(vm(fd, in, 0));
    SHOW(vm(p[0], in, 64));
    SHOW(put(p[1], -1, 0));
    SHOW(vm(p[0], in, 0));
    return 0;
}
