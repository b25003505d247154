/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A pipe as a ring: bytes stay in order over many laps. */
#include "fs_check.h"

int main(void)
{
    unsigned char buffer[5003];
    unsigned sent = 0, got = 0, bad = 0;
    int p[2];

    pipe2(p, O_NONBLOCK);
    for (int lap = 0; lap < 200; lap++) {
        for (;;) {
            ssize_t n;

            for (unsigned i = 0; i < sizeof(buffer); i++)
                buffer[i] = (sent + i) * 7 >> 3;
            n = write(p[1], buffer, sizeof(buffer));
            if (n <= 0)
                break;
            sent += n;
        }
        for (int i = 0; i < 5; i++) {
            ssize_t n = read(p[0], buffer, 3001);

            for (ssize_t j = 0; j < n; j++)
                bad += buffer[j] != (unsigned char)((got + j) * 7 >> 3);
            got += n > 0 ? n : 0;
        }
    }
    HOLDS(bad == 0);
    HOLDS(got > 1000000);
    return 0;
}
