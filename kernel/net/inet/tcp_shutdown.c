/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* shutdown(2) of TCP sockets: the FIN goes out, reading goes on as it was. */
#include "tcp_socket.h"

static int shut_listener(struct tcp_socket *t, int how)
{
    if (how == SHUT_WR)
        return 0;
    tcp_listen_end(t);
    t->socket.listening = false;
    socket_wake(&t->socket);
    return 0;
}

int tcp_socket_shutdown(struct file *f, int how)
{
    struct tcp_socket *t = tcp_of(f);

    if (t->listener)
        return shut_listener(t, how);
    if (!t->pcb || !t->connected)
        return -ENOTCONN;
    if (how != SHUT_WR)
        t->socket.read_shut = true;
    if (how != SHUT_RD && !t->socket.write_shut) {
        t->socket.write_shut = true;
        tcp_shutdown(t->pcb, 0, 1);
        inet_settle();
    }
    socket_wake(&t->socket);
    return 0;
}
