/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The mask and the modes of all that is made; what getcwd and umask say. */
#include "fs_check.h"

static void show(const char *name)
{
    struct stat st;

    lstat(name, &st);
    printf("%s: %o\n", name, st.st_mode);
}

int main(void)
{
    char small[3], *cwd;
    int masks[] = {0, 022, 077, 0777, 0123};

    fs_enter();
    for (int i = 0; i < 5; i++) {
        char name[20];

        snprintf(name, sizeof(name), "m%d", i);
        printf("%o\n", umask(masks[i]));
        mkdir(name, 0777);
        chmod(name, 0755);
        chdir(name);
        mkdir("dir", 01777);
        mkdir("set", 06777);
        close(open("file", O_CREAT | O_RDWR, 0666));
        close(open("bits", O_CREAT | O_RDWR, 06777));
        mkfifo("fifo", 0666);
        symlink("x", "link");
        show("dir");
        show("set");
        show("file");
        show("bits");
        show("fifo");
        show("link");
        chdir("..");
    }
    printf("%o\n", umask(07022));
    printf("%o\n", umask(022));
    SHOW(getcwd(small, sizeof(small)) != NULL);
    SHOW(syscall(SYS_getcwd, small, 0));
    SHOW(chdir("m0/dir"));
    cwd = getcwd(NULL, 0);
    HOLDS(strcmp(cwd + strlen(cwd) - 7, "/m0/dir") == 0);
    SHOW(rename("../../m0", "../../moved"));
    cwd = getcwd(NULL, 0);
    HOLDS(strcmp(cwd + strlen(cwd) - 10, "/moved/dir") == 0);
    HOLDS(syscall(SYS_getcwd, cwd, strlen(cwd)) == -1 && errno == ERANGE);
    HOLDS(syscall(SYS_getcwd, cwd, strlen(cwd) + 1) == (long)strlen(cwd) + 1);
    SHOW(chdir("../file"));
    SHOW(chdir("../none"));
    SHOW(chdir(""));
    SHOW(fchdir(99));
    SHOW(fchdir(open("../file", O_RDONLY)));
    SHOW(fchdir(open("..", O_PATH)));
    SHOW(access("dir", F_OK));
    SHOW(chdir("."));
    SHOW(rmdir("dir"));
    SHOW(rmdir("."));
    SHOW(rmdir("../moved"));
    return 0;
}
