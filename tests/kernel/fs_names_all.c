/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Each call that takes a name, with each form of a name: what is there and what
 * is not, slashes and dots at the end, links of all sorts, names that are too
 * long. Each call that makes or removes names has a folder of its own.
 */
#include "fs_check.h"
#include <stdbool.h>
#include <sys/statfs.h>

static char longest[256], too_long[257], too_far[4097], room[5000];

static const char *const names[] = {
    "file",     "file/",    "file/.",     "file/x",    "dir",      "dir/",
    "dir/.",    "dir/./",   "dir/..",     "dir/../f2", "full",     "full/",
    "full/.",   "full/..",  "",           "none",      "none/",    "none//",
    "none/x",   "none/.",   "none/..",    "to file",   "to file/", "to file/x",
    "to dir",   "to dir/",  "to dir/.",   "to dir/x",  "to dir//", "slash",
    "slash/",   "to file//", "nowhere",   "nowhere/",  "nowhere/x", "twice",
    "twice/",   "loop",     "loop/x",     "fifo",      "fifo/",    "fifo/x",
    longest,    too_long,   too_far,      "dir/none/..", "full/d/../x",
    "./file",   ".//file",  "dir/../dir/../file",
};
#define NAMES (sizeof(names) / sizeof(*names))

static void make_all(void)
{
    static int count;
    char folder[20];

    snprintf(folder, sizeof(folder), "../%d", ++count);
    mkdir(folder, 0755);
    chdir(folder);
    fs_put("file", "text");
    fs_put("f2", "other");
    mkdir("dir", 0755);
    mkdir("full", 0755);
    mkdir("full/d", 0755);
    fs_put("full/x", "x");
    symlink("file", "to file");
    symlink("dir", "to dir");
    symlink("dir/", "slash");
    symlink("none", "nowhere");
    symlink("nowhere", "twice");
    symlink("loop", "loop");
    mkfifo("fifo", 0600);
}

static const char *shown(const char *name)
{
    return name == longest    ? "255 characters"
           : name == too_long ? "256 characters"
           : name == too_far  ? "4096 characters"
                              : name;
}

static void print(const char *call, const char *name, long result)
{
    int error = errno;

    printf("%s \"%s\": ", call, shown(name));
    if (result == -1)
        printf("%s\n", strerror(error));
    else
        printf("%ld\n", result);
}

#define WITH(call)                                                             \
    do {                                                                       \
        make_all();                                                            \
        RESULT(#call, call);                                                   \
    } while (0)

/* What changes no other call's result. */
#define OF(call) RESULT(#call, call)

#define RESULT(text, call)                                                     \
    do {                                                                       \
        errno = 0;                                                             \
        long result_ = (long)(call);                                           \
        print(text, name, result_);                                            \
    } while (0)

static void make_and_remove(const char *name)
{
    WITH(mkdir(name, 0755));
    WITH(rmdir(name));
    WITH(unlink(name));
    WITH(syscall(SYS_unlinkat, AT_FDCWD, name, AT_REMOVEDIR));
    WITH(syscall(SYS_mknod, name, S_IFREG | 0600, 0));
    WITH(syscall(SYS_mknod, name, S_IFIFO | 0600, 0));
    WITH(syscall(SYS_mknod, name, S_IFDIR | 0600, 0));
    WITH(symlink("text", name));
    WITH(link(name, "new"));
    WITH(syscall(SYS_linkat, AT_FDCWD, name, AT_FDCWD, "new",
                 AT_SYMLINK_FOLLOW));
    WITH(link("file", name));
    WITH(rename(name, "new"));
    WITH(rename("f2", name));
    WITH(rename("dir", name));
    WITH(syscall(SYS_renameat2, AT_FDCWD, "f2", AT_FDCWD, name, 1));
}

static void attributes(const char *name)
{
    struct timespec times[2] = {{1, 2}, {0, UTIME_NOW}};
    bool above = strstr(name, "..") && !strstr(name, "file");

    make_all();
    OF(syscall(SYS_stat, name, room));
    OF(syscall(SYS_lstat, name, room));
    OF(syscall(SYS_statx, AT_FDCWD, name, 0, 0x7ff, room));
    OF(syscall(SYS_statfs, name, room));
    OF(syscall(SYS_access, name, F_OK));
    OF(syscall(SYS_access, name, X_OK));
    OF(syscall(SYS_readlink, name, room, 99));
    OF(syscall(SYS_readlink, name, room, 2));
    OF(syscall(SYS_truncate, name, 3L));
    OF(syscall(SYS_truncate, name, -1L));
    if (above)
        return;
    OF(syscall(SYS_chmod, name, 0700));
    OF(syscall(SYS_chown, name, 0, 0));
    OF(syscall(SYS_lchown, name, 0, 0));
    OF(syscall(SYS_utimensat, AT_FDCWD, name, times, 0));
    OF(syscall(SYS_utimensat, AT_FDCWD, name, times, AT_SYMLINK_NOFOLLOW));
}

/* Goes there and back. */
static void go(const char *name)
{
    int here;
    long result;

    make_all();
    here = open(".", O_RDONLY);
    result = chdir(name);
    print("chdir", name, result);
    fchdir(here);
    close(here);
}

int main(void)
{
    fs_enter();
    mkdir("0", 0755);
    chdir("0");
    setvbuf(stdout, NULL, _IOFBF, 1 << 16);
    memset(longest, 'l', sizeof(longest) - 1);
    memset(too_long, 'm', sizeof(too_long) - 1);
    for (size_t i = 0; i < sizeof(too_far) - 1; i++)
        too_far[i] = i % 2 ? '/' : '.';
    for (size_t i = 0; i < NAMES; i++) {
        make_and_remove(names[i]);
        attributes(names[i]);
        go(names[i]);
    }
    return 0;
}
