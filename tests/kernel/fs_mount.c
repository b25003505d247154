/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * mount and umount2. What is expected is what Linux says to the superuser in a
 * namespace of mounts of his own.
 */
#include "fs_check.h"
#include <sys/mount.h>
#include <sys/statfs.h>

static void show_type(const char *path)
{
    struct statfs fs;

    statfs(path, &fs);
    printf("%s: %lx\n", path, (long)fs.f_type);
}

static void errors(void)
{
    SHOW(mount("none", "none", "tmpfs", 0, NULL));
    SHOW(mount("none", "at", "nofs", 0, NULL));
    SHOW(mount("none", "at", NULL, 0, NULL));
    SHOW(mount("none", "file", "tmpfs", 0, NULL));
    SHOW(mount("none", "at", "tmpfs", 0, "nonsense=1"));
    SHOW(mount("none", "at", "tmpfs", 0, "mode=9"));
    SHOW(umount("at"));
    SHOW(umount("none"));
    SHOW(umount2("at", 0x100));
}

static void use(void)
{
    struct stat st, below;
    int fd, dir;

    SHOW(mount("none", "at", "tmpfs", MS_NOSUID | MS_NODEV,
               "size=1m,mode=750,uid=3"));
    show_type("at");
    stat("at", &st);
    stat(".", &below);
    printf("%o %d %d\n", st.st_mode, st.st_uid, st.st_dev != below.st_dev);
    SHOW(fd = open("at/new", O_RDWR | O_CREAT, 0600));
    SHOW(write(fd, "hello", 5));
    SHOW(rename("at/new", "new"));
    SHOW(link("at/new", "new"));
    SHOW(rmdir("at"));
    SHOW(umount("at"));
    close(fd);
    SHOW(mkdir("at/d", 0700));
    SHOW(dir = open("at/d", O_RDONLY));
    SHOW(umount("at"));
    close(dir);
    SHOW(mkdir("at/d/e", 0700));
    SHOW(mount("none", "at/d", "tmpfs", 0, NULL));
    SHOW(access("at/d/e", F_OK));
    SHOW(umount("at"));
    SHOW(umount("at/d"));
    SHOW(access("at/d/e", F_OK));
    SHOW(chdir("at/d"));
    SHOW(umount("../../at"));
    SHOW(chdir("../.."));
    SHOW(umount("at"));
    SHOW(access("at/d", F_OK));
    SHOW(umount("at"));
}

static void proc(void)
{
    char byte;

    SHOW(mount("proc", "at", "proc", 0, NULL));
    show_type("at");
    SHOW(mount("proc", "at", "proc", 0, NULL));
    SHOW(read(open("at/version", O_RDONLY), &byte, 1));
    SHOW(umount2("at", MNT_DETACH));
    SHOW(mount("sysfs", "at", "sysfs", 0, NULL));
    show_type("at");
    SHOW(mount("sysfs", "at", "sysfs", 0, NULL));
    SHOW(access("at/devices/system/cpu", F_OK));
    SHOW(umount("at"));
}

static void detached(void)
{
    char text[8] = "";
    int fd;

    SHOW(mount("none", "at", "tmpfs", 0, NULL));
    fd = open("at/f", O_RDWR | O_CREAT, 0600);
    SHOW(umount2("at", MNT_DETACH));
    SHOW(access("at/f", F_OK));
    SHOW(pwrite(fd, "still", 5, 0));
    SHOW(pread(fd, text, 5, 0));
    printf("%s\n", text);
}

// HOST: no
// EXPECT: mount("none", "none", "tmpfs", 0, NULL): -1 No such file or directory
// EXPECT: mount("none", "at", "nofs", 0, NULL): -1 No such device
// EXPECT: mount("none", "at", NULL, 0, NULL): -1 Invalid argument
// EXPECT: mount("none", "file", "tmpfs", 0, NULL): -1 Not a directory
// EXPECT: mount("none", "at", "tmpfs", 0, "nonsense=1"): -1 Invalid argument
// EXPECT: mount("none", "at", "tmpfs", 0, "mode=9"): -1 Invalid argument
// EXPECT: umount("at"): -1 Invalid argument
// EXPECT: umount("none"): -1 No such file or directory
// EXPECT: umount2("at", 0x100): -1 Invalid argument
// EXPECT: mount("none", "at", "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=750,uid=3"): 0
// EXPECT: at: 1021994
// EXPECT: 40750 3 1
// EXPECT: fd = open("at/new", O_RDWR | O_CREAT, 0600): 3
// EXPECT: write(fd, "hello", 5): 5
// EXPECT: rename("at/new", "new"): -1 Cross-device link
// EXPECT: link("at/new", "new"): -1 Cross-device link
// EXPECT: rmdir("at"): -1 Resource busy
// EXPECT: umount("at"): -1 Resource busy
// EXPECT: mkdir("at/d", 0700): 0
// EXPECT: dir = open("at/d", O_RDONLY): 3
// EXPECT: umount("at"): -1 Resource busy
// EXPECT: mkdir("at/d/e", 0700): 0
// EXPECT: mount("none", "at/d", "tmpfs", 0, NULL): 0
// EXPECT: access("at/d/e", F_OK): -1 No such file or directory
// EXPECT: umount("at"): -1 Resource busy
// EXPECT: umount("at/d"): 0
// EXPECT: access("at/d/e", F_OK): 0
// EXPECT: chdir("at/d"): 0
// EXPECT: umount("../../at"): -1 Resource busy
// EXPECT: chdir("../.."): 0
// EXPECT: umount("at"): 0
// EXPECT: access("at/d", F_OK): -1 No such file or directory
// EXPECT: umount("at"): -1 Invalid argument
// EXPECT: mount("proc", "at", "proc", 0, NULL): 0
// EXPECT: at: 9fa0
// EXPECT: mount("proc", "at", "proc", 0, NULL): 0
// EXPECT: read(open("at/version", O_RDONLY), &byte, 1): 1
// EXPECT: umount2("at", MNT_DETACH): 0
// EXPECT: mount("sysfs", "at", "sysfs", 0, NULL): 0
// EXPECT: at: 62656572
// EXPECT: mount("sysfs", "at", "sysfs", 0, NULL): -1 Resource busy
// EXPECT: access("at/devices/system/cpu", F_OK): 0
// EXPECT: umount("at"): 0
// EXPECT: mount("none", "at", "tmpfs", 0, NULL): 0
// EXPECT: umount2("at", MNT_DETACH): 0
// EXPECT: access("at/f", F_OK): -1 No such file or directory
// EXPECT: pwrite(fd, "still", 5, 0): 5
// EXPECT: pread(fd, text, 5, 0): 5
// EXPECT: still
int main(void)
{
    mkdir("at", 0755);
    close(open("file", O_RDWR | O_CREAT, 0600));
    errors();
    use();
    proc();
    detached();
    return 0;
}
