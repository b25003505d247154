/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Forty pairs of sockets in one poll: each message meets its other end. */
#include "net_check.h"

#define PAIRS 40

int main(void)
{
    struct pollfd p[PAIRS];
    int other[PAIRS], total = 0, rounds = 0, wrong = 0;

    for (int i = 0; i < PAIRS; i++) {
        int s[2];

        socketpair(AF_UNIX, i % 2 ? SOCK_STREAM : SOCK_SEQPACKET, 0, s);
        p[i] = (struct pollfd){s[0], POLLIN, 0};
        other[i] = s[1];
    }
    SHOW(poll(p, PAIRS, 0));
    for (int i = 0; i < PAIRS; i += 3)
        write(other[i], &i, sizeof(i));
    SHOW(poll(p, PAIRS, -1));
    while (rounds++ < 200) {
        int n = poll(p, PAIRS, 0), got;

        if (!n)
            break;
        for (int i = 0; i < PAIRS; i++) {
            if (!(p[i].revents & POLLIN))
                continue;
            if (read(p[i].fd, &got, sizeof(got)) != sizeof(got) ||
                got % PAIRS != i)
                wrong++;
            total++;
            got += PAIRS + 1;
            if (got < 5 * PAIRS)
                write(other[got % PAIRS], &got, sizeof(got));
        }
    }
    printf("%d messages, %d wrong\n", total, wrong);
    for (int i = 0; i < PAIRS; i++)
        close(other[i]);
    SHOW(poll(p, PAIRS, -1));
    return 0;
}
