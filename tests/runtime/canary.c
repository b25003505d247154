/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: gcc
// RUN: gcc -O1 -fstack-protector-all -fno-pie -c -DPROTECTED %s -o %t.native.o
// RUN: %unispec_cc -O2 %s %t.native.o -o %t.native
// RUN: %unispec run %t.native | FileCheck %s
// RUN: llvm-nm %t.native | FileCheck %s --check-prefix=KEPT
// RUN: %unispec_cc -O2 -fstack-protector-all -c -DPROTECTED %s -o %t.bitcode.o
// RUN: %unispec_cc -O2 -fstack-protector-all %s %t.bitcode.o -o %t.bitcode
// RUN: %unispec run %t.bitcode | FileCheck %s
// RUN: llvm-nm %t.bitcode | FileCheck %s --check-prefix=KEPT
// RUN: %unispec_cc -O2 %s -DUNPROTECTED -o %t.none
// RUN: llvm-nm %t.none | FileCheck %s --check-prefix=NONE
/*
 * A program with protected stacks gets a canary at its start, from native code
 * and from bitcode; another one has no trace of it.
 */
// CHECK: canary: yes, a zero in its second byte: yes
// KEPT: __stack_chk_fail
// NONE-NOT: __stack_chk
#include <stdio.h>
#include <string.h>

void protected_function(void);

#ifdef PROTECTED
void protected_function(void)
{
    unsigned long canary;
    char text[32];

    __asm__ volatile("mov %%fs:0x28, %0" : "=r"(canary));
    snprintf(text, sizeof text, "canary: %s", canary ? "yes" : "no");
    printf("%s, a zero in its second byte: %s\n", text,
           canary & 0xff00 ? "no" : "yes");
}
#else
int main(void)
{
#ifdef UNPROTECTED
    puts("unprotected");
#else
    protected_function();
#endif
    return 0;
}
#endif
