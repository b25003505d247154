/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* getcwd(2). */
#include <kernel/syscall.h>
#include <string.h>

#include "path_text.h"

SYSCALL2(getcwd, char *, buffer, size_t, size)
{
    char path[VFS_PATH_MAX];
    long start = path_of_dir(vfs_cwd(), path);

    if (start < 0)
        return start;
    if (size < sizeof(path) - start)
        return -ERANGE;
    memcpy(buffer, path + start, sizeof(path) - start);
    return sizeof(path) - start;
}
