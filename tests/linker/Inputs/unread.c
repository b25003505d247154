/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Two objects with a table of operations each: that of one is only needed to find
 * the function, which the link does; that of the other is looked into. */
#include <stdio.h>

struct object;
struct ops {
    int (*run)(struct object *, int);
    int (*end)(struct object *, int);
};
struct object {
    const struct ops *ops;
    int calls;
};

static __attribute__((noinline)) int add(struct object *o, int n)
{
    (void)o;
    __asm__ volatile("" : "+r"(n));
    return n + 1;
}

static __attribute__((noinline)) int count(struct object *o, int n)
{
    __asm__ volatile("" : "+r"(n));
    return ++o->calls + n;
}

static __attribute__((noinline, naked)) int peek(struct object *o, int n)
{
    __asm__("movl 8(%rdi), %eax; ret");
}

static const struct ops resolved_ops = {add, add};
static const struct ops read_ops = {count, add};
static const struct ops peeked_ops = {add, add};
static struct object resolved = {&resolved_ops, 0};
static struct object read_object = {&read_ops, 40};
static struct object peeked = {&peeked_ops, 7};

int main(int argc, char **argv)
{
    struct object *o = &read_object;

    (void)argv;
    __asm__ volatile("" : "+r"(o));
    printf("%d", resolved.ops->run(&resolved, argc));
    printf(" %d", o->ops->run(o, argc));
    printf(" %d", read_object.calls);
    printf(" %d\n", peek(&peeked, argc));
    return 0;
}
