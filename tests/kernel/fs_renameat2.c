/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* renameat2: not replacing, exchanging. */
#include "fs_check.h"

enum { NOREPLACE = 1, EXCHANGE = 2, WHITEOUT = 4 };

static int rename2(const char *from, const char *to, unsigned flags)
{
    return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags);
}

int main(void)
{
    struct stat st;

    fs_enter();
    fs_put("a", "A");
    fs_put("b", "B");
    SHOW(rename2("a", "b", NOREPLACE));
    SHOW(rename2("a", "c", NOREPLACE));
    SHOW(rename2("none", "b", NOREPLACE));
    SHOW(rename2("c", ".", NOREPLACE));
    SHOW(rename2("b", "c", EXCHANGE));
    fs_cat("b");
    fs_cat("c");
    SHOW(rename2("b", "none", EXCHANGE));
    SHOW(rename2("b", "c", EXCHANGE | NOREPLACE));
    SHOW(rename2("b", "c", 64));
    SHOW(mkdir("d", 0700));
    SHOW(mkdir("d/sub", 0700));
    fs_put("d/f", "F");
    SHOW(rename2("d/sub", "b", EXCHANGE));
    fs_list(".");
    fs_list("d");
    stat("d", &st);
    SHOW(st.st_nlink);
    stat(".", &st);
    SHOW(st.st_nlink);
    SHOW(rename2("d", "b", EXCHANGE));
    fs_list("b");
    SHOW(rename2("b", "b/f", EXCHANGE));
    SHOW(rename2("b/f", "b", EXCHANGE));
    SHOW(rename2("b/f", "b", 0));
    SHOW(syscall(SYS_renameat, AT_FDCWD, "c", AT_FDCWD, "x"));
    fs_list(".");
    return 0;
}
