/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Thread-local storage of the first thread. musl's file of this name maps
 * memory where the block is larger than a static buffer; here the caller
 * (runtime/start/crt0.c) asks for the size, and gives memory of its own stack,
 * so that a program with or without _Thread_local variables needs no mmap.
 *
 * Layout (x86-64 psABI, variant II): [dtv | TLS image | struct pthread], the
 * thread pointer at struct pthread. __copy_tls() makes one for pthread_create()
 * as well. The image is found in the program headers at __ehdr_start; a program
 * without thread-local variables has none, and no code that looks for it.
 */
#define SYSCALL_NO_TLS 1
#include "libc.h"
#include "pthread_impl.h"
#include "syscall.h"
#include <elf.h>
#include <stddef.h>
#include <string.h>
#include <unispec/attributes.h>
#include <unispec/start.h>

#pragma weak thread_create
#pragma weak image_tls

volatile int __thread_list_lock;

static struct tls_module main_tls;

extern hidden const Elf64_Ehdr __ehdr_start;

#define MIN_TLS_ALIGN                                                          \
    offsetof(                                                                  \
        struct {                                                               \
            char c;                                                            \
            struct pthread pt;                                                 \
        },                                                                     \
        pt)

/* One process, and its first thread has the same number. */
#define FIRST_THREAD 1

int __init_tp(void *p)
{
    pthread_t td = p;

    td->self = td;
    if (__set_thread_area(TP_ADJ(p)) == 0)
        libc.can_do_threads = 1;
    td->detach_state = DT_JOINABLE;
    td->tid = FIRST_THREAD;
    if (UNISPEC_THREADS)
        td->tid = __syscall(SYS_set_tid_address, &__thread_list_lock);
    td->locale = &libc.global_locale;
    td->robust_list.head = &td->robust_list.head;
    td->sysinfo = __sysinfo;
    td->next = td->prev = td;
    return 0;
}

void *__copy_tls(unsigned char *mem)
{
    uintptr_t *dtv = (uintptr_t *)mem;
    struct tls_module *p;
    pthread_t td;
    size_t i = 1;

    mem += libc.tls_size - sizeof(struct pthread);
    mem -= (uintptr_t)mem & (libc.tls_align - 1);
    td = (pthread_t)mem;
    for (p = UNISPEC_TLS ? libc.tls_head : NULL; p; p = p->next) {
        dtv[i++] = (uintptr_t)(mem - p->offset) + DTP_OFFSET;
        memcpy(mem - p->offset, p->image, p->len);
    }
    dtv[0] = libc.tls_cnt;
    td->dtv = dtv;
    return td;
}

static const Elf64_Phdr *tls_header(void)
{
    const Elf64_Phdr *p =
        (const void *)((const char *)&__ehdr_start + __ehdr_start.e_phoff);

    for (unsigned i = __ehdr_start.e_phnum; i; i--, p++)
        if (p->p_type == PT_TLS)
            return p;
    return 0;
}

size_t __unispec_tls_size(void)
{
    const Elf64_Phdr *phdr = UNISPEC_TLS ? tls_header() : NULL;
    size_t align = MIN_TLS_ALIGN, size = 0;

    if (phdr) {
        if (phdr->p_align > align)
            align = phdr->p_align;
        /* As the linker: with the segment's own alignment. */
        size = phdr->p_memsz;
        size += (-size - phdr->p_vaddr) & (phdr->p_align - 1);
        main_tls.image = (void *)phdr->p_vaddr;
        main_tls.len = phdr->p_filesz;
        main_tls.size = main_tls.offset = size;
        main_tls.align = align;
        libc.tls_cnt = 1;
        libc.tls_head = &main_tls;
    }
    libc.tls_align = align;
    libc.tls_size = 2 * sizeof(void *) + sizeof(struct pthread) + size + align +
                    MIN_TLS_ALIGN - 1;
    libc.tls_size &= -MIN_TLS_ALIGN;
    return libc.tls_size;
}

/* By words: memset() would be in every image for this alone. */
void __unispec_tls_init(void *mem)
{
    size_t *word = (void *)((char *)mem + libc.tls_size);

    do
        *--word = 0;
    while (word != mem);
    __init_tp(__copy_tls(mem));
}
