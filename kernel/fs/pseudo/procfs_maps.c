/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The program's memory in /proc: the segments of the image, the mappings, and
 * the main stack, which is where it may grow to, as far as it has.
 */
#include "procfs.h"

#include <elf.h>
#include <kernel/arch.h>
#include <kernel/mm.h>

#include "../../mm/vm.h"

extern const char __ehdr_start[];

struct area {
    uintptr_t start, end;
    unsigned prot;
    bool shared;
    uint64_t offset;
    const char *name;
};

typedef void area_sink(void *context, const struct area *);

static void each_segment(area_sink *sink, void *context)
{
    const Elf64_Ehdr *header = (const void *)__ehdr_start;
    const Elf64_Phdr *p = (const void *)(__ehdr_start + header->e_phoff);

    for (unsigned i = 0; i < header->e_phnum; i++, p++) {
        struct area a = {.start = p->p_vaddr & ~PAGE_MASK,
                         .end = PAGE_ALIGN(p->p_vaddr + p->p_memsz),
                         .offset = p->p_offset & ~PAGE_MASK,
                         .name = "/app"};

        if (p->p_type != PT_LOAD)
            continue;
        a.prot = (p->p_flags & PF_R ? ARCH_PROT_READ : 0) |
                 (p->p_flags & PF_W ? ARCH_PROT_WRITE : 0) |
                 (p->p_flags & PF_X ? ARCH_PROT_EXEC : 0);
        sink(context, &a);
    }
}

static void each_area(area_sink *sink, void *context)
{
    struct area stack = {.start = arch_page_next(
                             ARCH_STACK_TOP - ARCH_STACK_SIZE, ARCH_STACK_TOP),
                         .end = ARCH_STACK_TOP,
                         .prot = ARCH_PROT_READ | ARCH_PROT_WRITE,
                         .name = "[stack]"};
    bool stack_shown = false;

    while (stack.start < stack.end && !arch_page_frame(stack.start))
        stack.start += PAGE_SIZE;
    each_segment(sink, context);
    for (size_t i = 0; i < vm_region_count; i++) {
        const struct vm_region *r = &vm_regions[i];
        struct area a = {.start = r->start,
                         .end = r->end,
                         .prot = r->prot,
                         .shared = r->shared || r->keeps,
                         .offset = r->object ? r->offset : 0,
                         .name = r->start >= ARCH_BRK_START &&
                                         r->start < ARCH_BRK_END
                                     ? "[heap]"
                                     : ""};

        if (r->start > stack.start && !stack_shown) {
            sink(context, &stack);
            stack_shown = true;
        }
        sink(context, &a);
    }
    if (!stack_shown)
        sink(context, &stack);
}

static void print_area(void *context, const struct area *a)
{
    pseudo_print(context, "%08lx-%08lx %c%c%c%c %08lx 00:00 0%s%s\n", a->start,
                 a->end, a->prot & ARCH_PROT_READ ? 'r' : '-',
                 a->prot & ARCH_PROT_WRITE ? 'w' : '-',
                 a->prot & ARCH_PROT_EXEC ? 'x' : '-', a->shared ? 's' : 'p',
                 a->offset, *a->name ? "                          " : "",
                 a->name);
}

void proc_maps(struct pseudo_text *text, int number)
{
    (void)number;
    each_area(print_area, text);
}

/* The image is there as a whole. */
static uint64_t resident(const struct area *a)
{
    uint64_t n = 0;

    if (a->start < ARCH_IDENTITY_END)
        return a->end - a->start;
    for (uintptr_t at = a->start; (at = arch_page_next(at, a->end)) < a->end;
         at += PAGE_SIZE)
        if (arch_page_frame(at))
            n += PAGE_SIZE;
    return n;
}

static void print_smap(void *context, const struct area *a)
{
    static const char *const none[] = {"Shared_Clean",  "Shared_Dirty",
                                       "Private_Clean", "AnonHugePages",
                                       "Swap",          "Locked"};
    unsigned long rss = resident(a) / 1024;

    print_area(context, a);
    pseudo_print(context, "Size:\t%lu kB\nKernelPageSize:\t4 kB\n",
                 (a->end - a->start) / 1024);
    pseudo_print(context,
                 "Rss:\t%lu kB\nPss:\t%lu kB\nPrivate_Dirty:\t%lu kB\n", rss,
                 rss, rss);
    pseudo_print(context, "Referenced:\t%lu kB\nAnonymous:\t%lu kB\n", rss,
                 rss);
    for (unsigned i = 0; i < sizeof(none) / sizeof(*none); i++)
        pseudo_print(context, "%s:\t0 kB\n", none[i]);
}

void proc_smaps(struct pseudo_text *text, int number)
{
    (void)number;
    each_area(print_smap, text);
}

static void add_area(void *context, const struct area *a)
{
    struct proc_memory *m = context;
    uint64_t size = a->end - a->start;

    m->mapped += size;
    m->resident += resident(a);
    if (a->prot & ARCH_PROT_EXEC)
        m->code += size;
    if (*a->name == '[' && a->end == ARCH_STACK_TOP)
        m->stack = size;
}

void proc_memory(struct proc_memory *m)
{
    *m = (struct proc_memory){0};
    each_area(add_area, m);
}
