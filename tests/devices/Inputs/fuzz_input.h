/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a fuzzer reads of its input: zeros behind the end, and fewer bytes. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const uint8_t *input, *input_end;

static uint8_t next8(void)
{
    return input < input_end ? *input++ : 0;
}

static size_t next_bytes(uint8_t *to, size_t n)
{
    size_t left = (size_t)(input_end - input);

    n = n < left ? n : left;
    memcpy(to, input, n);
    input += n;
    return n;
}
