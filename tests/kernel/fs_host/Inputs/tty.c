/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Reads from the terminal in each of its modes and shows what it got. */
#include "../../fs_check.h"
#include <sys/ioctl.h>
#include <termios.h>

static void show_read(size_t n)
{
    char buffer[100];
    ssize_t got = read(0, buffer, n);

    printf("read(%zu): %zd [%.*s]\n", n, got, got > 0 ? (int)got : 0, buffer);
}

int main(void)
{
    struct termios t;
    struct winsize window;
    int n = 0;

    SHOW(isatty(0));
    SHOW(ioctl(0, TIOCGWINSZ, &window));
    printf("%d rows, %d columns\n", window.ws_row, window.ws_col);
    SHOW(tcgetattr(0, &t));
    HOLDS(t.c_lflag & ICANON && t.c_lflag & ECHO && t.c_oflag & ONLCR);
    show_read(100); /* ab DEL c CR */
    show_read(100); /* two words ^W x */
    show_read(100); /* ^V ^D q */
    show_read(100); /* kill ^U done */
    SHOW(ioctl(0, FIONREAD, &n));
    HOLDS(n >= 4);
    show_read(100); /* part ^D */
    show_read(100); /* ^D */
    show_read(3);   /* abcdef, in two */
    show_read(100);
    show_read(3); /* xyz ^D: the mark goes with it */
    t.c_lflag &= ~(ICANON | ECHO);
    t.c_oflag &= ~OPOST;
    t.c_cc[VMIN] = 3;
    SHOW(tcsetattr(0, TCSANOW, &t));
    show_read(2);
    show_read(6);
    t.c_cc[VMIN] = 0;
    t.c_cc[VTIME] = 1;
    SHOW(tcsetattr(0, TCSAFLUSH, &t));
    show_read(100);
    SHOW(tcflush(0, TCIFLUSH));
    SHOW(tcdrain(0));
    return 0;
}
