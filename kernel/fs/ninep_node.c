/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Nodes of a share. Nodes that are in use are in a hash table under the
 * server's number of the file, so that two lookups give one node; a node has
 * the fid of the name by which it was looked up last, as older names may be
 * gone. Links to a directory above are references of ours and cannot be made
 * a ring by what the server says.
 */
#include "ninep.h"

#include <string.h>
#include <sys/sysmacros.h>

#define BUCKETS 64
#define GETATTR_BASIC 0x7ffull
#define ATTRIBUTES_SIZE 153

static struct ninep_node *table[BUCKETS];

static struct ninep_node **bucket(uint64_t path)
{
    return &table[(path ^ path >> 17) % BUCKETS];
}

static struct ninep_node *find(const struct ninep *fs,
                               const struct ninep_attributes *a)
{
    struct ninep_node *n = *bucket(a->path);

    while (n && (n->fs != fs || n->path != a->path))
        n = n->hash_next;
    return n;
}

static void unhash(struct ninep_node *node)
{
    struct ninep_node **at = bucket(node->path);

    while (*at && *at != node)
        at = &(*at)->hash_next;
    if (*at)
        *at = node->hash_next;
}

static struct timespec get_time(struct ninep_call *c)
{
    struct timespec t;

    t.tv_sec = (time_t)ninep_get(c, 8);
    t.tv_nsec = (long)ninep_get(c, 8);
    if ((unsigned long)t.tv_nsec >= 1000000000u)
        c->error = -EIO;
    return t;
}

static void get_attributes(struct ninep_call *c, struct ninep_attributes *a)
{
    ninep_get(c, 8); /* which are valid: a server has the basic ones */
    a->path = ninep_get_qid(c).path;
    a->mode = ninep_get(c, 4);
    a->uid = ninep_get(c, 4);
    a->gid = ninep_get(c, 4);
    a->nlink = ninep_get(c, 8);
    a->rdev = ninep_get(c, 8);
    a->size = (off_t)ninep_get(c, 8);
    ninep_get(c, 8); /* block size */
    a->blocks = (blkcnt_t)ninep_get(c, 8);
    a->atime = get_time(c);
    a->mtime = get_time(c);
    a->ctime = get_time(c);
    if (a->size < 0 || a->blocks < 0 || !(a->mode & S_IFMT))
        c->error = -EIO;
}

int ninep_getattr(struct ninep *fs, uint32_t fid, struct ninep_attributes *a)
{
    struct ninep_call c;

    ninep_begin(&c, fs, NINEP_GETATTR, 12, ATTRIBUTES_SIZE);
    ninep_put32(&c, fid);
    ninep_put64(&c, GETATTR_BASIC);
    if (!ninep_do(&c, NULL, NULL, NULL))
        get_attributes(&c, a);
    return ninep_end(&c);
}

static void apply(struct ninep_node *node, const struct ninep_attributes *a)
{
    struct vnode *v = &node->v;

    v->mode = a->mode;
    v->uid = a->uid;
    v->gid = a->gid;
    v->nlink = a->nlink;
    v->rdev = a->rdev;
    v->size = a->size;
    v->atime = a->atime;
    v->mtime = a->mtime;
    v->ctime = a->ctime;
    node->blocks = a->blocks;
}

/* What has no name any more has no place: its attributes are the last ones. */
int ninep_refresh(struct vnode *v)
{
    struct ninep_node *node = ninep_node(v);
    struct ninep_attributes a;
    int error;

    if (v->nlink == 0)
        return 0;
    error = ninep_getattr(node->fs, node->fid, &a);
    if (error)
        return error;
    if (a.path != node->path || (a.mode ^ v->mode) & S_IFMT)
        return -ESTALE;
    apply(node, &a);
    return 0;
}

static bool is_above(const struct ninep_node *node, const struct ninep_node *dir)
{
    for (; dir != node; dir = dir->parent)
        if (dir == dir->parent)
            return false;
    return true;
}

int ninep_set_parent(struct ninep_node *node, struct ninep_node *dir,
                     struct name name)
{
    struct ninep_node *old = node->parent;
    char *text;

    if (!S_ISDIR(node->v.mode) || node == dir)
        return node == dir ? -EIO : 0;
    if (is_above(node, dir))
        return -EIO;
    if (old == dir && node->name_length == name.length &&
        memcmp(node->name, name.text, name.length) == 0)
        return 0;
    text = kmalloc(name.length);
    if (!text)
        return -ENOMEM;
    memcpy(text, name.text, name.length);
    kfree(node->name);
    node->name = text;
    node->name_length = name.length;
    node->parent = ninep_node(vnode_get(&dir->v));
    vnode_put(old ? &old->v : NULL);
    return 0;
}

static struct ninep_node *make(struct ninep *fs,
                               const struct ninep_attributes *a)
{
    struct ninep_node *node = kzalloc(sizeof(*node));

    if (!node)
        return NULL;
    node->v.ops = &ninep_ops;
    node->v.refs = 1;
    node->v.dev = fs->dev;
    node->v.ino = a->path;
    node->fs = fs;
    node->path = a->path;
    node->fid = node->created = node->mapped = NINEP_NO_FID;
    apply(node, a);
    node->hash_next = *bucket(a->path);
    *bucket(a->path) = node;
    fs->nodes++;
    return node;
}

/* True where the node is still what its number stands for: the host gives the
 * number of a removed file to a new one. */
static bool same(const struct ninep_node *node, const struct ninep_attributes *a)
{
    if ((node->v.mode ^ a->mode) & S_IFMT || node->v.nlink == 0)
        return false;
    return !S_ISLNK(a->mode) || (node->v.ctime.tv_sec == a->ctime.tv_sec &&
                                 node->v.ctime.tv_nsec == a->ctime.tv_nsec);
}

int ninep_node_get(struct ninep *fs, uint32_t fid, struct ninep_node *dir,
                   struct name name, struct vnode **out)
{
    struct ninep_attributes a;
    struct ninep_node *node;
    int error = ninep_getattr(fs, fid, &a);
    uint32_t old;

    if (error) {
        ninep_clunk(fs, fid);
        return error;
    }
    /* From here to the new fid in its place nothing waits. */
    node = find(fs, &a);
    if (node && !same(node, &a)) {
        unhash(node);
        node = NULL;
    }
    if (node)
        vnode_get(&node->v);
    else
        node = make(fs, &a);
    if (!node) {
        ninep_clunk(fs, fid);
        return -ENOMEM;
    }
    old = node->fid;
    node->fid = fid;
    apply(node, &a);
    if (dir)
        error = ninep_set_parent(node, dir, name);
    else
        node->parent = node;
    ninep_clunk(fs, old);
    if (error)
        vnode_put(&node->v);
    else
        *out = &node->v;
    return error;
}

int ninep_lookup(struct vnode *dir, struct name name, struct vnode **node)
{
    struct ninep *fs = ninep_node(dir)->fs;
    struct ninep_qid qid;
    uint32_t fid;
    int error = ninep_walk(fs, ninep_node(dir)->fid, &name, &fid, &qid);

    return error ? error
                 : ninep_node_get(fs, fid, ninep_node(dir), name, node);
}

static struct vnode *parent(struct vnode *dir)
{
    return &ninep_node(dir)->parent->v;
}

static bool name_of(struct vnode *dir, struct vnode *child, struct name *name)
{
    const struct ninep_node *node = ninep_node(child);

    (void)dir;
    *name = (struct name){node->name, node->name_length};
    return child->nlink && node->name;
}

static blkcnt_t blocks(struct vnode *v)
{
    return ninep_node(v)->blocks;
}

/* The server tells when it is asked to remove the directory. */
static bool empty(struct vnode *dir)
{
    (void)dir;
    return true;
}

static void release(struct vnode *v)
{
    struct ninep_node *node = ninep_node(v);
    struct ninep *fs = node->fs;

    unhash(node);
    ninep_clunk(fs, node->fid);
    ninep_clunk(fs, node->created);
    ninep_clunk(fs, node->mapped);
    if (node->parent && node->parent != node)
        vnode_put(&node->parent->v);
    kfree(node->name);
    kfree(node->target);
    kfree(node);
    if (!--fs->nodes)
        ninep_free(fs);
}

const struct vnode_ops ninep_ops = {
    .lookup = ninep_lookup,
    .create = ninep_create,
    .link = ninep_link,
    .unlink = ninep_unlink,
    .empty = empty,
    .rename = ninep_rename,
    .parent = parent,
    .name_of = name_of,
    .iterate = ninep_list,
    .target = ninep_target,
    .truncate = ninep_truncate,
    .blocks = blocks,
    .open = ninep_open,
    .statfs = ninep_statfs,
    .refresh = ninep_refresh,
    .set = ninep_set,
    .release = release,
    .lists_dots = true,
};
