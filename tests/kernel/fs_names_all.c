/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Each call that takes a name, with each form of a name: what is there and what
 * is not, slashes and dots at the end, links of all sorts, names that are too
 * long. Everything is made anew for each call.
 */
#include "fs_check.h"
#include <ftw.h>
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

static int take_away(const char *path, const struct stat *st, int type,
                     struct FTW *at)
{
    (void)st, (void)type;
    return at->level ? remove(path) : 0;
}

static void make_all(void)
{
    nftw(".", take_away, 30, FTW_DEPTH | FTW_PHYS);
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
        errno = 0;                                                             \
        long result_ = (long)(call);                                           \
        print(#call, name, result_);                                           \
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

    WITH(syscall(SYS_stat, name, room));
    WITH(syscall(SYS_lstat, name, room));
    WITH(syscall(SYS_statx, AT_FDCWD, name, 0, 0x7ff, room));
    WITH(syscall(SYS_statfs, name, room));
    WITH(syscall(SYS_access, name, F_OK));
    WITH(syscall(SYS_access, name, X_OK));
    WITH(syscall(SYS_readlink, name, room, 99));
    WITH(syscall(SYS_readlink, name, room, 2));
    WITH(syscall(SYS_truncate, name, 3L));
    WITH(syscall(SYS_truncate, name, -1L));
    if (above)
        return;
    WITH(syscall(SYS_chmod, name, 0700));
    WITH(syscall(SYS_chown, name, 0, 0));
    WITH(syscall(SYS_lchown, name, 0, 0));
    WITH(syscall(SYS_utimensat, AT_FDCWD, name, times, 0));
    WITH(syscall(SYS_utimensat, AT_FDCWD, name, times, AT_SYMLINK_NOFOLLOW));
}

/* Goes there and back: nothing can be made anew from elsewhere. */
static void go(const char *name)
{
    int here = open(".", O_RDONLY);
    long result;

    make_all();
    result = chdir(name);
    print("chdir", name, result);
    fchdir(here);
    close(here);
}

int main(void)
{
    fs_enter();
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
