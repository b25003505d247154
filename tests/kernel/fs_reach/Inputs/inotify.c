/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Files that change, with and without one who wants to hear of it. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int fd;

    (void)argc;
#ifdef DO_WATCH
    int queue = inotify_init1(IN_CLOEXEC);

    inotify_add_watch(queue, argv[1], IN_ALL_EVENTS);
#endif
#ifdef DO_QUEUE
    char room[100];
    int queue = inotify_init();

    read(queue, room, sizeof(room));
#endif
    fd = open(argv[1], O_RDWR | O_CREAT | O_TRUNC, 0600);
    write(fd, "x", 1);
    fchmod(fd, 0644);
    ftruncate(fd, 0);
    close(fd);
    mkdir("d", 0700);
    rename("d", "e");
    rmdir("e");
    chmod(argv[1], 0600);
    return unlink(argv[1]);
}
