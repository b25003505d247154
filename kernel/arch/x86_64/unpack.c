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

/*
 * With the direction flag set, so that string instructions go from the end to
 * the front: AT and TO are the last byte to read and the last one to write.
 */
__attribute__((noinline)) void boot_unpack(void)
{
    const Elf64_Phdr *p = data_segment();
    uintptr_t packed_end = p->p_vaddr + p->p_filesz, at = packed_end - 1;
    uintptr_t to = (uintptr_t)_edata - 1;

    if (to <= at)
        return;
    __asm__ volatile("std\n"
                     "xorl %%eax, %%eax\n"
                     "1: lodsb\n" /* the number of zeros */
                     "subq %%rax, %%rdi\n"
                     "cmpq %[end], %%rdi\n"
                     "jae 2f\n"
                     /* not all of them lie where the monitor has cleared */
                     "addq %%rax, %%rdi\n"
                     "movl %%eax, %%ecx\n"
                     "xorl %%eax, %%eax\n"
                     "rep stosb\n"
                     "2: lodsb\n" /* the number of bytes */
                     "movl %%eax, %%ecx\n"
                     "rep movsb\n"
                     "cmpq %%rsi, %%rdi\n"
                     "ja 1b\n"
                     "cld"
                     : "+&S"(at), "+&D"(to)
                     : [end] "r"(packed_end - 1)
                     : "rax", "rcx", "memory", "cc");
}
