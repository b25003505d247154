/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The few packets of GDB's remote protocol that a sample takes ("Debugging
 * with GDB", appendix E): an interrupt, `g` for the registers, `m` for the
 * stack, `c` to go on. A packet is $TEXT#SUM, and each side acknowledges with
 * a plus what it got. A socket that is closed is the end of QEMU.
 */
#include "run_profile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    REPLY_SIZE = 4096,
    REGISTER_SP = 7, /* of 64 bits each, in the order of GDB's amd64 target */
    REGISTER_PC = 16,
    WORD_DIGITS = 16,
    PAGE_BYTES = 4096
};

static int next_byte(struct stub *stub)
{
    while (stub->start == stub->end) {
        ssize_t got = read(stub->fd, stub->input, sizeof(stub->input));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return -1;
        stub->start = 0;
        stub->end = (size_t)got;
    }
    return (unsigned char)stub->input[stub->start++];
}

static bool put(const struct stub *stub, const char *text, size_t size)
{
    while (size) {
        ssize_t done = write(stub->fd, text, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        text += done;
        size -= (size_t)done;
    }
    return true;
}

static bool put_packet(const struct stub *stub, const char *text)
{
    unsigned char sum = 0;
    for (const char *c = text; *c; c++)
        sum = (unsigned char)(sum + *c);
    char *packet = tool_format("$%s#%02x", text, sum);
    bool done = put(stub, packet, strlen(packet));
    free(packet);
    return done;
}

/* The next packet's text, cut to REPLY_SIZE; false at the end. */
static bool get_packet(struct stub *stub, char *reply)
{
    size_t n = 0;
    int c;
    while ((c = next_byte(stub)) >= 0 && c != '$')
        ;
    while (c >= 0 && (c = next_byte(stub)) >= 0 && c != '#')
        if (n + 1 < REPLY_SIZE)
            reply[n++] = (char)c;
    reply[n] = 0;
    if (c < 0 || next_byte(stub) < 0 || next_byte(stub) < 0)
        return false;
    return put(stub, "+", 1) && *reply != 'W' && *reply != 'X';
}

static bool ask(struct stub *stub, const char *text, char *reply)
{
    return put_packet(stub, text) && get_packet(stub, reply);
}

/* The word whose bytes, lowest first, are the 16 digits at TEXT. */
static uint64_t word_at(const char *text)
{
    uint64_t value = 0;
    for (int i = 0; i < WORD_DIGITS; i += 2) {
        char byte[3] = {text[i], text[i + 1], 0};
        value |= (uint64_t)strtoul(byte, NULL, 16) << (4 * i);
    }
    return value;
}

/* The end of the stack is the end of a page: no piece reaches over one. */
static bool read_stack(struct stub *stub, struct stub_sample *sample)
{
    char reply[REPLY_SIZE];
    sample->word_count = 0;
    while (sample->word_count < STACK_WORDS) {
        uint64_t at = (sample->sp & ~7ull) + 8 * sample->word_count;
        size_t words = (PAGE_BYTES - at % PAGE_BYTES) / 8, got = 0;
        size_t left = STACK_WORDS - sample->word_count;
        words = words > left ? left : words;
        char *packet =
            tool_format("m%llx,%zx", (unsigned long long)at, 8 * words);
        bool answered = ask(stub, packet, reply);
        free(packet);
        if (!answered)
            return false;
        while (*reply != 'E' && got < words &&
               strlen(reply) >= (got + 1) * WORD_DIGITS)
            sample->words[sample->word_count++] =
                word_at(reply + WORD_DIGITS * got++);
        if (got < words)
            break;
    }
    return true;
}

bool stub_begin(struct stub *stub)
{
    char reply[REPLY_SIZE];
    return ask(stub, "?", reply) && put_packet(stub, "c");
}

bool stub_sample(struct stub *stub, struct stub_sample *sample)
{
    char reply[REPLY_SIZE];
    if (!put(stub, "\003", 1) || !get_packet(stub, reply) ||
        !ask(stub, "g", reply))
        return false;
    if (strlen(reply) < (REGISTER_PC + 1) * WORD_DIGITS)
        return false;
    sample->sp = word_at(reply + REGISTER_SP * WORD_DIGITS);
    sample->pc = word_at(reply + REGISTER_PC * WORD_DIGITS);
    return read_stack(stub, sample) && put_packet(stub, "c");
}
