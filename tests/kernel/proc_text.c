/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Paths whose names of /proc and /sys the optimiser makes numbers of: no
 * constant of the image has them as text.
 */
#include "proc_check.h"
#include <fcntl.h>

static char path[64];

static void show(const char *rest)
{
    char text[16];
    int fd;

    strcat(path, rest);
    SHOW(fd = open(path, O_RDONLY));
    HOLDS(read(fd, text, sizeof(text)) > 0);
    close(fd);
}

int main(int argc, char **argv)
{
    (void)argv;
    strcpy(path, "/proc/s");
    show("tat");
    memcpy(path, argc ? "/sys" : "/tmp", 4);
    path[4] = 0;
    show("/devices/system/cpu/online");
    return 0;
}
