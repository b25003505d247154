/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* ioctl of descriptors that are no terminal. */
// STDIN: 123
#include "fs_check.h"
#include <sys/ioctl.h>
#include <termios.h>

int main(void)
{
    struct termios settings;
    struct winsize window;
    int fd, p[2], n = 1;

    fs_enter();
    fs_put("f", "0123456789");
    fd = open("f", O_RDWR);
    SHOW(lseek(fd, 4, SEEK_SET));
    SHOW(ioctl(fd, FIONREAD, &n));
    SHOW(n);
    SHOW(ioctl(fd, TIOCGWINSZ, &window));
    SHOW(tcgetattr(fd, &settings));
    SHOW(tcgetattr(0, &settings));
    SHOW(ioctl(1, TIOCGWINSZ, &window));
    SHOW(ioctl(99, FIONREAD, &n));
    SHOW(ioctl(fd, FIOCLEX));
    SHOW(fcntl(fd, F_GETFD));
    SHOW(ioctl(fd, FIONCLEX));
    SHOW(fcntl(fd, F_GETFD));
    pipe(p);
    n = 1;
    SHOW(ioctl(p[0], FIONBIO, &n));
    SHOW(read(p[0], &n, 1));
    n = 0;
    SHOW(ioctl(p[0], FIONBIO, &n));
    SHOW(fcntl(p[0], F_GETFL));
    SHOW(ioctl(fd, 0x12345678, &n));
    return 0;
}
