/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Random bytes: a ChaCha20 generator with fast key erasure. Each request runs
 * the block function over a key that came from the entropy of the machine, and
 * the first half of the first block becomes the next key, so that what was
 * given out cannot be found from the state later. Fresh entropy is mixed into
 * the key before each request: of the CPU's generator, or without one of a
 * device, or without either what arch_entropy() can find, which the console is
 * told. Drivers come with getrandom(2) only, not with every program that could
 * open /dev/urandom.
 *
 * Used by getrandom(2), /dev/urandom and /dev/random.
 */
#include "chacha20.h"
#include <kernel/arch.h>
#include <kernel/entropy.h>
#include <kernel/random.h>
#include <string.h>
#include <unispec/attributes.h>

long sys_getrandom(long, long, long);
#pragma weak sys_getrandom

#define KEY_WORDS 8

static uint32_t key[KEY_WORDS];

/* Linux would wait here, perhaps for ever; a server that starts with keys which
 * can be guessed must not go unnoticed. */
static void warn_once(void)
{
    static const char text[] = "unispec: warning: no source of random numbers "
                               "(RDRAND, virtio-rng): they can be guessed\n";
    static bool warned;

    if (!warned)
        arch_console_write(text, sizeof(text) - 1);
    warned = true;
}

static void gather(uint64_t *words, unsigned count)
{
    uint64_t word;

    if (!arch_random64(&word)) {
        if (__unispec_reached(sys_getrandom) &&
            entropy_read(words, count * sizeof(*words)))
            return;
        warn_once();
    }
    for (unsigned i = 0; i < count; i++)
        words[i] = arch_entropy();
}

static void mix_entropy(void)
{
    uint64_t fresh[KEY_WORDS / 2];

    gather(fresh, KEY_WORDS / 2);
    for (unsigned i = 0; i < KEY_WORDS; i++)
        key[i] ^= (uint32_t)(fresh[i / 2] >> i % 2 * 32);
}

void random_bytes(void *buffer, size_t size)
{
    /* "expand 32-byte k", the key, a 64-bit counter and a zero nonce */
    uint32_t state[CHACHA20_WORDS] = {0x61707865, 0x3320646e, 0x79622d32,
                                      0x6b206574};
    uint32_t block[CHACHA20_WORDS];
    unsigned char *out = buffer;
    const unsigned char *from = (unsigned char *)(block + KEY_WORDS);
    size_t ready = sizeof(block) - sizeof(key);

    mix_entropy();
    memcpy(state + 4, key, sizeof(key));
    chacha20_block(state, block);
    memcpy(key, block, sizeof(key));
    for (;;) {
        size_t n = size < ready ? size : ready;

        memcpy(out, from, n);
        out += n;
        size -= n;
        if (!size)
            break;
        if (!++state[12])
            state[13]++;
        chacha20_block(state, block);
        from = (unsigned char *)block;
        ready = sizeof(block);
    }
    /* What is left on the stack must not give the output away. */
    memset(state, 0, sizeof(state));
    memset(block, 0, sizeof(block));
    __asm__ volatile("" : : "r"(state), "r"(block) : "memory");
}
