/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linked with a program that works in the folder it is started in: a share or a disk. */
#include <unistd.h>

__attribute__((constructor)) static void enter_share(void)
{
    if (chdir(FOLDER))
        _exit(99);
}
