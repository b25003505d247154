/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Open files of /proc and /sys. The text is made when the file is read from its
 * start, so that a program which seeks back sees what is true then, and parts
 * of one text fit together.
 */
#include "../pseudofs.h"

#include <kernel/mm.h>
#include <kernel/panic.h>
#include <string.h>

#define LINE 512

void pseudo_add(struct pseudo_text *text, const void *bytes, size_t size)
{
    if (text->size + size > text->room) {
        size_t room = 2 * (text->size + size);
        char *larger = krealloc(text->bytes, room);

        if (!larger) {
            text->failed = true;
            return;
        }
        text->bytes = larger;
        text->room = room;
    }
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
}

void pseudo_print(struct pseudo_text *text, const char *format, ...)
{
    char line[LINE];
    va_list args;

    va_start(args, format);
    pseudo_add(text, line, kvformat(line, sizeof(line), format, args));
    va_end(args);
}

void pseudo_show(const struct pseudo_node *n, struct pseudo_text *text)
{
    const struct pseudo_entry *e = n->entry;

    if (e->show)
        e->show(text, n->number);
    else
        pseudo_add(text, e->text, strlen(e->text));
}

static int make_text(struct file *f)
{
    struct pseudo_text *text = f->private;

    text->size = 0;
    text->failed = false;
    pseudo_show(pseudo_node(f->vnode), text);
    return text->failed ? -ENOMEM : 0;
}

static ssize_t text_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    struct pseudo_text *text = f->private;
    int error = *pos == 0 || !text->bytes ? make_text(f) : 0;

    if (error)
        return error;
    if (*pos < 0 || (size_t)*pos >= text->size)
        return 0;
    if (n > text->size - *pos)
        n = text->size - *pos;
    memcpy(buffer, text->bytes + *pos, n);
    *pos += n;
    return n;
}

static ssize_t text_write(struct file *f, const void *bytes, size_t n,
                          off_t *pos)
{
    struct pseudo_node *node = pseudo_node(f->vnode);
    int error = node->entry->store(bytes, n, node->number);

    if (error)
        return error;
    *pos += n;
    return n;
}

static off_t text_seek(struct file *f, off_t offset, int whence)
{
    if (whence == SEEK_CUR)
        offset += f->offset;
    else if (whence != SEEK_SET)
        return -EINVAL;
    return offset < 0 ? -EINVAL : offset;
}

static void text_release(struct file *f)
{
    struct pseudo_text *text = f->private;

    kfree(text->bytes);
    kfree(text);
}

int pseudo_open(struct vnode *v, unsigned flags, struct file **file)
{
    static const struct file_ops io = {
        .read = text_read,
        .write = text_write,
        .seek = text_seek,
        .release = text_release,
    };
    struct pseudo_text *text;

    if ((flags & FILE_ACCESS) != O_RDONLY && !pseudo_node(v)->entry->store)
        return -EACCES;
    text = kzalloc(sizeof(*text));
    if (!text) {
        *file = NULL;
        return -ENOMEM;
    }
    *file = file_new(&io, flags, vnode_get(v));
    if (!*file) {
        kfree(text);
        return -ENOMEM;
    }
    (*file)->private = text;
    return 0;
}
