/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Listing a directory of a share. The cookies are the server's offsets as they
 * are, and "." and ".." are the server's, too. A page of entries is kept with
 * the open directory, for the calls that go on where the last one stopped.
 */
#include "ninep.h"

#include <string.h>

#include "gate.h"

long sys_getdents(long, long, long);
long sys_getdents64(long, long, long);
#pragma weak sys_getdents
#pragma weak sys_getdents64

/* qid, offset of the next, type, length of the name, which follows. */
#define ENTRY_HEAD 24

struct entry {
    uint64_t path, next;
    uint8_t type;
    uint16_t length;
    const char *name;
    size_t size;
};

/* The entry at the place of the page; false where it is not whole, or is none
 * that a directory can have. */
static bool read_entry(const struct ninep_file *d, struct entry *e)
{
    const unsigned char *p = d->entries + d->at;
    size_t rest = d->size - d->at;

    if (rest < ENTRY_HEAD)
        return false;
    memcpy(&e->path, p + 5, 8);
    memcpy(&e->next, p + 13, 8);
    e->type = p[21];
    memcpy(&e->length, p + 22, 2);
    e->name = (const char *)p + ENTRY_HEAD;
    e->size = ENTRY_HEAD + e->length;
    return e->size <= rest && e->length && e->length <= VFS_NAME_MAX &&
           e->next <= INT64_MAX && !memchr(e->name, 0, e->length) &&
           !memchr(e->name, '/', e->length);
}

static int fetch(struct ninep *fs, struct ninep_file *d, off_t at)
{
    struct piece page = {d->entries, PAGE_SIZE};
    struct ninep_call c;

    ninep_begin(&c, fs, NINEP_READDIR, 16, 4);
    ninep_put32(&c, d->fid);
    ninep_put64(&c, (uint64_t)at);
    ninep_put32(&c, PAGE_SIZE);
    d->at = d->size = 0;
    ninep_do(&c, NULL, &page, &d->size);
    if (c.error)
        d->size = 0;
    d->next = at;
    return ninep_end(&c);
}

/* Lists what the page has; false where the sink is full. */
static bool list_page(struct ninep_file *d, dirent_sink *sink, void *context,
                      int *error)
{
    struct entry e;

    while (d->at < d->size) {
        if (!read_entry(d, &e)) {
            *error = -EIO;
            d->size = 0;
            return false;
        }
        if (!sink(context, e.name, e.length, e.path, (mode_t)e.type << 12,
                  (off_t)e.next))
            return false;
        d->at += e.size;
        d->next = (off_t)e.next;
    }
    return true;
}

static off_t list(struct file *f, off_t at, dirent_sink *sink, void *context)
{
    struct ninep *fs = ninep_node(f->vnode)->fs;
    struct ninep_file *d = f->private;
    off_t start = at;
    int error = 0;

    if (!d->entries && !(d->entries = page_alloc(0)))
        return -ENOMEM;
    if (at != d->next || at == 0)
        d->size = d->at = 0;
    do {
        if (d->at == d->size)
            error = fetch(fs, d, at);
        if (error || !d->size || !list_page(d, sink, context, &error))
            break;
        if (d->next == at) /* the server would never come to an end */
            error = -EIO;
        at = d->next;
    } while (!error);
    /* What was listed before an error counts. */
    return error && d->next == start ? error : d->next;
}

off_t ninep_list(struct file *f, off_t at, dirent_sink *sink, void *context)
{
    if (!__unispec_reached(sys_getdents) && !__unispec_reached(sys_getdents64))
        return -ENOSYS;
    return list(f, at, sink, context);
}
