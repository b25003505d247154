/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* memfd_create and close_range. */
#include "fs_check.h"
#include <sys/mman.h>

static long range(unsigned first, unsigned last, unsigned flags)
{
    return syscall(436, first, last, flags);
}

int main(void)
{
    char name[300], text[10] = "";
    struct stat st;
    int fd, copy;

    fs_enter();
    fd = memfd_create("some name", MFD_CLOEXEC);
    SHOW(fcntl(fd, F_GETFD));
    SHOW(fcntl(fd, F_GETFL) & O_ACCMODE);
    SHOW(fstat(fd, &st));
    SHOW(st.st_mode);
    SHOW(st.st_nlink);
    SHOW(write(fd, "hello", 5));
    SHOW(pread(fd, text, 10, 1));
    printf("%s\n", text);
    SHOW(ftruncate(fd, 8192));
    char *map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    memcpy(map + 5000, "mapped", 6);
    SHOW(pread(fd, text, 6, 5000));
    printf("%s\n", text);
    SHOW(munmap(map, 8192));
    SHOW(close(fd));
    memset(name, 'x', sizeof(name));
    name[249] = '\0';
    SHOW(close(memfd_create(name, 0)));
    name[249] = 'x';
    name[250] = '\0';
    SHOW(memfd_create(name, 0));
    SHOW(memfd_create("a", 0x8000));

    fd = open("f", O_CREAT | O_RDWR, 0600);
    copy = dup(fd);
    SHOW(range(copy, copy + 100, 4));
    SHOW(fcntl(fd, F_GETFD));
    SHOW(fcntl(copy, F_GETFD));
    SHOW(range(copy, fd, 0));
    SHOW(range(fd, fd, 1));
    SHOW(range(fd, ~0u, 0));
    SHOW(fcntl(fd, F_GETFD));
    SHOW(fcntl(copy, F_GETFD));
    SHOW(fcntl(2, F_GETFD));
    return 0;
}
