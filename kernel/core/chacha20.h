/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The ChaCha20 block function (RFC 8439, 2.3). Pure; tests/kernel checks it
 * against the vectors of the RFC on the host.
 */
#ifndef KERNEL_CORE_CHACHA20_H
#define KERNEL_CORE_CHACHA20_H

#include <stdint.h>

#define CHACHA20_WORDS 16

static inline uint32_t chacha20_rotate(uint32_t x, unsigned n)
{
    return x << n | x >> (32 - n);
}

/* RFC 8439, 2.1 */
static inline void chacha20_quarter(uint32_t x[CHACHA20_WORDS], unsigned a,
                                    unsigned b, unsigned c, unsigned d)
{
    x[d] = chacha20_rotate(x[d] ^ (x[a] += x[b]), 16);
    x[b] = chacha20_rotate(x[b] ^ (x[c] += x[d]), 12);
    x[d] = chacha20_rotate(x[d] ^ (x[a] += x[b]), 8);
    x[b] = chacha20_rotate(x[b] ^ (x[c] += x[d]), 7);
}

/* RFC 8439, 2.3: columns, then diagonals, ten times; then add the input. */
static inline void chacha20_block(const uint32_t state[CHACHA20_WORDS],
                                  uint32_t out[CHACHA20_WORDS])
{
    for (unsigned i = 0; i < CHACHA20_WORDS; i++)
        out[i] = state[i];
    for (unsigned round = 0; round < 10; round++) {
        for (unsigned i = 0; i < 4; i++)
            chacha20_quarter(out, i, i + 4, i + 8, i + 12);
        for (unsigned i = 0; i < 4; i++)
            chacha20_quarter(out, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4,
                             12 + (i + 3) % 4);
    }
    for (unsigned i = 0; i < CHACHA20_WORDS; i++)
        out[i] += state[i];
}

#endif
