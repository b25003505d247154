/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What libc registers for a thread, and the segment bases. */
#include "proc_check.h"

#define ARCH_SET_GS 0x1001
#define ARCH_SET_FS 0x1002
#define ARCH_GET_FS 0x1003
#define ARCH_GET_GS 0x1004

int main(void)
{
    static int tid;
    static long robust[3];
    unsigned long base = 0, self;

    HOLDS(syscall(SYS_set_tid_address, &tid) == getpid());
    SHOW(syscall(SYS_set_robust_list, robust, 23));
    SHOW(syscall(SYS_set_robust_list, NULL, 24));
    __asm__("mov %%fs:0, %0" : "=r"(self));
    SHOW(syscall(SYS_arch_prctl, ARCH_GET_FS, &base));
    HOLDS(base == self);
    SHOW(syscall(SYS_arch_prctl, ARCH_SET_FS, base));
    SHOW(syscall(SYS_arch_prctl, ARCH_SET_GS, 0x12345000));
    SHOW(syscall(SYS_arch_prctl, ARCH_GET_GS, &base));
    printf("%lx\n", base);
    SHOW(syscall(SYS_arch_prctl, ARCH_SET_GS, 0));
    SHOW(syscall(SYS_arch_prctl, ARCH_SET_GS, 0x7ffffffff000));
    SHOW(syscall(SYS_arch_prctl, ARCH_SET_FS, -1l));
    SHOW(syscall(SYS_arch_prctl, 0x9999, 0));
    return 0;
}
