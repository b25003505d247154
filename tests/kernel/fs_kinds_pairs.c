/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * sendfile, splice, tee and copy_file_range between each two kinds of file. What
 * versions of Linux do not agree on is left out: copying between two file
 * systems, sendfile into a pipe and from a device, and which of two errors comes
 * first in splice.
 */
// CASES: no
#include "fs_kinds.h"

static off_t from, to;

struct pair {
    enum kind in, out;
    int in_fd, in_peer, out_fd, out_peer;
};

static void pair_open(struct pair *p)
{
    p->in_fd = kind_open(p->in);
    p->in_peer = kind_peer;
    rename("data", "data in");
    p->out_fd = kind_open(p->out);
    p->out_peer = kind_peer;
}

static void pair_close(const struct pair *p)
{
    kind_close(p->in_fd, p->in_peer);
    kind_close(p->out_fd, p->out_peer);
    unlink("data in");
    unlink("data");
    unlink("fifo");
    unlink("link");
}

/* What has moved bytes is made anew. */
static void pair_print(struct pair *p, const char *call, long result)
{
    int error = errno;

    printf("%s, %s -> %s: ", call, kind_names[p->in], kind_names[p->out]);
    if (result == -1)
        printf("%s\n", strerror(error));
    else
        printf("%ld, at %ld %ld\n", result, (long)from, (long)to);
    if (result > 0) {
        pair_close(p);
        pair_open(p);
    }
}

#define BETWEEN(first, second, call)                                           \
    do {                                                                       \
        int in = p->in_fd, out = p->out_fd;                                    \
        from = first;                                                          \
        to = second;                                                           \
        errno = 0;                                                             \
        long result_ = call;                                                   \
        pair_print(p, #call, result_);                                         \
    } while (0)

static void send_file(struct pair *p)
{
    bool pipe = p->out == PIPE_W || p->out == FIFO_RW;

    if (p->in >= DEV_NULL || (pipe && p->in >= STREAM && p->in <= UDP))
        return;
    BETWEEN(2, 0, syscall(SYS_sendfile, out, in, NULL, 4L));
    BETWEEN(2, 0, syscall(SYS_sendfile, out, in, &from, 4L));
    BETWEEN(2, 0, syscall(SYS_sendfile, out, in, &from, 0L));
    BETWEEN(100, 0, syscall(SYS_sendfile, out, in, &from, 4L));
    BETWEEN(-1, 0, syscall(SYS_sendfile, out, in, &from, 4L));
    BETWEEN(0, 0, syscall(SYS_sendfile, out, in, NULL, -1L));
}

static bool is_pipe(enum kind kind)
{
    return kind == PIPE_R || kind == PIPE_W || kind == FIFO_RW;
}

/* An offset of a pipe and a wrong direction are two errors at once. */
static void splice_from(struct pair *p)
{
    if (p->in == INOTIFY || p->in == DEV_NULL || p->in == DEV_ZERO)
        return;
    BETWEEN(0, 0, syscall(SYS_splice, in, NULL, out, NULL, 4L, 2L));
    BETWEEN(0, 0, syscall(SYS_splice, in, NULL, out, NULL, 0L, 2L));
    BETWEEN(0, 0, syscall(SYS_splice, in, NULL, out, NULL, 4L, 0x12L));
    if (!is_pipe(p->in)) {
        BETWEEN(2, 0, syscall(SYS_splice, in, &from, out, NULL, 4L, 2L));
        BETWEEN(-1, 0, syscall(SYS_splice, in, &from, out, NULL, 4L, 2L));
    }
    if (!is_pipe(p->out)) {
        BETWEEN(0, 1, syscall(SYS_splice, in, NULL, out, &to, 4L, 2L));
        BETWEEN(0, -1, syscall(SYS_splice, in, NULL, out, &to, 4L, 2L));
    }
    BETWEEN(0, 0, syscall(SYS_tee, in, out, 4L, 2L));
    BETWEEN(0, 0, syscall(SYS_tee, in, out, 0L, 2L));
    BETWEEN(0, 0, syscall(SYS_tee, in, out, 4L, 0x12L));
}

#define COPY(in_at, out_at, n, flags)                                          \
    syscall(SYS_copy_file_range, in, in_at, out, out_at, n, flags)

static void copy(struct pair *p)
{
    bool regular = p->in <= REG_APPEND && p->out <= REG_APPEND;

    if ((p->in == MEMFD) != (p->out == MEMFD))
        return;
    BETWEEN(0, 0, COPY(NULL, NULL, 4L, 0L));
    BETWEEN(0, 0, COPY(NULL, NULL, 4L, 1L));
    if (!regular)
        return;
    BETWEEN(2, 3, COPY(&from, &to, 4L, 0L));
    BETWEEN(2, 0, COPY(&from, NULL, 0L, 0L));
    BETWEEN(100, 0, COPY(&from, NULL, 4L, 0L));
    BETWEEN(0x7ffffffffffffff0, 0, COPY(&from, NULL, 400L, 0L));
}

/* Of those that are alike here, one. */
static const enum kind kinds[] = {
    REG_RW, REG_RO, REG_WO, REG_APPEND, DIRECTORY, PATH, PIPE_R, PIPE_W, FIFO_RW,
    STREAM, DATAGRAM, UNIX_NEW, TCP, UDP, EVENTFD, EPOLL, MEMFD, DEV_NULL, NO_FILE,
};
#define COUNT (sizeof(kinds) / sizeof(*kinds))

int main(void)
{
    struct pair p;

    fs_enter();
    signal(SIGPIPE, SIG_IGN);
    for (size_t in = 0; in < COUNT; in++) {
        for (size_t out = 0; out < COUNT; out++) {
            p.in = kinds[in];
            p.out = kinds[out];
            if (p.in == NO_FILE && p.out == NO_FILE)
                continue;
            pair_open(&p);
            send_file(&p);
            splice_from(&p);
            copy(&p);
            pair_close(&p);
        }
    }
    return 0;
}
