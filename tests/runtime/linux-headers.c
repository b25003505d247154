/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// RUN: %unispec_cc -O2 -Wall -Werror %s -o %t
// RUN: %unispec run %t | FileCheck %s
/*
 * Programs that are written for Linux take numbers and types from the headers
 * of its user interface, beside libc's.
 */
// CHECK: futex: -1, again: yes
// CHECK: random: 8
// CHECK: console: enotty
#include <asm/unistd.h>
#include <errno.h>
#include <linux/futex.h>
#include <linux/random.h>
#include <linux/types.h>
#include <linux/version.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/kd.h>
#include <unistd.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 0)
#error "no Linux that is alive"
#endif

int main(void)
{
    __u32 word = 1;
    __u64 random = 0;
    long result =
        syscall(__NR_futex, &word, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 2, NULL, NULL, 0);

    printf("futex: %ld, again: %s\n", result, errno == EAGAIN ? "yes" : "no");
    printf("random: %ld\n", syscall(__NR_getrandom, &random, sizeof random, GRND_NONBLOCK));
    if (ioctl(STDOUT_FILENO, KDGETMODE, &word) == -1 && errno == ENOTTY)
        puts("console: enotty");
    return 0;
}
