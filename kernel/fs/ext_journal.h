/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The format of the journal, and what its writer and its reader share. */
#ifndef KERNEL_FS_EXT_JOURNAL_H
#define KERNEL_FS_EXT_JOURNAL_H

#include "ext.h"

#include <string.h>

#define MAGIC 0xc03b3998u
enum { DESCRIPTOR = 1, COMMIT = 2, SUPER_1 = 3, SUPER_2 = 4, REVOKE = 5 };
enum { ESCAPED = 1, SAME_UUID = 2, LAST = 8 };
#define REVOKE_FEATURE 1u
#define UUID_SIZE 16
#define HEADER_SIZE 12
#define TAG_SIZE 8

struct log_super {
    uint32_t magic, type, header_sequence;
    uint32_t block_size, length, first, sequence, start, error;
    uint32_t compatible, incompatible, read_only;
};

static inline uint32_t big(uint32_t v)
{
    return __builtin_bswap32(v);
}

static inline uint32_t word(const unsigned char *data, unsigned at)
{
    uint32_t v;

    memcpy(&v, data + at, 4);
    return big(v);
}

static inline void set_word(unsigned char *data, unsigned at, uint32_t v)
{
    v = big(v);
    memcpy(data + at, &v, 4);
}

/* Blocks of the journal by their index in it. */
int ext_log_read(struct ext *fs, uint32_t index, void *data);
/* What was written before is on the medium. */
int ext_flush(struct ext *fs);

#endif
