/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Reads files of /proc into `text`. */
#ifndef PROC_SLURP_H
#define PROC_SLURP_H

#include "proc_check.h"
#include <fcntl.h>

static char text[1 << 20];

static inline long slurp(const char *path)
{
    int fd = open(path, O_RDONLY);
    long n = 0, got;

    if (fd < 0)
        return -1;
    while ((got = read(fd, text + n, sizeof(text) - 1 - n)) > 0)
        n += got;
    text[n] = 0;
    close(fd);
    return n;
}

/* The number after the name, or -1. */
static inline long field(const char *name)
{
    const char *at = strstr(text, name);

    return at ? strtol(at + strlen(name), NULL, 0) : -1;
}

#endif
