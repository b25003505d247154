/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * SHA-256, FIPS 180-4, of data that is in memory. The constants of section
 * 4.2.2 and 5.3.3 are the first 32 bits of the fractional parts of the cube
 * and square roots of the first primes; they are computed, in integers, as a
 * table could hide a slip that a test of a few words does not show.
 */
#include "sha256.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ROUNDS = 64, BLOCK = 64, LENGTH_AT = 56 };

struct state {
    uint32_t h[8], k[ROUNDS];
};

/* The first 32 bits behind the point of the ROOTth root (2 or 3) of N. */
static uint32_t root_fraction(unsigned n, unsigned root)
{
    unsigned __int128 wanted = (unsigned __int128)n << 32 * root;
    uint64_t low = 0;
    for (int bit = 36; bit >= 0; bit--) {
        unsigned __int128 guess = low | 1ull << bit;
        unsigned __int128 power = guess * guess;
        if (root == 3)
            power *= guess;
        if (power <= wanted)
            low = (uint64_t)guess;
    }
    return (uint32_t)low;
}

static void start(struct state *s)
{
    unsigned found = 0;
    for (unsigned n = 2; found < ROUNDS; n++) {
        unsigned d = 2;
        while (d * d <= n && n % d)
            d++;
        if (d * d <= n)
            continue;
        if (found < 8)
            s->h[found] = root_fraction(n, 2);
        s->k[found++] = root_fraction(n, 3);
    }
}

static uint32_t turn(uint32_t x, unsigned bits)
{
    return x >> bits | x << (32 - bits);
}

/* Section 6.2.2 on one block. */
static void take_block(struct state *s, const unsigned char *block)
{
    uint32_t w[ROUNDS], v[8];
    for (int t = 0; t < 16; t++)
        w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 |
               (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
    for (int t = 16; t < ROUNDS; t++) {
        uint32_t a = w[t - 15], b = w[t - 2];
        w[t] = w[t - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >> 3) + w[t - 7] +
               (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
    }
    memcpy(v, s->h, sizeof(v));
    for (int t = 0; t < ROUNDS; t++) {
        uint32_t a = v[0], e = v[4];
        uint32_t one = v[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
                       ((e & v[5]) ^ (~e & v[6])) + s->k[t] + w[t];
        uint32_t two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) +
                       ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof(*v));
        v[4] += one;
        v[0] = one + two;
    }
    for (int i = 0; i < 8; i++)
        s->h[i] += v[i];
}

void sha256_text(const void *data, size_t size, char text[SHA256_TEXT])
{
    const unsigned char *bytes = data;
    unsigned char last[2 * BLOCK] = {0};
    size_t left = size % BLOCK;
    size_t end = left < LENGTH_AT ? BLOCK : 2 * BLOCK;
    struct state s;
    start(&s);
    for (size_t at = 0; at + BLOCK <= size; at += BLOCK)
        take_block(&s, bytes + at);
    if (left)
        memcpy(last, bytes + size - left, left);
    last[left] = 0x80;
    for (int i = 0; i < 8; i++)
        last[end - 1 - (size_t)i] =
            (unsigned char)((uint64_t)size * 8 >> 8 * i);
    for (size_t at = 0; at < end; at += BLOCK)
        take_block(&s, last + at);
    for (int i = 0; i < 8; i++)
        snprintf(text + 8 * i, 9, "%08x", s.h[i]);
}
