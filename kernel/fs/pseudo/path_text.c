/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Paths of open files, for /proc. A file of a share has no known name. */
#include "../path_text.h"

#include "../pseudofs.h"
#include "../ramfs.h"

static void dir_text(struct vnode *dir, struct pseudo_text *text)
{
    char path[VFS_PATH_MAX];
    long start = path_of_dir(dir, path);

    if (start < 0)
        pseudo_print(text, " (deleted)");
    else
        pseudo_add(text, path + start, sizeof(path) - 1 - start);
}

static void name_text(struct vnode *dir, struct name name,
                      struct pseudo_text *text)
{
    size_t before = text->size;

    dir_text(dir, text);
    if (text->size != before + 1) /* not "/" */
        pseudo_add(text, "/", 1);
    pseudo_add(text, name.text, name.length);
}

void path_text(struct vnode *node, struct pseudo_text *text)
{
    struct ramfs_entry *e;

    if (S_ISDIR(node->mode)) {
        dir_text(node, text);
        return;
    }
    e = ramfs_entry_of(node);
    if (e)
        name_text(&e->dir->v, (struct name){e->text, e->length}, text);
    else
        pseudo_print(text, "/ (deleted)");
}
