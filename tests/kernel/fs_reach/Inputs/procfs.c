/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One way to give a path, chosen by a macro; see procfs.test. */
#include <fcntl.h>
#include <stddef.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv)
{
#if defined(DO_PROC)
    const char *path = "/proc/meminfo";
#elif defined(DO_SYS)
    const char *path = "/sys/devices/system/cpu/online";
#else
    const char *path = argv[argc - 1];
#endif
    int fd = open(path, O_RDONLY);

#if defined(DO_MOUNT)
    mount("none", "/tmp", argv[0], 0, NULL);
#elif defined(DO_TTY)
    ttyname_r(fd, argv[0], 1);
#endif

    fchmod(fd, 0600); /* libc knows /proc/self/fd/ */
    return fd < 0;
}
