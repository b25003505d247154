/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Writes what a stream holds, and LEN bytes from BUF: how many of these were
 * written, all but after an error. Bases and lengths are variables of their own:
 * where they are moved in the array that the call reads, the analysis takes the
 * one for the other.
 */
#include "stdio_impl.h"

#include <sys/uio.h>

static size_t fail(FILE *f, size_t written)
{
    f->wpos = f->wbase = f->wend = 0;
    f->flags |= F_ERR;
    return written;
}

size_t __stdio_write(FILE *f, const unsigned char *buf, size_t len)
{
    const unsigned char *held = f->wbase;
    size_t held_size = f->wpos - f->wbase, rest = len;

    for (;;) {
        struct iovec iov[2] = {{(void *)held, held_size}, {(void *)buf, rest}};
        ssize_t n = syscall(SYS_writev, f->fd, iov, 2);

        if (n < 0)
            return fail(f, len - rest);
        if ((size_t)n == held_size + rest)
            break;
        if ((size_t)n < held_size) {
            held += n;
            held_size -= n;
        } else {
            n -= held_size;
            held_size = 0;
            buf += n;
            rest -= n;
        }
    }
    f->wend = f->buf + f->buf_size;
    f->wpos = f->wbase = f->buf;
    return len;
}
