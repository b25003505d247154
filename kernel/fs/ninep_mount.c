/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Mounting a share: agreeing on the version and the size of messages, and
 * attaching to the root of what the server gives. A channel has one session, so
 * a tag is mounted once at a time.
 */
#include "ninep.h"

#include <string.h>

#include "mount.h"

static const char version[] = "9P2000.L";

static struct ninep *sessions;

static int agree(struct ninep *fs)
{
    struct ninep_call c;
    const char *text;
    size_t length;
    uint32_t most;

    ninep_begin(&c, fs, NINEP_VERSION, 6 + sizeof(version), 6 + 32);
    ninep_put32(&c, NINEP_DATA_MAX + NINEP_WRITE_HEAD);
    ninep_put_name(&c, version, sizeof(version) - 1);
    if (!ninep_do(&c, NULL, NULL, NULL)) {
        most = (uint32_t)ninep_get(&c, 4);
        text = ninep_get_text(&c, &length);
        if (!text || length != sizeof(version) - 1 ||
            memcmp(text, version, length) != 0)
            c.error = -EPROTONOSUPPORT;
        else if (most < NINEP_DATA_MIN + NINEP_WRITE_HEAD)
            c.error = -EIO;
        else if (most < NINEP_DATA_MAX + NINEP_WRITE_HEAD)
            fs->data_max = most - NINEP_WRITE_HEAD;
    }
    return ninep_end(&c);
}

static int attach(struct ninep *fs, const char *path, uint32_t *fid)
{
    struct ninep_call c;
    int error = ninep_fid_new(fs, fid);

    if (error)
        return error;
    ninep_begin(&c, fs, NINEP_ATTACH, 16 + strlen(path), NINEP_QID_SIZE);
    ninep_put32(&c, *fid);
    ninep_put32(&c, NINEP_NO_FID);
    ninep_put_name(&c, "", 0);
    ninep_put_name(&c, path, strlen(path));
    ninep_put32(&c, 0); /* the superuser */
    ninep_do(&c, NULL, NULL, NULL);
    return ninep_end(&c);
}

/* Of the options of Linux those count that say what is not so here. */
static int check_options(const char *options)
{
    static const char *const known[] = {"trans=virtio", "version=9p2000.L",
                                        "cache=none"};

    while (*options) {
        size_t length = strcspn(options, ",");
        bool found = length == 0;

        for (unsigned i = 0; i < sizeof(known) / sizeof(*known); i++)
            found |= strlen(known[i]) == length &&
                     memcmp(options, known[i], length) == 0;
        if (!found)
            return -EINVAL;
        options += length;
        options += *options == ',';
    }
    return 0;
}

static int channel_of(const char *tag, struct channel **channel)
{
    *channel = channel_get(tag);
    if (!*channel)
        return -ENOENT;
    for (struct ninep *fs = sessions; fs; fs = fs->next)
        if (fs->channel == *channel)
            return -EBUSY;
    return 0;
}

/* The node takes over what the session has; its last one frees it. */
static int open_root(struct ninep *fs, struct vnode **root)
{
    uint32_t fid;
    int error = agree(fs);

    if (!error)
        error = attach(fs, "", &fid);
    if (!error)
        error = ninep_node_get(fs, fid, NULL, (struct name){"", 0}, root);
    if (!error && !S_ISDIR((*root)->mode)) {
        vnode_put(*root); /* and with it the session */
        return -ENOTDIR;
    }
    if (error)
        ninep_free(fs);
    return error;
}

static int mount(const char *source, const char *options, unsigned long flags,
                 struct vnode **root)
{
    struct channel *channel;
    struct ninep *fs;
    int error = check_options(options);

    if (!error)
        error = channel_of(source, &channel);
    if (error)
        return error;
    fs = kzalloc(sizeof(*fs));
    if (!fs)
        return -ENOMEM;
    fs->channel = channel;
    fs->dev = mount_dev();
    fs->data_max = NINEP_DATA_MAX;
    fs->read_only = flags & MOUNT_READ_ONLY;
    fs->next = sessions;
    sessions = fs;
    return open_root(fs, root);
}

void ninep_free(struct ninep *fs)
{
    struct ninep **at = &sessions;

    while (*at != fs)
        at = &(*at)->next;
    *at = fs->next;
    kfree(fs->free_fids);
    kfree(fs);
}

static int unmount(struct vnode *root)
{
    if (root->refs > 1 || ninep_node(root)->fs->nodes > 1)
        return -EBUSY;
    vnode_put(root);
    return 0;
}

const struct mount_type mount_ninep = {mount, unmount};
