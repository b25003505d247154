/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The old getdents: its records have the type at the end. */
#include "fs_check.h"

struct record {
    unsigned long ino, off;
    unsigned short length;
    char name[];
};

int main(void)
{
    char buffer[4096];
    int fd, n;

    fs_enter();
    mkdir("a", 0700);
    fd = open(".", O_RDONLY);
    while ((n = syscall(SYS_getdents, fd, buffer, sizeof(buffer))) > 0) {
        for (int at = 0; at < n;) {
            struct record *r = (struct record *)(buffer + at);

            if (strcmp(r->name, "a") == 0)
                printf("%s type %d\n", r->name, buffer[at + r->length - 1]);
            HOLDS(r->ino != 0);
            at += r->length;
        }
    }
    SHOW(n);
    return 0;
}
