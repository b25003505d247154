/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * libc's side of "what is not called is not there": a program that only
 * writes reaches no stdio, no file call, no memory mapping and no futex; one
 * that prints reaches no open and no mapping either. The control shows that
 * the same check finds them where they are used.
 */
// RUN: %edge %t.edge.o
// RUN: %unispec_cc -Os -c %s -o %t.o
// RUN: %link_linux %t.o %t.edge.o -o %t
// RUN: %t | FileCheck %s --check-prefix=OUT
// RUN: %unispec_cc -Os -DPRINT -c %s -o %t.print.o
// RUN: %link_linux %t.print.o %t.edge.o -o %t.print
// RUN: %t.print | FileCheck %s --check-prefix=OUT
// RUN: %python %inputs/numbers.py llvm-objdump %t | FileCheck %s --check-prefix=NR-WRITE
// RUN: %python %inputs/numbers.py llvm-objdump %t.print | FileCheck %s --check-prefix=NR-PRINT
// RUN: %unispec_cc -Os -DOPEN -c %s -o %t.open.o
// RUN: %link_linux %t.open.o %t.edge.o -o %t.open
// RUN: %python %inputs/numbers.py llvm-objdump %t.open | FileCheck %s --check-prefix=NR-OPEN

// OUT: hi

// NR-WRITE: write arch_prctl exit_group
// NR-PRINT: close lseek ioctl writev arch_prctl exit_group
// NR-OPEN: {{.*}}open{{.*}} mmap
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
#if defined(OPEN)
    FILE *file = fopen("x", "r");
    char *text = malloc(100);
    fgets(text, 100, file);
    puts(text);
#elif defined(PRINT)
    printf("hi %s %d\n", "you", 3);
#else
    write(1, "hi\n", 3);
#endif
    return 0;
}
