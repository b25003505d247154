/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Seals of memfds: what each forbids, and to whom. */
#include "fs_check.h"
#include <sys/mman.h>

#define SHARED(fd, prot) mmap(NULL, 8192, prot, MAP_SHARED, fd, 0)
#define TRIED(call)                                                            \
    do {                                                                       \
        void *map_ = call;                                                     \
        printf("%s: %s\n", #call, map_ == MAP_FAILED ? strerror(errno) : "");  \
        if (map_ != MAP_FAILED)                                                \
            munmap(map_, 8192);                                                \
    } while (0)

static char block[12288];

static int make(unsigned seals)
{
    int fd = memfd_create("m", MFD_ALLOW_SEALING);

    printf("seals %x\n", seals);
    SHOW(ftruncate(fd, 8192));
    SHOW(fcntl(fd, F_GET_SEALS));
    SHOW(fcntl(fd, F_ADD_SEALS, seals));
    SHOW(fcntl(fd, F_GET_SEALS));
    return fd;
}

static void try(unsigned seals)
{
    int fd = make(seals);

    SHOW(pwrite(fd, "x", 1, 0));
    SHOW(pwrite(fd, "x", 0, 0));
    SHOW(pwrite(fd, block, 100, 8100));
    SHOW(pwrite(fd, block, 12288, 0));
    SHOW(pwrite(fd, block, 1, 20000));
    SHOW(lseek(fd, 0, SEEK_END));
    SHOW(ftruncate(fd, 8192));
    SHOW(ftruncate(fd, 9000));
    SHOW(ftruncate(fd, 4096));
    SHOW(fallocate(fd, 0, 0, 4096));
    SHOW(fallocate(fd, 0, 4096, 40000));
    SHOW(fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 90000));
    SHOW(fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096));
    SHOW(lseek(fd, 0, SEEK_END));
    TRIED(SHARED(fd, PROT_READ | PROT_WRITE));
    TRIED(SHARED(fd, PROT_READ));
    TRIED(mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0));
    SHOW(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK));
    SHOW(fcntl(fd, F_GET_SEALS));
    SHOW(close(fd));
}

/* Mappings that are there, and what mprotect may make of them. */
static void mapped(void)
{
    int fd = make(0);
    char *writes = SHARED(fd, PROT_READ | PROT_WRITE), *reads;

    SHOW(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
    SHOW(fcntl(fd, F_ADD_SEALS, F_SEAL_FUTURE_WRITE));
    *writes = 'w';
    SHOW(pread(fd, block, 1, 0));
    printf("%c\n", *block);
    SHOW(munmap(writes, 8192));
    reads = SHARED(fd, PROT_READ);
    SHOW(mprotect(reads, 8192, PROT_READ | PROT_WRITE));
    SHOW(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
    SHOW(fcntl(fd, F_GET_SEALS));
    SHOW(munmap(reads, 8192));
    SHOW(close(fd));
    fd = make(0);
    reads = SHARED(fd, PROT_READ);
    SHOW(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
    SHOW(munmap(reads, 8192));
    reads = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    SHOW(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
    SHOW(close(fd));
}

static void others(void)
{
    char path[40];
    int fd = memfd_create("m", 0), reader, ends[2];

    SHOW(fcntl(fd, F_GET_SEALS));
    SHOW(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW));
    SHOW(write(fd, "x", 1));
    close(fd);
    fd = make(0);
    SHOW(fcntl(fd, F_ADD_SEALS, 0x8000));
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    reader = open(path, O_RDONLY);
    SHOW(fcntl(reader, F_ADD_SEALS, F_SEAL_GROW));
    SHOW(fcntl(reader, F_GET_SEALS));
    SHOW(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW));
    SHOW(fcntl(reader, F_GET_SEALS));
    pipe(ends);
    SHOW(fcntl(ends[1], F_GET_SEALS));
    SHOW(fcntl(ends[1], F_ADD_SEALS, F_SEAL_GROW));
    SHOW(fcntl(99, F_GET_SEALS));
}

int main(void)
{
    fs_enter();
    try(0);
    try(F_SEAL_GROW);
    try(F_SEAL_SHRINK);
    try(F_SEAL_WRITE);
    try(F_SEAL_FUTURE_WRITE);
    try(F_SEAL_SEAL | F_SEAL_GROW | F_SEAL_SHRINK);
    mapped();
    others();
    return 0;
}
