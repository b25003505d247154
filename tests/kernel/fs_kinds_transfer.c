/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reading, writing and moving with a descriptor of each kind of file: what works,
 * and with which error the rest fails. Vectors on counters and lists of events
 * differ among the versions of Linux.
 */
#include "fs_kinds.h"

static char buffer[200];

static void bytes(enum kind kind)
{
    ON(read(fd, buffer, 4));
    ON(read(fd, buffer, 0));
    ON(read(fd, buffer, 100));
    ON(write(fd, "12345678", 8));
    ON(write(fd, "123", 3));
    ON(write(fd, "", 0));
}

static void vectors(enum kind kind)
{
    struct iovec iov[2] = {{buffer, 4}, {buffer + 4, 4}};
    struct iovec none = {buffer, 0}, wrong = {buffer, -1};

    ON(readv(fd, iov, 2));
    ON(readv(fd, iov, 0));
    ON(readv(fd, &none, 1));
    ON(readv(fd, &wrong, 1));
    ON(syscall(SYS_readv, fd, iov, 1025));
    ON(syscall(SYS_readv, fd, iov, -1L));
    ON(writev(fd, iov, 2));
    ON(writev(fd, iov, 0));
    ON(writev(fd, &none, 1));
    ON(writev(fd, &wrong, 1));
    ON(syscall(SYS_writev, fd, iov, 1025));
}

static void at_offsets(enum kind kind)
{
    struct iovec iov[2] = {{buffer, 4}, {buffer + 4, 4}};

    ON(pread(fd, buffer, 4, 0));
    ON(pread(fd, buffer, 4, 8));
    ON(pread(fd, buffer, 4, 100));
    ON(pread(fd, buffer, 4, -1));
    ON(pread(fd, buffer, 0, 0));
    ON(pwrite(fd, "ab", 2, 1));
    ON(pwrite(fd, "ab", 2, 100));
    ON(pwrite(fd, "ab", 2, -1));
    ON(pwrite(fd, "ab", 0, 1));
    ON(preadv(fd, iov, 2, 0));
    ON(preadv(fd, iov, 2, -1));
    ON(pwritev(fd, iov, 2, 0));
    ON(pwritev(fd, iov, 2, -1));
    ON(syscall(SYS_preadv2, fd, iov, 2, 0L, 0L, 0L));
    ON(syscall(SYS_pwritev2, fd, iov, 2, 0L, 0L, 0L));
    ON(syscall(SYS_preadv2, fd, iov, 2, -2L, 0L, 0L));
    ON(syscall(SYS_pwritev2, fd, iov, 2, -2L, 0L, 0L));
}

static void offsets(enum kind kind)
{
    ON(lseek(fd, 0, SEEK_SET));
    ON(lseek(fd, 100, SEEK_SET));
    ON(lseek(fd, -1, SEEK_SET));
    ON(lseek(fd, 3, SEEK_CUR));
    ON(lseek(fd, -1, SEEK_CUR));
    ON(lseek(fd, -1, SEEK_END));
    ON(lseek(fd, -100, SEEK_END));
    ON(lseek(fd, 0, 77));
}

static void sizes(enum kind kind)
{
    ON(ftruncate(fd, 3));
    ON(ftruncate(fd, 300));
    ON(ftruncate(fd, -1));
    ON(syscall(SYS_fallocate, fd, 0, 0L, 20L));
    ON(syscall(SYS_fallocate, fd, 1, 0L, 20L));
    ON(syscall(SYS_fallocate, fd, 3, 0L, 4L));
    ON(syscall(SYS_fallocate, fd, 0, 0L, 0L));
    ON(syscall(SYS_fallocate, fd, 0, -1L, 20L));
    ON(syscall(SYS_fallocate, fd, 0, 0x7fffffffffffff00L, 0x1000L));
}

static void to_disk(enum kind kind)
{
    ON(fsync(fd));
    ON(fdatasync(fd));
    ON(syncfs(fd));
    ON(syscall(SYS_sync_file_range, fd, 0L, 10L, 0L));
    ON(syscall(SYS_sync_file_range, fd, 0L, 10L, 7L));
    ON(syscall(SYS_sync_file_range, fd, 0L, 10L, 8L));
    ON(syscall(SYS_sync_file_range, fd, -1L, 10L, 0L));
    ON(syscall(SYS_readahead, fd, 0L, 10L));
    ON(syscall(SYS_fadvise64, fd, 0L, 0L, 0L));
    ON(syscall(SYS_fadvise64, fd, 0L, 0L, 99L));
    ON(syscall(SYS_fadvise64, fd, 0L, -1L, 0L));
}

int main(void)
{
    fs_enter();
    signal(SIGPIPE, SIG_IGN);
    for (enum kind kind = 0; kind < KINDS; kind++) {
        bytes(kind);
        if (kind < EVENTFD || kind > INOTIFY)
            vectors(kind);
        at_offsets(kind);
        if (kind != DIRECTORY)
            offsets(kind);
        sizes(kind);
        to_disk(kind);
    }
    return 0;
}
