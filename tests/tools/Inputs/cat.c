/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Copies its input to its output; the status is the number of arguments. */
#include <unistd.h>

static int copy(const char *data, ssize_t size)
{
    while (size > 0) {
        ssize_t put = write(1, data, (size_t)size);
        if (put < 0)
            return -1;
        data += put;
        size -= put;
    }
    return 0;
}

int main(int argc, char **argv)
{
    char piece[4096];
    ssize_t got;
    (void)argv;
    while ((got = read(0, piece, sizeof(piece))) > 0)
        if (copy(piece, got) < 0)
            return 100;
    return got < 0 ? 101 : argc - 1;
}
