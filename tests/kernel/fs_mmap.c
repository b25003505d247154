/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Mapping files: private, shared, past the end, after close and unlink. */
#include "fs_check.h"
#include <sys/mman.h>
#include <sys/uio.h>

/* What a pipe holds goes to no mapping that is only for reading. */
static void from_pipe(void)
{
    char *to = mmap(NULL, 8192, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct iovec iov[2] = {{to, 2}, {to + 4096, 2}};
    int p[2];

    mprotect(to + 4096, 4096, PROT_READ);
    pipe2(p, O_NONBLOCK);
    write(p[1], "01234", 5);
    SHOW(vmsplice(p[0], iov + 1, 1, 0));
    SHOW(vmsplice(p[0], iov, 1, 0));
    printf("%.2s\n", to);
    SHOW(vmsplice(p[0], iov, 0, 0));
    SHOW(vmsplice(p[0], iov, 1025, 0));
    SHOW(vmsplice(p[1], iov + 1, 1, 0));
}

int main(void)
{
    char *private, *shared, *again, buffer[8];
    int fd, only_read, p[2];

    fs_enter();
    fd = open("f", O_CREAT | O_RDWR, 0600);
    for (int i = 0; i < 3000; i++)
        write(fd, "0123", 4);
    SHOW(lseek(fd, 0, SEEK_END));
    private = mmap(NULL, 12000, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    shared = mmap(NULL, 12000, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    HOLDS(private != MAP_FAILED && shared != MAP_FAILED);
    printf("%.4s %.4s\n", private + 4096, shared + 11996);
    HOLDS(shared[12000] == 0 && private[12287] == 0);
    shared[0] = 'S';
    private[1] = 'P';
    SHOW(pread(fd, buffer, 4, 0));
    printf("%.4s %.4s %.4s\n", buffer, shared, private);
    SHOW(pwrite(fd, "W", 1, 5000));
    SHOW(shared[5000]);
    SHOW(msync(shared, 12000, MS_SYNC));
    again = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 4096);
    SHOW(again[5000 - 4096]);
    shared[8000] = 'A';
    SHOW(again[8000 - 4096]);
    SHOW(munmap(again, 4096));
    only_read = open("f", O_RDONLY);
    HOLDS(mmap(NULL, 1, PROT_WRITE, MAP_SHARED, only_read, 0) == MAP_FAILED);
    SHOW(errno);
    again = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, only_read, 0);
    HOLDS(again != MAP_FAILED);
    again[0] = 'x';
    SHOW(shared[0]);
    HOLDS(mmap(NULL, 1, PROT_READ, MAP_SHARED, open("f", O_WRONLY), 0) ==
          MAP_FAILED);
    SHOW(errno);
    HOLDS(mmap(NULL, 1, PROT_READ, MAP_SHARED, 99, 0) == MAP_FAILED);
    SHOW(errno);
    pipe(p);
    HOLDS(mmap(NULL, 1, PROT_READ, MAP_PRIVATE, p[0], 0) == MAP_FAILED);
    SHOW(errno);
    HOLDS(mmap(NULL, 1, PROT_READ, MAP_PRIVATE, fd, 100) == MAP_FAILED);
    SHOW(errno);
    close(fd);
    close(only_read);
    SHOW(unlink("f"));
    SHOW(shared[8000]);
    shared[4] = 'Z';
    SHOW(shared[4]);
    SHOW(munmap(shared, 12000));
    SHOW(munmap(private, 12000));
    again = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE,
                 open("/dev/zero", O_RDWR), 0);
    HOLDS(again != MAP_FAILED && again[5000] == 0);
    again[5000] = 1;
    SHOW(again[5000]);
    from_pipe();
    return 0;
}
