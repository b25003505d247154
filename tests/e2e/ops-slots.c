/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Of operations in a table only those that are called are in the image; all of
 * them are by plain LTO. So it is for tables that are constant, on the heap,
 * copied, found from a member, and behind a pointer to void; and for the cases
 * of a switch between two numbers that callers pass.
 */
// UNSUPPORTED: quick
// RUN: rm -rf %t && mkdir %t
// RUN: %unispec_cc -O0 %s -o %t/0
// RUN: %unispec_cc -O2 %s -o %t/2
// RUN: %unispec_cc -Os %s -o %t/s
// RUN: %unispec run %t/0 | %FileCheck %s --check-prefix=OUTPUT
// RUN: %unispec run %t/2 | %FileCheck %s --check-prefix=OUTPUT
// RUN: %unispec run %t/s | %FileCheck %s --check-prefix=OUTPUT
// RUN: %unispec audit %t/0 --format=json -o %t/0.json
// RUN: %unispec audit %t/2 --format=json -o %t/2.json
// RUN: %unispec audit %t/s --format=json -o %t/s.json
// RUN: %python %S/Inputs/kept.py %t/0.json | %FileCheck %s
// RUN: %python %S/Inputs/kept.py %t/2.json | %FileCheck %s
// RUN: %python %S/Inputs/kept.py %t/s.json | %FileCheck %s
// RUN: llvm-nm %t/0 | %FileCheck %s --check-prefix=GONE
// The control: plain LTO keeps them all.
// RUN: %unispec_cc -O0 -Wl,--no-specialise %s -o %t/plain
// RUN: llvm-nm %t/plain | %FileCheck %s --check-prefix=PLAIN
// The guard build does the same; what a trace build runs is what the analysis
// says.
// RUN: %unispec_cc -O0 -Wl,--guard %s -o %t/guard
// RUN: %unispec run %t/guard | %FileCheck %s --check-prefix=OUTPUT
// RUN: %unispec_cc -O0 -Wl,--trace %s -o %t/traced
// RUN: %unispec run --trace %t/trace %t/traced | %FileCheck %s --check-prefix=OUTPUT
// RUN: %trace_check %t/traced %t/trace

// OUTPUT: 84
// CHECK: kept: behind_a_rd behind_b_rd behind_c_rd copy_a_rd copy_b_rd copy_c_rd heap_a_rd heap_b_rd heap_c_rd member_a_rd member_b_rd member_c_rd request_5401 request_5413 table_a_rd table_b_rd table_c_rd{{$}}
// GONE-NOT: {{_(wr|ctl)$}}
// GONE-NOT: request_5402
// PLAIN-DAG: table_a_wr
// PLAIN-DAG: heap_a_ctl
// PLAIN-DAG: copy_b_wr
// PLAIN-DAG: member_c_ctl
// PLAIN-DAG: behind_b_ctl
// PLAIN-DAG: request_5402
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ops {
    int (*rd)(int), (*wr)(int), (*ctl)(int);
};

#define OPERATION(name, n)                                                     \
    static __attribute__((noinline)) int name(int x)                           \
    {                                                                          \
        __asm__ volatile("" : "+r"(x));                                        \
        return x + n;                                                          \
    }
#define OPERATIONS(name)                                                       \
    OPERATION(name##_rd, 1)                                                    \
    OPERATION(name##_wr, 2)                                                    \
    OPERATION(name##_ctl, 3)                                                   \
    static const struct ops name = {name##_rd, name##_wr, name##_ctl};
#define THREE(name) OPERATIONS(name##_a) OPERATIONS(name##_b) OPERATIONS(name##_c)

THREE(table)
THREE(heap)
THREE(copy)
THREE(member)
THREE(behind)

static const struct ops *const tables[] = {&table_a, &table_b, &table_c};

static int table(int fd)
{
    return tables[fd % 3]->rd(fd);
}

/* Filled in one by one. */
static struct ops *on_heap(int fd)
{
    struct ops *o = malloc(sizeof *o);

    o->rd = fd % 3 == 0 ? heap_a.rd : fd % 3 == 1 ? heap_b.rd : heap_c.rd;
    o->wr = fd % 3 == 0 ? heap_a.wr : fd % 3 == 1 ? heap_b.wr : heap_c.wr;
    o->ctl = fd % 3 == 0 ? heap_a.ctl : fd % 3 == 1 ? heap_b.ctl : heap_c.ctl;
    return o;
}

static int heap(int fd)
{
    struct ops *o = on_heap(fd);
    int result = o->rd(fd);

    free(o);
    return result;
}

static int copied(int fd)
{
    struct ops o;

    memcpy(&o, fd % 3 == 0 ? &copy_a : fd % 3 == 1 ? &copy_b : &copy_c,
           sizeof o);
    return o.rd(fd);
}

struct device {
    long number;
    struct ops ops;
    struct link {
        struct link *next;
    } link;
};

static struct device devices[3];

static int member(int fd)
{
    struct link *list = NULL, *l;
    int sum = 0;

    for (int i = 0; i < 3; i++) {
        devices[i].ops = i == 0 ? member_a : i == 1 ? member_b : member_c;
        devices[i].link.next = list;
        list = &devices[i].link;
    }
    for (l = list; l; l = l->next) {
        struct device *d =
            (struct device *)((char *)l - offsetof(struct device, link));
        sum += d->ops.rd(fd);
    }
    return sum;
}

static __attribute__((noinline)) int call(void *context, int fd)
{
    return ((const struct ops *)context)->rd(fd);
}

static int behind(int fd)
{
    return call((void *)(fd % 3 == 0   ? &behind_a
                         : fd % 3 == 1 ? &behind_b
                                       : &behind_c),
                fd);
}

OPERATION(request_5401, 10)
OPERATION(request_5402, 20)
OPERATION(request_5413, 30)

static __attribute__((noinline)) int control(int fd, unsigned long request)
{
    switch (request) {
    case 0x5401:
        return request_5401(fd);
    case 0x5402:
        return request_5402(fd);
    case 0x5413:
        return request_5413(fd);
    }
    return -1;
}

int main(int argc, char **argv)
{
    int sum = 0;

    (void)argv;
    for (int fd = argc - 1; fd < argc + 2; fd++)
        sum += table(fd) + heap(fd) + copied(fd) + member(fd) + behind(fd);
    sum += control(argc, 0x5401) + control(argc, 0x5413);
    printf("%d\n", sum);
    return 0;
}
