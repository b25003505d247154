/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The initrd: cpio archives in the "newc" format (cpio(5), "New ASCII
 * Format"), one after the other, zeros between them allowed. The cost is that
 * of the entries: the bytes of files stay where they are, and the files refer
 * to them (ramfs_data.c).
 *
 * Hard links are entries with the same inode number, of which one (the last,
 * as a rule) has the data. A directory that is not named before its contents
 * is made. A name that is there already (a device) is left as it is.
 */
#include "cpio.h"

#include <kernel/boot.h>
#include <kernel/panic.h>
#include <kernel/text.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "ramfs.h"

enum {
    FIELD_INO,
    FIELD_MODE,
    FIELD_UID,
    FIELD_GID,
    FIELD_NLINK,
    FIELD_MTIME,
    FIELD_SIZE,
    FIELD_DEV_MAJOR,
    FIELD_DEV_MINOR,
    FIELD_RDEV_MAJOR,
    FIELD_RDEV_MINOR,
    FIELD_NAME_SIZE,
    FIELD_CHECK,
    FIELDS,
};

#define MAGIC_SIZE 6
#define HEADER_SIZE (MAGIC_SIZE + FIELDS * 8)

/* A file that has more than one name. */
struct shared {
    struct shared *next;
    uint32_t ino, major, minor;
    struct vnode *node;
};

struct archive {
    const char *data;
    size_t size, at;
    struct vnode *root;
    struct shared *links;
};

struct member {
    uint32_t field[FIELDS];
    const char *name, *data;
};

_Noreturn static void corrupt(const struct archive *a, const char *what)
{
    panic("initrd: %s at offset %zu", what, a->at);
}

static uint32_t parse_field(const struct archive *a, const char *text)
{
    uint32_t value = 0;

    for (int i = 0; i < 8; i++) {
        unsigned char c = text[i], lower = c | 0x20;

        if (c >= '0' && c <= '9')
            value = value << 4 | (c - '0');
        else if (lower >= 'a' && lower <= 'f')
            value = value << 4 | (lower - 'a' + 10);
        else
            corrupt(a, "bad digit in a cpio header");
    }
    return value;
}

static void check_magic(const struct archive *a, const char *head)
{
    if (memcmp(head, "07070", 5) == 0 && (head[5] == '1' || head[5] == '2'))
        return;
    if (memcmp(head, "\x1f\x8b", 2) == 0)
        corrupt(a, "gzip data, not a cpio archive (newc)");
    corrupt(a, "no cpio header (newc)");
}

/* Reads the member at a->at and moves behind it. */
static void parse_member(struct archive *a, struct member *m)
{
    const char *head = a->data + a->at;
    size_t left = a->size - a->at, name_size, data_at, end;

    if (left < HEADER_SIZE)
        corrupt(a, "truncated cpio header");
    check_magic(a, head);
    for (int i = 0; i < FIELDS; i++)
        m->field[i] = parse_field(a, head + MAGIC_SIZE + i * 8);
    name_size = m->field[FIELD_NAME_SIZE];
    data_at = (HEADER_SIZE + name_size + 3) & ~(size_t)3;
    end = data_at + m->field[FIELD_SIZE];
    if (name_size == 0 || name_size > VFS_PATH_MAX || end > left)
        corrupt(a, "cpio member beyond the end of the initrd");
    m->name = head + HEADER_SIZE;
    if (m->name[name_size - 1] != '\0')
        corrupt(a, "cpio name without end");
    m->data = head + data_at;
    end = (end + 3) & ~(size_t)3;
    a->at += end < left ? end : left;
}

/* Finds or makes the directory that the member's name is in. */
static struct vnode *enter(struct archive *a, struct vnode *dir,
                           struct name name)
{
    struct vnode *node;
    int error;

    if (name.length > VFS_NAME_MAX ||
        (name.length == 2 && memcmp(name.text, "..", 2) == 0))
        corrupt(a, "bad cpio name before the member");
    error = dir->ops->lookup(dir, name, &node);
    if (error == -ENOENT)
        error = ramfs_create(dir, name, S_IFDIR | 0755, 0, NULL, &node);
    if (error)
        panic("initrd: no memory for its directories");
    if (!S_ISDIR(node->mode))
        corrupt(a, "file used as a directory in the cpio member before");
    vnode_put(node); /* its name keeps it */
    return node;
}

/* Walks to the directory; *name is what is left, empty for the root. */
static struct vnode *walk(struct archive *a, const char *text,
                          struct name *name)
{
    struct vnode *dir = a->root;

    *name = (struct name){NULL, 0};
    for (;;) {
        while (*text == '/' || (*text == '.' && (text[1] == '/' || !text[1])))
            text++;
        if (!*text)
            return dir;
        if (name->length)
            dir = enter(a, dir, *name);
        name->text = text;
        name->length = text_find(text, '/') - text;
        text += name->length;
    }
}

static struct shared *find_shared(struct archive *a, const struct member *m)
{
    struct shared *s = a->links;

    while (s && (s->ino != m->field[FIELD_INO] ||
                 s->major != m->field[FIELD_DEV_MAJOR] ||
                 s->minor != m->field[FIELD_DEV_MINOR]))
        s = s->next;
    return s;
}

static void add_shared(struct archive *a, const struct member *m,
                       struct vnode *node)
{
    struct shared *s = kmalloc(sizeof(*s));

    if (!s)
        panic("initrd: no memory for its hard links");
    *s = (struct shared){a->links, m->field[FIELD_INO],
                         m->field[FIELD_DEV_MAJOR], m->field[FIELD_DEV_MINOR],
                         node};
    a->links = s;
}

static void set_attributes(struct vnode *node, const struct member *m)
{
    node->mode = m->field[FIELD_MODE];
    node->uid = m->field[FIELD_UID];
    node->gid = m->field[FIELD_GID];
    node->mtime = node->atime = node->ctime =
        (struct timespec){m->field[FIELD_MTIME], 0};
    if (S_ISREG(node->mode) && m->field[FIELD_SIZE]) {
        ramfs_file(node)->base = m->data;
        ramfs_file(node)->base_size = m->field[FIELD_SIZE];
        node->size = m->field[FIELD_SIZE];
    }
}

static struct vnode *make(struct vnode *dir, struct name name,
                          const struct member *m)
{
    mode_t mode = m->field[FIELD_MODE];
    struct vnode *node = ramfs_node(
        mode, makedev(m->field[FIELD_RDEV_MAJOR], m->field[FIELD_RDEV_MINOR]),
        m->data, S_ISLNK(mode) ? m->field[FIELD_SIZE] : 0);

    if (!node || ramfs_insert(ramfs_dir(dir), name, node))
        panic("initrd: no memory for its files");
    ramfs_enter(ramfs_dir(dir), node);
    vnode_put(node);
    return node;
}

static void place(struct archive *a, const struct member *m)
{
    bool shareable = S_ISREG(m->field[FIELD_MODE]) && m->field[FIELD_NLINK] > 1;
    struct shared *s = shareable ? find_shared(a, m) : NULL;
    struct name name;
    struct vnode *dir = walk(a, m->name, &name), *node = dir;

    if (name.length > VFS_NAME_MAX ||
        (name.length == 2 && memcmp(name.text, "..", 2) == 0))
        corrupt(a, "bad cpio name before the member");
    if (name.length && dir->ops->lookup(dir, name, &node) == 0) {
        vnode_put(node);
        if (!S_ISDIR(node->mode))
            return;
    } else if (s) {
        node = s->node;
        if (ramfs_add_link(dir, name, node))
            panic("initrd: no memory for its hard links");
    } else if (name.length) {
        node = make(dir, name, m);
        if (shareable)
            add_shared(a, m, node);
    }
    if ((node->mode & S_IFMT) == (m->field[FIELD_MODE] & S_IFMT))
        set_attributes(node, m);
}

static void forget_links(struct archive *a)
{
    while (a->links) {
        struct shared *next = a->links->next;

        kfree(a->links);
        a->links = next;
    }
}

void cpio_unpack_initrd(struct vnode *root)
{
    struct archive a = {.root = root};
    struct member m;

    a.data = boot_initrd(&a.size);
    while (a.at < a.size) {
        if (a.data[a.at] == '\0') {
            a.at++;
            continue;
        }
        parse_member(&a, &m);
        if (strcmp(m.name, "TRAILER!!!") == 0)
            forget_links(&a);
        else
            place(&a, &m);
    }
    forget_links(&a);
}
