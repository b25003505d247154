/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Files without a name: O_TMPFILE, and naming them; tmpfile(). */
#include "fs_check.h"

int main(void)
{
    char buffer[16] = "", template[] = "nameXXXXXX";
    struct stat st;
    FILE *file;
    int fd;

    fs_enter();
    SHOW(open(".", O_TMPFILE | O_RDONLY, 0600));
    SHOW(fd = open(".", O_TMPFILE | O_RDWR, 0600));
    SHOW(write(fd, "data", 4));
    SHOW(fstat(fd, &st));
    printf("%o %d\n", st.st_mode, (int)st.st_nlink);
    fs_list(".");
    SHOW(linkat(fd, "", AT_FDCWD, "named", AT_EMPTY_PATH));
    SHOW(fstat(fd, &st));
    SHOW(st.st_nlink);
    fs_cat("named");
    SHOW(unlink("named"));
    SHOW(open("none", O_TMPFILE | O_RDWR, 0600));
    fs_put("f", "");
    SHOW(open("f", O_TMPFILE | O_RDWR, 0600));
    file = tmpfile();
    HOLDS(file != NULL);
    fputs("text", file);
    rewind(file);
    HOLDS(fgets(buffer, sizeof(buffer), file) != NULL);
    printf("%s\n", buffer);
    SHOW(fclose(file));
    WORKS(fd = mkstemp(template));
    HOLDS(strcmp(template, "nameXXXXXX") != 0);
    return 0;
}
