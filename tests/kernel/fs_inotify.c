/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* inotify: what each change tells, to whom and in which order. */
#include "fs_check.h"
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/time.h>

static int queue, wds[8];

/* Names of watches, not their numbers; cookies only as pairs. */
static void show(const char *what)
{
    static char room[70000] __attribute__((aligned(8)));
    const struct inotify_event *e;
    uint32_t cookie = 0;
    ssize_t n, at;
    int left = -1;

    printf("%s:", what);
    n = read(queue, room, sizeof(room));
    for (at = 0; at < n; at += sizeof(*e) + e->len) {
        e = (void *)(room + at);
        int i = 0;

        while (i < 8 && wds[i] != e->wd)
            i++;
        printf(" %d:%x", i, e->mask);
        if (e->len)
            printf(":%s/%u", e->name, e->len);
        if (e->cookie)
            printf(e->cookie == cookie ? "=" : "+");
        cookie = e->cookie;
    }
    ioctl(queue, FIONREAD, &left);
    printf(" (%d)\n", left);
}

static void watch(int i, const char *path, unsigned mask)
{
    wds[i] = inotify_add_watch(queue, path, mask);
    if (wds[i] < 0)
        printf("%s: %s\n", path, strerror(errno));
}

static void directory(void)
{
    char text[10];
    int fd;

    puts("a directory");
    mkdir("d", 0755);
    watch(0, "d", IN_ALL_EVENTS);
    fd = open("d/new", O_CREAT | O_RDWR, 0644);
    show("made");
    write(fd, "text", 4);
    write(fd, "text", 4);
    show("written twice");
    pread(fd, text, 4, 0);
    show("read");
    read(fd, text, 4);
    show("read at the end");
    ftruncate(fd, 2);
    show("cut");
    fchmod(fd, 0600);
    show("rights");
    close(fd);
    show("closed");
    fd = open("d/new", O_RDONLY);
    close(fd);
    show("opened to read");
    close(open("d/new", O_PATH));
    show("opened as a path");
    chmod("d/new", 0644);
    truncate("d/new", 1);
    show("by path");
    utimensat(AT_FDCWD, "d/new", NULL, 0);
    show("times");
    utimensat(AT_FDCWD, "d/new",
              (struct timespec[2]){{1, 0}, {0, UTIME_OMIT}}, 0);
    show("time of access");
    utimensat(AT_FDCWD, "d/new",
              (struct timespec[2]){{0, UTIME_OMIT}, {1, 0}}, 0);
    show("time of change");
    mkdir("d/a directory", 0755);
    symlink("nowhere", "d/link");
    mkfifo("d/fifo", 0600);
    show("others");
    link("d/new", "d/again");
    show("another name");
    fd = open("d/again", O_WRONLY);
    write(fd, "x", 1);
    close(fd);
    show("written by it");
    unlink("d/again");
    unlink("d/link");
    unlink("d/fifo");
    rmdir("d/a directory");
    show("gone");
    fs_list("d");
    show("listed");
    chmod("d", 0700);
    show("itself");
    unlink("nothing");
    open("d/nothing", O_RDONLY);
    show("what failed");
    unlink("d/new");
    rmdir("d");
    show("the end");
}

static void moves(void)
{
    int fd;

    puts("moves");
    mkdir("from", 0755);
    mkdir("to", 0755);
    fs_put("from/x", "x");
    fs_put("to/y", "y");
    mkdir("from/sub", 0755);
    fd = open("from/x", O_WRONLY);
    watch(0, "from", IN_ALL_EVENTS);
    watch(1, "to", IN_ALL_EVENTS);
    watch(2, "from/x", IN_ALL_EVENTS);
    watch(3, "to/y", IN_ALL_EVENTS);
    watch(4, "from/sub", IN_ALL_EVENTS);
    SHOW(rename("from/x", "from/z"));
    show("renamed");
    SHOW(rename("from/z", "to/z"));
    show("moved");
    write(fd, "1", 1);
    show("written");
    SHOW(rename("from/sub", "to/sub"));
    show("a directory");
    SHOW(rename("to/z", "to/y"));
    show("over another");
    close(fd);
    show("closed");
    fs_put("from/p", "p");
    show("made");
    SHOW(syscall(SYS_renameat2, AT_FDCWD, "from/p", AT_FDCWD, "to/sub", 2));
    show("exchanged");
    SHOW(rename("to/y", "to/y"));
    show("to itself");
    unlink("to/y");
    unlink("to/sub");
    rmdir("from/p");
    show("removed");
    rmdir("from");
    rmdir("to");
    show("all");
}

static void file(void)
{
    int fd;

    puts("a file");
    fs_put("f", "text");
    watch(0, "f", IN_ALL_EVENTS);
    link("f", "g");
    show("another name");
    unlink("f");
    show("the first goes");
    fd = open("g", O_RDONLY);
    unlink("g");
    show("open without a name");
    close(fd);
    show("closed");
    fs_put("h", "h");
    watch(0, "h", IN_ATTRIB);
    watch(1, "h", IN_DELETE_SELF | IN_MASK_ADD);
    HOLDS(wds[0] == wds[1]);
    unlink("h");
    show("two bits");
    fs_put("h", "h");
    watch(0, "h", IN_MODIFY | IN_ONESHOT);
    fs_put("h", "more");
    show("once");
    fs_put("h", "more");
    show("no more");
    watch(0, "h", IN_OPEN);
    watch(1, "h", IN_CLOSE_WRITE);
    HOLDS(wds[0] == wds[1]);
    fs_put("h", "more");
    show("replaced mask");
    SHOW(inotify_rm_watch(queue, wds[0]));
    show("taken away");
    SHOW(inotify_rm_watch(queue, wds[0]));
}

static void unlinked(void)
{
    int fd, dir = 0;

    puts("unlinked");
    mkdir("e", 0755);
    fs_put("e/f", "f");
    for (dir = 0; dir < 2; dir++) {
        fd = open("e/f", O_CREAT | O_RDWR, 0600);
        watch(0, "e", IN_ALL_EVENTS | (dir ? IN_EXCL_UNLINK : 0));
        unlink("e/f");
        write(fd, "x", 1);
        close(fd);
        show(dir ? "not told" : "told");
    }
    rmdir("e");
    show("the end");
}

static void errors(void)
{
    int fd = open(".", O_RDONLY);
    char small[20];

    puts("errors");
    SHOW(inotify_init1(1));
    SHOW(inotify_add_watch(queue, ".", 0));
    SHOW(inotify_add_watch(queue, ".", 0x00100000));
    SHOW(inotify_add_watch(99, ".", IN_OPEN));
    SHOW(inotify_add_watch(fd, ".", IN_OPEN));
    SHOW(inotify_add_watch(queue, "none", IN_OPEN));
    SHOW(inotify_add_watch(queue, "", IN_OPEN));
    fs_put("f", "f");
    SHOW(inotify_add_watch(queue, "f", IN_OPEN | IN_ONLYDIR));
    WORKS(inotify_add_watch(queue, "f", IN_OPEN | IN_MASK_CREATE));
    SHOW(inotify_add_watch(queue, "f", IN_OPEN | IN_MASK_CREATE));
    SHOW(inotify_add_watch(queue, "f",
                           IN_OPEN | IN_MASK_CREATE | IN_MASK_ADD));
    symlink("none", "l");
    SHOW(inotify_add_watch(queue, "l", IN_OPEN));
    WORKS(inotify_add_watch(queue, "l", IN_OPEN | IN_DONT_FOLLOW));
    SHOW(inotify_rm_watch(fd, 1));
    SHOW(inotify_rm_watch(99, 1));
    SHOW(inotify_rm_watch(queue, 12345));
    SHOW(inotify_rm_watch(queue, -1));
    SHOW(read(queue, small, 1));
    SHOW(write(queue, "x", 1));
    SHOW(lseek(queue, 1, SEEK_SET));
    SHOW(fcntl(queue, F_GETFL) & (O_ACCMODE | O_NONBLOCK));
    SHOW(fcntl(queue, F_GETFD));
    close(open("f", O_RDONLY));
    SHOW(read(queue, small, 8));
    SHOW(read(queue, small, 20));
    SHOW(unlink("f"));
    close(fd);
}

int main(void)
{
    struct pollfd p;

    fs_enter();
    queue = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    show("nothing");
    directory();
    moves();
    file();
    unlinked();
    errors();
    close(queue);
    queue = inotify_init();
    watch(0, ".", IN_CREATE);
    p = (struct pollfd){queue, POLLIN | POLLOUT, 0};
    SHOW(poll(&p, 1, 0));
    fs_put("a", "");
    SHOW(poll(&p, 1, 1000));
    SHOW(p.revents);
    show("from the root of the test");
    return 0;
}
