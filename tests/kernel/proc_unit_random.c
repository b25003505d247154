/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// RUN: gcc -std=gnu11 -O1 -g -Wall -Wno-comment -fsanitize=address,undefined \
// RUN:   -fno-sanitize-recover=all -I%unispec_source/kernel/core \
// RUN:   -I%unispec_source/kernel/include -I%unispec_source/runtime/include \
// RUN:   %s -o %t
// RUN: %t | %FileCheck %s
// REQUIRES: gcc
/*
 * The random generator on the host: ChaCha20 against the vectors of RFC 8439
 * (2.1.1 and 2.3.2), the one warning where there is no source, and the
 * requests' lengths, bounds and independence.
 */
// CHECK: quarter round right
// CHECK-NEXT: block right
// CHECK-NEXT: source right
// CHECK-NEXT: warned once
// CHECK-NEXT: 0 requests wrong
#include "../../kernel/core/random.c"
#include <stdio.h>

enum source { CPU, DEVICE, NEITHER };

static enum source best;
static unsigned asked[3]; /* how often each was, with success */
static unsigned warnings;

void arch_console_write(const void *text, size_t size)
{
    warnings += size > 18 && !memcmp(text, "unispec: warning: ", 18);
}

bool arch_random64(uint64_t *value)
{
    if (best != CPU)
        return false;
    asked[CPU]++;
    *value = 0;
    return true;
}

bool entropy_read(void *buffer, size_t size)
{
    if (best == NEITHER)
        return false;
    asked[DEVICE]++;
    memset(buffer, 0, size);
    return true;
}

/* Constant, so that two requests have the same entropy. */
uint64_t arch_entropy(void)
{
    uint64_t value = 0;

    if (!arch_random64(&value))
        asked[NEITHER]++;
    return value;
}

/* The best source that there is, and no other, for one request. */
static int source_right(enum source source)
{
    unsigned char byte;

    best = source;
    memset(asked, 0, sizeof(asked));
    random_bytes(&byte, 1);
    return !asked[CPU] == (source != CPU) &&
           asked[DEVICE] == (source == DEVICE) &&
           !asked[NEITHER] == (source != NEITHER);
}

static int block_right(void)
{
    static const uint32_t expected[16] = {
        0xe4e7f110, 0x15593bd1, 0x1fdd0f50, 0xc47120a3, 0xc7f4d1c7, 0x0368c033,
        0x9aaa2204, 0x4e6cd4c3, 0x466482d2, 0x09aa9f07, 0x05d7c214, 0xa2028bd9,
        0xd19c12b5, 0xb94e16de, 0xe883d0cb, 0x4e3c50a2};
    uint32_t state[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
    uint32_t out[16];

    for (uint32_t i = 0; i < 8; i++)
        state[4 + i] =
            (4 * i + 3) << 24 | (4 * i + 2) << 16 | (4 * i + 1) << 8 | 4 * i;
    state[12] = 1;
    state[13] = 0x09000000;
    state[14] = 0x4a000000;
    chacha20_block(state, out);
    return !memcmp(out, expected, sizeof(out));
}

static int quarter_right(void)
{
    uint32_t x[16] = {0x11111111, 0x01020304, 0x9b8d6f43, 0x01234567};

    chacha20_quarter(x, 0, 1, 2, 3);
    return x[0] == 0xea2a92f4 && x[1] == 0xcb1cf8ce && x[2] == 0x4581472e &&
           x[3] == 0x5881c4bb;
}

int main(void)
{
    static unsigned char a[700], b[700];
    int wrong = 0;

    puts(quarter_right() ? "quarter round right" : "quarter round WRONG");
    puts(block_right() ? "block right" : "block WRONG");
    puts(source_right(CPU) && source_right(DEVICE) && !warnings &&
                 source_right(NEITHER)
             ? "source right"
             : "source WRONG");
    /* A second request without a source is silent. */
    puts(source_right(NEITHER) && warnings == 1 ? "warned once"
                                                : "warned WRONG");
    for (size_t size = 0; size <= 600; size++) {
        unsigned char before[sizeof(key)];

        memset(a, 0xa5, sizeof(a));
        memset(b, 0xa5, sizeof(b));
        memcpy(before, key, sizeof(key));
        random_bytes(a, size);
        random_bytes(b, size);
        for (size_t i = size; i < sizeof(a); i++)
            wrong += a[i] != 0xa5;
        if (size >= 16)
            wrong += !memcmp(a, b, size);
        wrong += !memcmp(before, key, sizeof(key)); /* erased each time */
        for (size_t i = 0; i + 16 <= size && i + 16 <= 64; i++)
            wrong += !memcmp(a + i, key, 16); /* never given out */
    }
    printf("%d requests wrong\n", wrong);
    return 0;
}
