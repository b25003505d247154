/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The first thing that C does in an image whose data is packed: writes the data
 * out, in place and from its end to its front (linker/image_pack.c says what is
 * read). Monitors have cleared what the packed bytes do not cover. The link step
 * takes the call away where it would cost more than packing gains.
 */
#include <elf.h>

#include "x86.h"

extern unsigned char _edata[]; /* the end of the initialised data */

static const Elf64_Phdr *data_segment(void)
{
    const Elf64_Ehdr *header = (const void *)__ehdr_start;
    const Elf64_Phdr *p = (const void *)(__ehdr_start + header->e_phoff);

    while (!(p->p_flags & PF_W))
        p++;
    return p;
}

__attribute__((noinline)) void boot_unpack(void)
{
    const Elf64_Phdr *p = data_segment();
    uintptr_t packed_end = p->p_vaddr + p->p_filesz, at = packed_end;
    uintptr_t to = (uintptr_t)_edata;

    while (to > at) {
        size_t zeros = *(unsigned char *)--at, bytes = *(unsigned char *)--at;
        uintptr_t start = to - zeros;

        if (start < packed_end)
            __asm__ volatile("rep stosb"
                             : "+c"(zeros), "=D"(to)
                             : "1"(start), "a"(0)
                             : "memory");
        at--;
        to = start - 1;
        __asm__ volatile("std; rep movsb; cld"
                         : "+S"(at), "+D"(to), "+c"(bytes)
                         :
                         : "memory");
        at++;
        to++;
    }
}
