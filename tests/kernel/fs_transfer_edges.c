/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * sendfile, splice, tee and copy_file_range: nothing, flags that are none, and
 * sockets that lead nowhere. (All kinds of file are in fs_kinds_pairs.c.)
 */
#include "fs_check.h"
#include <signal.h>
#include <sys/socket.h>

int main(void)
{
    int file, other, ends[2], more[2], udp, stream;

    fs_enter();
    signal(SIGPIPE, SIG_IGN);
    fs_put("file", "some text");
    file = open("file", O_RDWR);
    other = open("other", O_RDWR | O_CREAT, 0600);
    pipe(ends);
    pipe(more);
    write(ends[1], "in the pipe", 11);
    udp = socket(AF_INET, SOCK_DGRAM, 0);
    stream = socket(AF_UNIX, SOCK_STREAM, 0);
    SHOW(syscall(SYS_sendfile, udp, file, NULL, 4L));
    SHOW(syscall(SYS_sendfile, stream, file, NULL, 4L));
    SHOW(syscall(SYS_splice, ends[0], NULL, udp, NULL, 4L, 0L));
    SHOW(syscall(SYS_splice, ends[0], NULL, stream, NULL, 4L, 0L));
    SHOW(syscall(SYS_splice, ends[0], NULL, more[1], NULL, 4L, 0x12L));
    SHOW(syscall(SYS_splice, ends[0], NULL, more[1], NULL, 0L, 0L));
    SHOW(syscall(SYS_tee, 99, more[1], 4L, 0L));
    SHOW(syscall(SYS_tee, ends[0], 99, 4L, 0L));
    SHOW(syscall(SYS_tee, ends[0], more[1], 0L, 0L));
    SHOW(syscall(SYS_tee, ends[0], more[1], 4L, 0x12L));
    SHOW(syscall(SYS_copy_file_range, file, NULL, other, NULL, 4L, 1L));
    return 0;
}
