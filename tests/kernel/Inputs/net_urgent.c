/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "../net_inet.h"

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int c = socket(AF_INET, SOCK_STREAM, 0), a, n = 0;
    unsigned port = take_port(listener, AF_INET);
    struct iovec iov = {"message", 7};
    struct msghdr m = {.msg_iov = &iov, .msg_iovlen = 1};

    SHOW(listen(listener, 1));
    SHOW(join(c, AF_INET, port));
    a = accept(listener, NULL, NULL);
    SHOW(send(c, "urgent", 6, MSG_OOB));
    SHOW(sendmsg(c, &m, MSG_OOB));
    SHOW(ioctl(a, FIONREAD, &n));
    printf("come: %d\n", n);
    SHOW(send(c, "plain", 5, 0));
    SHOW(ioctl(a, FIONREAD, &n));
    printf("come: %d\n", n);
    return 0;
}
