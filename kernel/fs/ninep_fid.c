/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Fids: numbers by which the server knows a place or an open file. A number is
 * used again only after the server has answered that it forgot it.
 */
#include "ninep.h"

#define POOL_FIRST 32

int ninep_fid_new(struct ninep *fs, uint32_t *fid)
{
    if (fs->free_count)
        *fid = fs->free_fids[--fs->free_count];
    else if (fs->next_fid != NINEP_NO_FID)
        *fid = fs->next_fid++;
    else
        return -ENFILE;
    return 0;
}

/* Without memory for it the number is never used again. */
void ninep_fid_free(struct ninep *fs, uint32_t fid)
{
    if (fs->free_count == fs->free_room) {
        unsigned room = fs->free_room ? 2 * fs->free_room : POOL_FIRST;
        uint32_t *larger = krealloc(fs->free_fids, room * sizeof(*larger));

        if (!larger)
            return;
        fs->free_fids = larger;
        fs->free_room = room;
    }
    fs->free_fids[fs->free_count++] = fid;
}

void ninep_clunk(struct ninep *fs, uint32_t fid)
{
    struct ninep_call c;

    if (fid == NINEP_NO_FID)
        return;
    ninep_begin(&c, fs, NINEP_CLUNK, 4, 0);
    ninep_put32(&c, fid);
    ninep_do(&c, NULL, NULL, NULL);
    if (!ninep_end(&c)) /* else the server may still know it */
        ninep_fid_free(fs, fid);
}

int ninep_walk(struct ninep *fs, uint32_t fid, const struct name *name,
               uint32_t *found, struct ninep_qid *qid)
{
    struct ninep_call c;
    int error = ninep_fid_new(fs, found);
    unsigned walked = 0;

    if (error)
        return error;
    ninep_begin(&c, fs, NINEP_WALK, 12 + VFS_NAME_MAX, 2 + NINEP_QID_SIZE);
    ninep_put32(&c, fid);
    ninep_put32(&c, *found);
    ninep_put(&c, name ? 1 : 0, 2);
    if (name)
        ninep_put_name(&c, name->text, name->length);
    if (!ninep_do(&c, NULL, NULL, NULL)) {
        walked = ninep_get(&c, 2);
        if (name)
            *qid = ninep_get_qid(&c);
        if (!c.error && walked != (name ? 1 : 0))
            c.error = -EIO;
    }
    error = ninep_end(&c);
    if (error && error != -EIO)
        ninep_fid_free(fs, *found); /* the server did not take it */
    return error;
}

int ninep_open_fid(struct ninep *fs, uint32_t fid, unsigned flags,
                   uint32_t *opened)
{
    struct ninep_call c;
    int error = ninep_walk(fs, fid, NULL, opened, NULL);

    if (error)
        return error;
    ninep_begin(&c, fs, NINEP_OPEN, 8, NINEP_QID_SIZE + 4);
    ninep_put32(&c, *opened);
    ninep_put32(&c, flags);
    ninep_do(&c, NULL, NULL, NULL);
    error = ninep_end(&c);
    if (error)
        ninep_clunk(fs, *opened);
    return error;
}
