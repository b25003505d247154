/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Mounting a disk with ext3, and leaving it. What is on the disk is checked
 * before it is believed; what this kernel cannot keep right is refused. While a
 * disk is mounted for writing its superblock says that the journal is to be
 * looked at (EXT_RECOVER), so that a host does so after a cut of power.
 */
#include "ext.h"

#include <kernel/arch.h>
#include <kernel/boot.h>
#include <sys/statfs.h>

#include "mount.h"

/* Asking whether it is reached must not extract it. */
#pragma weak vfs_statfs

#define MAGIC 0xef53
#define SUPER_OFFSET 1024
#define FIRST_BYTES 4096 /* has the superblock, in blocks of any device */
#define STATE_ERRORS 2u
#define HAS_JOURNAL 4u
#define FILE_TYPES 2u
#define KNOWN_READ_ONLY 3u /* sparse superblocks, sizes of 64 bits */
#define CACHE_PART 32
#define CACHE_PAGES_MAX 4096
#define CACHED_MIN 64
#define STATFS_MAGIC 0xef53
#define SUPER_BAD "its superblock makes no sense: e2fsck -f FILE"

static struct ext *mounted;

int ext_refuse(const char *why)
{
    mount_why = why;
    return -EINVAL;
}

/* What is not known here is not kept right: only these features are taken. */
static int check_features(const struct ext_super *s)
{
    if (s->magic != MAGIC || s->revision < 1)
        return ext_refuse("there is no ext3 on it: mkfs.ext3 FILE makes one");
    if (!(s->compatible & HAS_JOURNAL))
        return ext_refuse("it has no journal: tune2fs -j FILE makes one");
    if (s->incompatible & ~(FILE_TYPES | EXT_RECOVER) ||
        !(s->incompatible & FILE_TYPES) || s->read_only & ~KNOWN_READ_ONLY)
        return ext_refuse("it has features that ext3 has not: mkfs.ext3 FILE "
                          "makes one without");
    if (s->state & STATE_ERRORS)
        return ext_refuse("it has errors: e2fsck -f FILE mends them");
    return 0;
}

/* Sizes and counts that agree with each other and with the disk. */
static int read_geometry(struct ext *fs, const struct ext_super *s)
{
    uint32_t data;

    if (s->log_block_size > 2)
        return ext_refuse("its blocks are larger than 4096 bytes");
    fs->block_size = 1024u << s->log_block_size;
    fs->inode_size = s->inode_size;
    fs->blocks = s->blocks;
    fs->first_block = s->first_block;
    fs->inodes = s->inodes;
    fs->group_blocks = s->group_blocks;
    fs->group_inodes = s->group_inodes;
    fs->super_block = SUPER_OFFSET / fs->block_size;
    fs->super_offset = SUPER_OFFSET % fs->block_size;
    if (fs->first_block != fs->super_block || fs->blocks <= fs->first_block ||
        (uint64_t)fs->blocks * fs->block_size > fs->disk->size ||
        fs->block_size % fs->disk->block_size)
        return ext_refuse("its size is not that of the disk");
    data = fs->blocks - fs->first_block;
    if (!fs->group_blocks || fs->group_blocks > 8 * fs->block_size ||
        !fs->group_inodes || fs->group_inodes > 8 * fs->block_size ||
        fs->inode_size < EXT_INODE_MIN || fs->inode_size > fs->block_size ||
        fs->inode_size & (fs->inode_size - 1))
        return ext_refuse(SUPER_BAD);
    fs->groups = (data + fs->group_blocks - 1) / fs->group_blocks;
    return fs->inodes == (uint64_t)fs->groups * fs->group_inodes &&
                   fs->inodes > EXT_JOURNAL
               ? 0
               : ext_refuse(SUPER_BAD);
}

static int read_super(struct ext *fs)
{
    char *data = page_alloc(0);
    int error;

    if (!data)
        return -ENOMEM;
    error = blockdev_read(fs->disk, 0, data, FIRST_BYTES);
    if (!error)
        error = check_features((struct ext_super *)(data + SUPER_OFFSET));
    if (!error)
        error = read_geometry(fs, (struct ext_super *)(data + SUPER_OFFSET));
    page_free(data, 0);
    return error;
}

static int recovery_flag(struct ext *fs, bool *on)
{
    struct ext_buffer *b;
    const struct ext_super *s = ext_super(fs, &b);

    *on = s && s->incompatible & EXT_RECOVER;
    return s ? 0 : -EIO;
}

/* In place: what the journal itself depends on is not in it. */
static int set_recovery_flag(struct ext *fs, bool on)
{
    struct ext_buffer *b;
    struct ext_super *s = ext_super(fs, &b);
    int error;

    if (!s)
        return -EIO;
    s->incompatible &= ~EXT_RECOVER;
    if (on)
        s->incompatible |= EXT_RECOVER;
    error = ext_write_block(fs, b->block, b->data);
    return error ? error : blockdev_flush(fs->disk);
}

static int open_journal(struct ext *fs)
{
    bool recover;
    int error;

    fs->journal = ext_node_new(fs, EXT_JOURNAL, 0);
    error = fs->journal ? ext_load(fs->journal) : -ENOMEM;
    if (!error)
        error = ext_journal_open(fs);
    if (!error)
        error = recovery_flag(fs, &recover);
    if (error || (!recover && !fs->log_head))
        return error;
    if (fs->read_only)
        return ext_refuse("its journal is in use, and nothing can be written");
    return recover ? ext_journal_replay(fs) : ext_refuse(SUPER_BAD);
}

/* Inodes that had no name when the machine ended. */
static int free_orphans(struct ext *fs)
{
    struct ext_buffer *b;
    struct ext_super *s;
    struct ext_node *node;
    int error = 0;

    while (!error && (s = ext_super(fs, &b)) && s->last_orphan) {
        node = ext_node_new(fs, s->last_orphan, 0);
        if (!node)
            return -ENOMEM;
        error = ext_load(node);
        if (!error && node->v.nlink)
            error = ext_refuse("a file was being cut: e2fsck -p FILE");
        s->last_orphan = error ? s->last_orphan : node->orphan;
        ext_dirty(fs, b);
        if (error)
            node->v.nlink = 1; /* stays as it is */
        vnode_put(&node->v);
    }
    return error;
}

static int begin_writing(struct ext *fs)
{
    int error = set_recovery_flag(fs, true);

    if (!error)
        error = ext_journal_start(fs);
    if (!error)
        error = free_orphans(fs);
    return error ? error : ext_commit(fs);
}

static void free_fs(struct ext *fs)
{
    struct ext **at = &mounted;

    while (*at && *at != fs)
        at = &(*at)->next;
    if (*at)
        *at = fs->next;
    timer_remove(&fs->timer);
    ext_drop_all(fs);
    kfree(fs->freed);
    kfree(fs);
}

/* "vda" or "/dev/vda", and so on. */
static int find_disk(const char *name, struct blockdev **disk)
{
    const char *rest = boot_after(name, "/dev/");

    rest = boot_after(rest ? rest : name, "vd");
    if (!rest || *rest < 'a' || *rest > 'z' || rest[1])
        return -ENOTBLK;
    *disk = blockdev_get((unsigned)(*rest - 'a'));
    if (!*disk)
        return -ENXIO;
    for (struct ext *fs = mounted; fs; fs = fs->next)
        if (fs->disk == *disk)
            return -EBUSY;
    return 0;
}

/* A small part of the memory, as counted in blocks. */
static unsigned cache_size(const struct ext *fs)
{
    struct page_stats stats;
    size_t pages;

    page_stats(&stats);
    pages = stats.total / CACHE_PART;
    if (pages > CACHE_PAGES_MAX)
        pages = CACHE_PAGES_MAX;
    return (unsigned)(pages * (PAGE_SIZE / fs->block_size)) + CACHED_MIN;
}

static int open_fs(struct ext *fs, struct vnode **root)
{
    int error = read_super(fs);

    if (error)
        return error;
    fs->cached_max = cache_size(fs);
    error = open_journal(fs);
    if (!error && !fs->read_only)
        error = begin_writing(fs);
    if (!error)
        error = ext_node_get(fs, EXT_ROOT, NULL, root);
    if (!error && !S_ISDIR((*root)->mode)) {
        vnode_put(*root);
        error = ext_refuse("its root is no folder: e2fsck -f FILE");
    }
    return error;
}

static int mount(const char *source, const char *options, unsigned long flags,
                 struct vnode **root)
{
    struct blockdev *disk;
    struct ext *fs;
    int error = *options ? -EINVAL : find_disk(source, &disk);

    if (error)
        return error;
    fs = kzalloc(sizeof(*fs));
    if (!fs)
        return -ENOMEM;
    fs->disk = disk;
    fs->dev = mount_dev();
    fs->read_only = flags & MOUNT_READ_ONLY || disk->read_only;
    error = open_fs(fs, root);
    if (error) {
        fs->read_only = true; /* no more of it is written */
        if (fs->journal)
            vnode_put(&fs->journal->v);
        free_fs(fs);
        return error;
    }
    fs->next = mounted;
    mounted = fs;
    return 0;
}

static int stop(struct ext *fs)
{
    int error = 0;

    if (fs->read_only)
        return 0;
    while (!error && fs->orphans)
        error = ext_destroy(fs->orphans);
    if (!error)
        error = ext_journal_stop(fs);
    return error ? error : set_recovery_flag(fs, false);
}

static int unmount(struct vnode *root)
{
    struct ext *fs = ext_node(root)->fs;
    int error;

    if (root->refs > 1 || fs->node_count > 2) /* and the journal */
        return -EBUSY;
    error = stop(fs);
    vnode_put(root);
    vnode_put(&fs->journal->v);
    free_fs(fs);
    return error;
}

/* The end of the program: no call is left to tell it by. */
void ext_stop_all(void)
{
    static const char failed[] =
        "a disk failed: what changed since the last fsync() may be lost\n";

    for (struct ext *fs = mounted; fs; fs = fs->next) {
        if (stop(fs))
            arch_console_write(failed, sizeof(failed) - 1);
        fs->read_only = true;
    }
}

void ext_sync_all(void)
{
    for (struct ext *fs = mounted; fs; fs = fs->next)
        ext_commit(fs);
}

static void fill(struct vnode *v, struct statfs *st)
{
    struct ext *fs = ext_node(v)->fs;
    struct ext_buffer *b;
    const struct ext_super *s = ext_super(fs, &b);

    st->f_type = STATFS_MAGIC;
    st->f_bsize = st->f_frsize = fs->block_size;
    st->f_blocks = fs->blocks;
    st->f_files = fs->inodes;
    st->f_namelen = VFS_NAME_MAX;
    st->f_fsid.__val[0] = (int)v->dev;
    if (s) {
        st->f_bfree = s->free_blocks;
        st->f_bavail = s->free_blocks;
        st->f_ffree = s->free_inodes;
    }
}

void ext_statfs(struct vnode *v, struct statfs *st)
{
    if (__unispec_reached(vfs_statfs))
        fill(v, st);
}

const struct mount_type mount_ext3 = {mount, unmount};
