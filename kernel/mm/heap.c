/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The kernel heap: size classes over pages. A page of small objects begins
 * with a header that names its class, counts its objects and holds its free
 * list; pages with free objects are linked by class. A large object has pages
 * of its own, with the same header, so that kfree() finds out which it is from
 * the page's start.
 */
#include <kernel/mm.h>
#include <kernel/panic.h>
#include <string.h>
#include <unispec/attributes.h>

#define HEADER 32
#define CLASSES 8 /* 32 .. 2032 bytes */
#define LARGE CLASSES

struct slab {
    struct slab *next, **link; /* of the class's pages with free objects */
    void *free;                /* linked through their first word */
    uint16_t used;
    uint8_t class; /* LARGE: order is valid */
    uint8_t order;
};
_Static_assert(sizeof(struct slab) <= HEADER, "objects follow the header");

/* What fills (PAGE_SIZE - HEADER) with little waste; multiples of 16. TCP's
 * connections and sockets have less than 336 bytes. */
static const uint16_t class_size[CLASSES] = {32,  64,  128,  256,
                                             336, 496, 1008, 2032};
static struct slab *partial[CLASSES];

static void list_push(struct slab *s)
{
    s->next = partial[s->class];
    s->link = &partial[s->class];
    if (s->next)
        s->next->link = &s->next;
    partial[s->class] = s;
}

static void list_remove(struct slab *s)
{
    *s->link = s->next;
    if (s->next)
        s->next->link = s->link;
}

static struct slab *slab_new(unsigned class)
{
    struct slab *s = page_alloc(0);
    size_t size = class_size[class];
    char *at;

    if (!s)
        return NULL;
    *s = (struct slab){.class = (uint8_t)class};
    for (at = (char *)s + HEADER; at + size <= (char *)s + PAGE_SIZE;
         at += size) {
        *(void **)at = s->free;
        s->free = at;
    }
    list_push(s);
    return s;
}

static void *large_alloc(size_t size)
{
    unsigned order = page_order(size + HEADER);
    struct slab *s = order <= PAGE_MAX_ORDER ? page_alloc(order) : NULL;

    if (!s)
        return NULL;
    *s = (struct slab){.class = LARGE, .order = (uint8_t)order};
    return (char *)s + HEADER;
}

static void *take(size_t size)
{
    unsigned class = 0;
    struct slab *s;
    void *object;

    while (class < CLASSES && size > class_size[class])
        class++;
    if (class == CLASSES)
        return size < ((size_t)1 << 40) ? large_alloc(size) : NULL;
    s = partial[class];
    if (!s && !(s = slab_new(class)))
        return NULL;
    object = s->free;
    s->free = *(void **)object;
    s->used++;
    if (!s->free)
        list_remove(s);
    return object;
}

void *kmalloc(size_t size)
{
    void *object;

    if (ALLOC_TEST && alloc_test(ALLOC_ASK))
        return NULL;
    object = take(size);
    if (ALLOC_TEST && object)
        alloc_test(ALLOC_TAKEN);
    return object;
}

static struct slab *slab_of(void *object)
{
    return (struct slab *)((uintptr_t)object & ~PAGE_MASK);
}

void kfree(void *object)
{
    struct slab *s = slab_of(object);

    if (!object)
        return;
    if (ALLOC_TEST)
        alloc_test(ALLOC_GIVEN);
    if (s->class == LARGE) {
        page_free(s, s->order);
        return;
    }
    KASSERT(s->class < CLASSES && s->used);
    if (!s->free)
        list_push(s);
    *(void **)object = s->free;
    s->free = object;
    if (--s->used == 0) {
        list_remove(s);
        page_free(s, 0);
    }
}

void *kzalloc(size_t size)
{
    void *object = kmalloc(size);

    return object ? memset(object, 0, size) : NULL;
}

static size_t capacity_of(void *object)
{
    struct slab *s = slab_of(object);

    return s->class == LARGE ? (PAGE_SIZE << s->order) - HEADER
                             : class_size[s->class];
}

void *krealloc(void *object, size_t size)
{
    size_t old = object ? capacity_of(object) : 0;
    void *bigger;

    if (object && size <= old)
        return object;
    bigger = kmalloc(size);
    if (!bigger || !object)
        return bigger;
    memcpy(bigger, object, old);
    kfree(object);
    return bigger;
}
