/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* inotify: a queue that is full, a reader that waits, epoll. */
// CASES: no
#include "fs_check.h"
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/inotify.h>

static void *write_later(void *path)
{
    usleep(20000);
    fs_put(path, "text");
    return NULL;
}

int main(void)
{
    static char room[1 << 20] __attribute__((aligned(8)));
    struct epoll_event e = {.events = EPOLLIN};
    const struct inotify_event *event = (void *)room;
    int queue = inotify_init(), set = epoll_create1(0), a, b;
    unsigned events = 0, lost = 0;
    pthread_t t;
    ssize_t n;

    fs_enter();
    fs_put("a", "");
    a = open("a", O_WRONLY);
    b = open("a", O_WRONLY);
    inotify_add_watch(queue, "a", IN_MODIFY | IN_ATTRIB);
    SHOW(epoll_ctl(set, EPOLL_CTL_ADD, queue, &e));
    SHOW(epoll_wait(set, &e, 1, 0));
    for (int i = 0; i < 8300; i++) {
        write(a, "x", 1);
        fchmod(b, 0600);
    }
    SHOW(epoll_wait(set, &e, 1, 0));
    n = read(queue, room, sizeof(room));
    for (ssize_t at = 0; at < n; at += sizeof(*event), events++) {
        event = (void *)(room + at);
        lost += event->mask == IN_Q_OVERFLOW && event->wd == -1;
    }
    SHOW(events);
    SHOW(lost);
    SHOW(epoll_wait(set, &e, 1, 0));
    write(a, "x", 1);
    SHOW(read(queue, room, sizeof(room)));
    pthread_create(&t, NULL, write_later, "a");
    event = (void *)room;
    SHOW(read(queue, room, sizeof(room)));
    SHOW(event->mask);
    pthread_join(t, NULL);
    return 0;
}
