/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The console as three parts: console.c (the files behind 0, 1, 2 and
 * /dev/console), tty_output.c and tty_input.c (line discipline), tty_ioctl.c
 * (settings). Only the parts that a program reaches are in its image.
 */
#ifndef KERNEL_FS_CONSOLE_H
#define KERNEL_FS_CONSOLE_H

#include <kernel/file.h>
#include <sys/ioctl.h>

extern struct file console_in, console_out; /* 0; 1 and 2 */
extern const struct file_ops console_ops;

/* The kernel's struct termios, which TCGETS and TCSETS transfer. */
struct ktermios {
    uint32_t iflag, oflag, cflag, lflag;
    uint8_t line;
    uint8_t cc[19];
};
_Static_assert(sizeof(struct ktermios) == 36, "struct termios of the kernel");

struct tty {
    struct ktermios termios;
    struct winsize window;
    int group; /* foreground process group */
};

extern struct tty tty;

/* Output with the settings of c_oflag. */
ssize_t tty_write(const void *buffer, size_t n);

/* Input through the line discipline. */
ssize_t tty_read(void *buffer, size_t n, bool nonblocking);
bool tty_readable(void);   /* a read would not block */
unsigned tty_queued(void); /* bytes that a read would give now */
void tty_flush_input(void);

/* Blocks until the console may have more: 0, -ETIMEDOUT or -EINTR. */
int console_wait(uint64_t deadline);
/* The queue that input wakes. */
struct wait_queue *console_input(void);
/* Descriptor 0 is the monitor's pipe. */
bool console_in_is_pipe(void);

/* Input as the monitor's pipe sends it; stdin=pipe. */
ssize_t pipe_input_read(void *buffer, size_t n, bool nonblocking);
bool pipe_input_readable(void);

long tty_ioctl(unsigned request, unsigned long argument);

/* TCSETS and its kin. Unless it is reached, the terminal reads lines. */
long tty_set_attributes(unsigned request, const struct ktermios *settings);

#endif
