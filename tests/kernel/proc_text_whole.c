/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The only path in /proc or /sys is the folder's own. */
#include "proc_check.h"
#include <sys/stat.h>

int main(void)
{
    struct stat st;

    SHOW(stat("/sys", &st));
    printf("%o\n", st.st_mode);
    return 0;
}
