/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a program without files may map of its descriptors: nothing. */
#include "proc_check.h"
#include <sys/eventfd.h>
#include <sys/mman.h>

static void map(const char *name, int fd)
{
    printf("%s: ", name);
    SHOW(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0));
    SHOW(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    SHOW(mmap(NULL, 0, PROT_READ, MAP_PRIVATE, fd, 0));
    SHOW(mmap(NULL, 4096, PROT_READ, 0, fd, 0));
}

int main(void)
{
    int p[2];

    pipe(p);
    map("pipe, read", p[0]);
    map("pipe, write", p[1]);
    map("eventfd", eventfd(0, 0));
    map("closed", 77);
    map("none", -1);
    return 0;
}
