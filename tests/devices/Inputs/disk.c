/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A disk as a file: sizes, blocks, parts of blocks, the end, fsync. Each byte
 * that is written is a function of its place, and all is read back in pieces
 * of other sizes. Prints what was found; the host then looks at the image.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned char byte_at(uint64_t at)
{
    return (at * 2654435761u >> 13) ^ at >> 20;
}

static void fail(const char *what)
{
    printf("%s: %s\n", what, strerror(errno));
    exit(1);
}

static void sizes(int fd)
{
    struct stat st;
    uint64_t bytes = 0;
    int block = 0, read_only = 1;

    if (fstat(fd, &st) || ioctl(fd, BLKGETSIZE64, &bytes) ||
        ioctl(fd, BLKSSZGET, &block) || ioctl(fd, BLKROGET, &read_only))
        fail("sizes");
    printf("block device %d, %llu bytes, blocks of %d, read-only %d\n",
           S_ISBLK(st.st_mode), (unsigned long long)bytes, block, read_only);
    if ((uint64_t)lseek(fd, 0, SEEK_END) != bytes)
        fail("seek");
    printf("at the end: read %zd, write %zd %s\n", read(fd, &block, 4),
           write(fd, &block, 4), strerror(errno));
}

/* Writes [from, to) in pieces of the given size. */
static void fill(int fd, uint64_t from, uint64_t to, size_t piece)
{
    unsigned char *buffer = malloc(piece);

    for (uint64_t at = from; at < to; at += piece) {
        size_t n = to - at < piece ? to - at : piece;

        for (size_t i = 0; i < n; i++)
            buffer[i] = byte_at(at + i);
        if (pwrite(fd, buffer, n, at) != (ssize_t)n)
            fail("write");
    }
    free(buffer);
}

static void compare(int fd, uint64_t from, uint64_t to, size_t piece)
{
    unsigned char *buffer = malloc(piece);

    for (uint64_t at = from; at < to; at += piece) {
        size_t n = to - at < piece ? to - at : piece;

        if (pread(fd, buffer, n, at) != (ssize_t)n)
            fail("read");
        for (size_t i = 0; i < n; i++)
            if (buffer[i] != byte_at(at + i)) {
                printf("wrong at %llu\n", (unsigned long long)at + i);
                exit(1);
            }
    }
    free(buffer);
}

int main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : "/dev/vda";
    int fd = open(path, O_RDWR);

    if (fd < 0 && errno == EACCES) {
        fd = open(path, O_RDONLY);
        puts("not for writing");
    }
    if (fd < 0)
        fail(path);
    sizes(fd);
    if (argc > 2) {
        compare(fd, 0, 100, 10);
        return 0;
    }
    fill(fd, 0, 1 << 20, 65536);
    fill(fd, 1 << 20, (1 << 20) + 300001, 7777);
    fill(fd, 2000003, 2000004, 1);
    fill(fd, 2097152 - 512, 2097152 + 512, 1024);
    compare(fd, 0, (1 << 20) + 300001, 300007);
    compare(fd, 2000003, 2000004, 1);
    compare(fd, 0, 100000, 13);
    puts(fsync(fd) ? "fsync failed" : "right");
    return 0;
}
