/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What a segment may not say. Only one with SYN may have the option of the
 * largest segment (RFC 9293, 3.7.1); lwIP would take it from any, even from one out of
 * the window, and then finds segments that wait larger than they may be.
 */
#include <lwip/def.h>
#include <lwip/err.h>
#include <lwip/prot/tcp.h>

enum { OPTION_END, OPTION_NOTHING, OPTION_MSS };

struct segment_options {
    uint8_t *first, *rest; /* the rest may lie in another buffer */
    unsigned size, first_size;
};

static uint8_t *byte_at(const struct segment_options *o, unsigned i)
{
    return i < o->first_size ? &o->first[i] : &o->rest[i - o->first_size];
}

/* What an option is at I, and its length; 0 at the end, or what is none. */
static unsigned length_at(const struct segment_options *o, unsigned i)
{
    unsigned kind = *byte_at(o, i), length;

    if (kind == OPTION_END || kind == OPTION_NOTHING)
        return kind == OPTION_NOTHING;
    length = i + 1 < o->size ? *byte_at(o, i + 1) : 0;
    return length >= 2 && length <= o->size - i ? length : 0;
}

/* LWIP_HOOK_TCP_INPACKET_PCB: the checksum is right, nothing else is known. */
int inet_tcp_segment(struct tcp_hdr *header, unsigned size, unsigned first_size,
                     uint8_t *rest)
{
    const struct segment_options o = {.first = (uint8_t *)(header + 1),
                                      .rest = rest,
                                      .size = size,
                                      .first_size = first_size};

    if (TCPH_FLAGS(header) & TCP_SYN)
        return ERR_OK;
    for (unsigned i = 0, length; i < size && (length = length_at(&o, i));
         i += length)
        if (*byte_at(&o, i) == OPTION_MSS)
            for (unsigned k = i; k < i + length; k++)
                *byte_at(&o, k) = OPTION_NOTHING;
    return ERR_OK;
}
