/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Files in memory, with and without seals; files that have no offset. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
#ifdef DO_SEALS
    int fd = memfd_create("m", MFD_ALLOW_SEALING);

    fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE);
    mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
#endif
#ifdef DO_MEMFD
    int fd = memfd_create("m", 0);

    fcntl(fd, F_SETFD, FD_CLOEXEC);
    mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
#endif
#ifdef DO_FCNTL
    int fd = open("f", O_CREAT | O_RDWR, 0600);

    fcntl(fd, atoi(argv[1]), 1);
#endif
#ifdef DO_EVENT
    int fd = eventfd(0, 0);
#endif
#ifdef DO_FILE
    int fd = open(argv[1], O_RDONLY);
#endif
    return (int)lseek(fd, 0, SEEK_SET);
}
