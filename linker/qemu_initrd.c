/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What --initrd names, made ready for QEMU: an archive is checked and opened
 * by QEMU itself; a folder is packed into a file without a name (memfd), which
 * QEMU inherits and which goes away with the last process that has it.
 */
#include "cpio.h"
#include "qemu.h"
#include "source_date.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool pack(const struct tool *tool, struct initrd *initrd,
                 const char *folder)
{
    long long latest;
    if (!source_date(tool, LLONG_MAX, &latest))
        return false;
    initrd->fd = memfd_create("initrd", MFD_CLOEXEC);
    int copy = initrd->fd < 0 ? -1 : dup(initrd->fd);
    FILE *out = copy < 0 ? NULL : fdopen(copy, "wb");
    if (!out) {
        tool_error(tool, "cannot pack %s: %s", folder, strerror(errno));
        return false;
    }
    bool good = cpio_write(tool, folder, latest, out);
    fclose(out);
    initrd->size = (uint64_t)lseek(initrd->fd, 0, SEEK_END);
    initrd->path = tool_format("/dev/fd/%d", QEMU_INITRD_FD);
    initrd->packed = true;
    return good;
}

bool initrd_open(const struct tool *tool, struct initrd *initrd,
                 const char *path)
{
    struct stat st;
    *initrd = (struct initrd){.fd = -1};
    if (!path)
        return true;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &st) < 0) {
        tool_error(tool, "cannot open %s: %s", path, strerror(errno));
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool good;
    if (S_ISDIR(st.st_mode)) {
        good = pack(tool, initrd, path);
    } else {
        good = cpio_check(tool, path, fd, &initrd->size);
        initrd->path = tool_format("%s", path);
    }
    close(fd);
    return good;
}

void initrd_close(struct initrd *initrd)
{
    if (initrd->fd >= 0)
        close(initrd->fd);
    free(initrd->path);
    *initrd = (struct initrd){.fd = -1};
}
