/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Names in ramfs: every entry of every directory is in one hash table under
 * (directory, name), and in its directory's list in the order of its cookie,
 * which only grows, so that a listing goes on where it was whatever has been
 * removed or added in between. The table doubles when it is full; where there
 * is no memory for that, chains get longer.
 */
#include "ramfs.h"

#include <string.h>

#define INITIAL 64

static struct ramfs_entry *initial[INITIAL];
static struct ramfs_entry **table = initial;
static unsigned table_size = INITIAL, entries;

static unsigned hash_of(const struct ramfs_dir *dir, struct name name)
{
    uint64_t h = (uintptr_t)dir >> 4;

    for (size_t i = 0; i < name.length; i++)
        h = (h ^ (unsigned char)name.text[i]) * 0x100000001b3ull;
    return h ^ h >> 32;
}

struct ramfs_entry *ramfs_find(struct ramfs_dir *dir, struct name name)
{
    unsigned hash = hash_of(dir, name);
    struct ramfs_entry *e;

    for (e = table[hash & (table_size - 1)]; e; e = e->hash_next)
        if (e->hash == hash && e->dir == dir && e->length == name.length &&
            memcmp(e->text, name.text, name.length) == 0)
            break;
    return e;
}

struct ramfs_entry *ramfs_entry_of(const struct vnode *node)
{
    for (unsigned i = 0; i < table_size; i++)
        for (struct ramfs_entry *e = table[i]; e; e = e->hash_next)
            if (e->node == node)
                return e;
    return NULL;
}

static void chain(struct ramfs_entry *e)
{
    struct ramfs_entry **head = &table[e->hash & (table_size - 1)];

    e->hash_next = *head;
    *head = e;
}

static void unchain(struct ramfs_entry *e)
{
    struct ramfs_entry **at = &table[e->hash & (table_size - 1)];

    while (*at != e)
        at = &(*at)->hash_next;
    *at = e->hash_next;
}

static void grow(void)
{
    struct ramfs_entry **old = table, *e, *next;
    unsigned old_size = table_size;
    struct ramfs_entry **larger = kzalloc(2 * old_size * sizeof(*larger));

    if (!larger)
        return;
    table = larger;
    table_size = 2 * old_size;
    for (unsigned i = 0; i < old_size; i++) {
        for (e = old[i]; e; e = next) {
            next = e->hash_next;
            chain(e);
        }
    }
    if (old != initial)
        kfree(old);
}

int ramfs_insert(struct ramfs_dir *dir, struct name name, struct vnode *node)
{
    struct ramfs_entry *e = kmalloc(sizeof(*e) + name.length);

    if (!e)
        return -ENOSPC;
    if (entries++ >= table_size)
        grow();
    e->dir = dir;
    e->node = vnode_get(node);
    e->cookie = dir->cookies++;
    e->hash = hash_of(dir, name);
    e->length = name.length;
    memcpy(e->text, name.text, name.length);
    chain(e);
    e->next = NULL;
    e->previous = dir->last;
    *(dir->last ? &dir->last->next : &dir->first) = e;
    dir->last = e;
    return 0;
}

void ramfs_remove(struct ramfs_entry *e)
{
    struct ramfs_dir *dir = e->dir;

    unchain(e);
    entries--;
    *(e->previous ? &e->previous->next : &dir->first) = e->next;
    *(e->next ? &e->next->previous : &dir->last) = e->previous;
    vnode_put(e->node);
    kfree(e);
}
