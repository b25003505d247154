/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Code is built without frame pointers and without unwind tables, so callers
 * are found by looking: a word of the stack that points behind a call
 * instruction of the image may be a return address. Left-overs of calls that
 * ended look the same. What tells them apart is where a direct call goes: to
 * the function of the frame inside. If no word near fits so, because the
 * function was entered by a jump (a tail call), the first one counts. So a
 * stack may have a frame too many or too few.
 */
#include "run_profile.h"

#include <gelf.h>
#include <string.h>

enum { CALL_MAX = 7, NEAR_WORDS = 48, INLINE_PLACES = 16 };

/* The SIZE bytes of code at ADDRESS, or NULL. */
static const unsigned char *code_at(const struct image *image, uint64_t address,
                                    size_t size)
{
    for (Elf_Scn *scn = NULL; (scn = elf_nextscn(image->elf, scn));) {
        GElf_Shdr h;
        Elf_Data *data;
        if (!gelf_getshdr(scn, &h) || !(h.sh_flags & SHF_EXECINSTR) ||
            address < h.sh_addr || address - h.sh_addr > h.sh_size ||
            h.sh_size - (address - h.sh_addr) < size)
            continue;
        data = elf_getdata(scn, NULL);
        if (data && data->d_buf && data->d_size == h.sh_size)
            return (const unsigned char *)data->d_buf + (address - h.sh_addr);
    }
    return NULL;
}

enum call { CALL_NONE, CALL_DIRECT, CALL_INDIRECT };

/* The call that ends at ADDRESS; a direct one's TARGET. */
static enum call call_before(const struct image *image, uint64_t address,
                             uint64_t *target)
{
    const unsigned char *p = code_at(image, address - CALL_MAX, CALL_MAX);
    if (!p)
        return CALL_NONE;
    p += CALL_MAX;
    if (p[-5] == 0xe8) {
        int32_t distance;
        memcpy(&distance, p - 4, sizeof(distance));
        *target = address + (uint64_t)(int64_t)distance;
        if (code_at(image, *target, 1))
            return CALL_DIRECT;
    }
    for (int length = 2; length <= CALL_MAX; length++)
        if (p[-length] == 0xff && (p[1 - length] >> 3 & 7) == 2)
            return CALL_INDIRECT;
    return CALL_NONE;
}

/* Where the function that holds ADDRESS starts; 0 if there is none. */
static uint64_t function_of(const struct symbols *symbols, uint64_t address)
{
    struct place places[INLINE_PLACES];
    size_t n = symbols_find(symbols, address, places, INLINE_PLACES);
    const struct place *outermost = &places[n - 1];
    return outermost->function ? address - outermost->offset : 0;
}

/* The index of the word that holds the return address into the caller. */
static size_t find_return(const struct image *image,
                          const struct stub_sample *sample, size_t from,
                          uint64_t callee)
{
    size_t first = sample->word_count, last = from + NEAR_WORDS;
    for (size_t i = from; i < sample->word_count; i++) {
        uint64_t target = 0;
        enum call call = call_before(image, sample->words[i], &target);
        if (call == CALL_INDIRECT || (call == CALL_DIRECT && target == callee))
            return i;
        if (call != CALL_NONE && i < first)
            first = i;
        if (i >= last && first < sample->word_count)
            break;
    }
    return first;
}

size_t stack_callers(const struct image *image, const struct symbols *symbols,
                     const struct stub_sample *sample, uint64_t *frames)
{
    size_t n = 0, at = 0;
    frames[n++] = sample->pc;
    if (!code_at(image, sample->pc, 1))
        return n;
    while (n < PROFILE_FRAMES) {
        uint64_t inside = frames[n - 1] - (n > 1);
        at = find_return(image, sample, at, function_of(symbols, inside));
        if (at >= sample->word_count)
            break;
        frames[n++] = sample->words[at++];
    }
    return n;
}
