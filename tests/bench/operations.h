/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Marks for count_plugin.c: between two of them it counts instructions. */
#ifndef BENCH_OPERATIONS_H
#define BENCH_OPERATIONS_H

#define MARK() \
    __asm__ volatile(".byte 0x0f,0x1f,0x84,0x00,0x6d,0x61,0x72,0x6b" \
                     : : : "memory")

/* Ends the program with a line that says what failed. */
#define CHECK(condition)                                           \
    do {                                                           \
        if (!(condition)) {                                        \
            printf("operations: line %d: %s\n", __LINE__, #condition); \
            exit(1);                                               \
        }                                                          \
    } while (0)

#endif
