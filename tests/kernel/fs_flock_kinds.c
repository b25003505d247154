/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Every operation of flock: those that are none, and mandatory locks (32 and
 * what has that bit), which Linux ignores since it has none, of any descriptor.
 */
#include "fs_check.h"
#include <sys/file.h>

static void all(int fd)
{
    for (int operation = -1; operation < 300; operation++) {
        int result;

        errno = 0;
        result = flock(fd, operation | LOCK_NB);
        if (result == -1 && errno == EINVAL)
            continue;
        printf("%d: %d %s\n", operation, result, result ? strerror(errno) : "");
    }
}

int main(void)
{
    int a, b;

    fs_enter();
    a = open("f", O_CREAT | O_RDWR, 0600);
    b = open("f", O_RDWR);
    all(a);
    SHOW(flock(a, LOCK_EX));
    SHOW(flock(b, 32 | LOCK_EX));
    SHOW(flock(b, LOCK_EX | LOCK_NB));
    SHOW(flock(a, 32 | LOCK_UN));
    SHOW(flock(b, LOCK_EX | LOCK_NB));
    SHOW(flock(77, 32));
    SHOW(flock(77, 16));
    SHOW(flock(77, LOCK_SH));
    return 0;
}
