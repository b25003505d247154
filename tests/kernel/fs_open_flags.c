/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * open with each set of flags on each kind of name: whether it works, what was
 * opened, and which flags stay with the file.
 */
#include "fs_check.h"

static const char *const names[] = {
    "file",  "file/", "dir",     "dir/",     "dir/.",     "dir/./", ".",
    "..",    "/",     "",        "none",     "none/",     "none/x", "to file",
    "to file/", "to dir", "to dir/", "nowhere", "nowhere/", "loop", "fifo",
    "file/x", "socket",
};

#define UNNAMED (O_TMPFILE & ~O_DIRECTORY)

static const unsigned flags[] = {
    O_RDONLY,
    O_WRONLY,
    O_RDWR,
    O_WRONLY | O_RDWR,
    O_RDONLY | O_CREAT,
    O_WRONLY | O_CREAT,
    O_WRONLY | O_CREAT | O_EXCL,
    O_RDONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
    O_RDONLY | O_EXCL,
    O_RDONLY | O_NOFOLLOW,
    O_WRONLY | O_CREAT | O_NOFOLLOW,
    O_RDONLY | O_CREAT | O_TRUNC,
    O_RDONLY | O_TRUNC,
    O_WRONLY | O_TRUNC,
    O_WRONLY | O_APPEND,
    O_DIRECTORY,
    O_DIRECTORY | O_NOFOLLOW,
    O_DIRECTORY | O_WRONLY,
    O_PATH,
    O_PATH | O_NOFOLLOW,
    O_PATH | O_DIRECTORY,
    O_PATH | O_NOFOLLOW | O_DIRECTORY,
    O_PATH | O_CREAT | O_TRUNC | O_RDWR,
    O_RDWR | O_DSYNC,
    O_RDWR | O_SYNC,
    O_RDONLY | O_NOATIME | O_CLOEXEC | O_NOCTTY,
    O_RDONLY | 0x80000000,
    O_RDONLY | 0x40000000,
};

/* These ask for a file without a name, for which a directory is named. */
static const unsigned unnamed[] = {
    O_RDWR | O_TMPFILE,
    O_WRONLY | O_TMPFILE | O_EXCL,
    O_RDONLY | O_TMPFILE,
    O_RDWR | O_TMPFILE | O_CREAT,
    O_RDWR | O_TMPFILE | O_NOFOLLOW,
    O_RDWR | O_TMPFILE | O_APPEND,
    O_RDWR | UNNAMED,
};

static void make_all(void)
{
    static const char *const all[] = {"none", "fifo", "to file", "to dir",
                                      "nowhere", "loop", "file", "socket"};

    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        unlink(all[i]);
    mkdir("dir", 0755);
    fs_put("file", "text");
    symlink("file", "to file");
    symlink("dir", "to dir");
    symlink("none", "nowhere");
    symlink("loop", "loop");
    mkfifo("fifo", 0600);
    mknod("socket", S_IFSOCK | 0600, 0);
}

static void show_open(const char *name, unsigned with)
{
    struct stat st;
    int fd;

    make_all();
    fd = syscall(SYS_open, name, (long)(int)(with | O_NONBLOCK), 0644);
    printf("open \"%s\" %o: ", name, with);
    if (fd < 0) {
        printf("%s\n", strerror(errno));
        return;
    }
    fstat(fd, &st);
    printf("type %o, size %ld, flags %o, of the descriptor %d\n",
           st.st_mode & S_IFMT, S_ISREG(st.st_mode) ? (long)st.st_size : 0L,
           fcntl(fd, F_GETFL), fcntl(fd, F_GETFD));
    close(fd);
}

int main(void)
{
    fs_enter();
    for (size_t n = 0; n < sizeof(names) / sizeof(*names); n++) {
        for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
            show_open(names[n], flags[i]);
        if (!strcmp(names[n], ".") || !strcmp(names[n], "/"))
            continue;
        for (size_t i = 0; i < sizeof(unnamed) / sizeof(*unnamed); i++)
            show_open(names[n], unnamed[i]);
    }
    return 0;
}
