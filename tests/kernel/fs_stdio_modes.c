/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* fopen's modes on files: what is cut, where writing goes, what is refused. */
#include "fs_check.h"

static void try(const char *mode)
{
    FILE *f;
    char text[20] = "";

    fs_put("f", "0123456789");
    errno = 0;
    f = fopen("f", mode);
    printf("%s: %s\n", mode, f ? "opened" : strerror(errno));
    if (!f)
        return;
    SHOW(ftell(f));
    SHOW(fread(text, 1, 3, f));
    SHOW(ferror(f) != 0);
    clearerr(f);
    SHOW(fseek(f, 5, SEEK_SET));
    SHOW(fputs("XY", f) >= 0);
    SHOW(fflush(f));
    SHOW(ftell(f));
    SHOW(fseek(f, -1, SEEK_SET));
    SHOW(fclose(f));
    fs_cat("f");
}

int main(void)
{
    fs_enter();
    try("r");
    try("r+");
    try("w");
    try("w+");
    try("a");
    try("a+");
    try("wx");
    try("q");
    unlink("f");
    SHOW(fopen("f", "r+") != NULL);
    SHOW(fopen("f", "wx") != NULL);
    SHOW(fdopen(99, "r") != NULL);
    SHOW(fdopen(open("f", O_RDONLY), "r") != NULL);
    SHOW(freopen("f", "a", fopen("f", "r")) != NULL);
    SHOW(remove("f"));
    SHOW(remove("f"));
    SHOW(tmpfile() != NULL);
    return 0;
}
