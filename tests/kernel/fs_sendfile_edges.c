/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sendfile: positions, pipes and sockets as the target, what it refuses. */
#include "fs_check.h"
#include <signal.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

int main(void)
{
    static char block[200000];
    char text[20] = "";
    int in, out, p[2], s[2];
    off_t at;

    fs_enter();
    fs_put("in", "0123456789");
    in = open("in", O_RDONLY);
    out = open("out", O_RDWR | O_CREAT, 0600);
    SHOW(sendfile(out, in, NULL, 0));
    SHOW(sendfile(out, in, NULL, 3));
    at = 5;
    SHOW(sendfile(out, in, &at, 2));
    SHOW(at);
    SHOW(lseek(in, 0, SEEK_CUR));
    at = 10;
    SHOW(sendfile(out, in, &at, 2));
    at = 100;
    SHOW(sendfile(out, in, &at, 2));
    SHOW(at);
    at = -1;
    SHOW(sendfile(out, in, &at, 2));
    SHOW(sendfile(out, in, NULL, SIZE_MAX));
    fs_cat("out");
    SHOW(sendfile(in, in, NULL, 1));
    SHOW(sendfile(out, out, NULL, 1));
    SHOW(sendfile(99, in, NULL, 1));
    SHOW(sendfile(out, 99, NULL, 1));
    SHOW(sendfile(out, open("in", O_WRONLY), NULL, 1));
    SHOW(sendfile(open("out", O_WRONLY | O_APPEND), in, NULL, 1));
    SHOW(sendfile(out, open(".", O_RDONLY), NULL, 1));
    pipe2(p, O_NONBLOCK);
    SHOW(sendfile(out, p[0], NULL, 1));
    at = 0;
    SHOW(sendfile(p[1], in, &at, 4));
    SHOW(read(p[0], text, 20));
    printf("%s\n", text);
    SHOW(pwrite(out, block, sizeof(block), 0));
    at = 0;
    SHOW(sendfile(p[1], out, &at, sizeof(block)));
    SHOW(sendfile(p[1], out, &at, 1));
    SHOW(at);
    SHOW(socketpair(AF_UNIX, SOCK_STREAM, 0, s));
    at = 2;
    SHOW(sendfile(s[0], in, &at, 5));
    SHOW(recv(s[1], text, 20, MSG_DONTWAIT));
    printf("%.5s\n", text);
    SHOW(sendfile(s[0], in, NULL, 5));
    SHOW(recv(s[1], text, 20, MSG_DONTWAIT));
    lseek(in, 7, SEEK_SET);
    SHOW(sendfile(s[0], in, NULL, 5));
    SHOW(recv(s[1], text, 20, MSG_DONTWAIT));
    printf("%.3s\n", text);
    SHOW(shutdown(s[0], SHUT_WR));
    SHOW(signal(SIGPIPE, SIG_IGN) == SIG_DFL);
    at = 0;
    SHOW(sendfile(s[0], in, &at, 5));
    SHOW(at);
    SHOW(sendfile(open("/dev/null", O_WRONLY), in, &at, 5));
    SHOW(sendfile(out, open("/dev/zero", O_RDONLY), NULL, 5));
    return 0;
}
