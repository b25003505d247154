/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the file layer tells inotify(7), once a change was made. The calls stand
 * behind INOTIFY, which is false where nothing can add a watch: such an
 * image has none of it. Masks are those of <sys/inotify.h>; IN_ISDIR is added.
 */
#ifndef KERNEL_INOTIFY_H
#define KERNEL_INOTIFY_H

#include <stdbool.h>
#include <sys/inotify.h>
#include <unispec/attributes.h>

struct file;
struct path;
struct vnode;

long sys_inotify_add_watch(long, long, long);

/* The node at a path, or that of an open file, was read or changed. */
void inotify_path(const struct path *p, unsigned mask);
void inotify_file(struct file *f, unsigned mask);
/* The path, which named nothing before, names a node of this type now. */
void inotify_made(const struct path *p, unsigned mode);
/* It is one more name of the node. */
void inotify_linked(const struct path *p, struct vnode *node);
/* The name has gone; the path gives up its reference to the node. */
void inotify_removed(struct path *p);
void inotify_moved(const struct path *from, const struct path *to,
                   bool exchange);
/* The path, which named nothing if p->node is NULL, was opened. */
void inotify_opened(struct file *f, const struct path *p, unsigned flags);
/* The last descriptor of the file goes. */
void inotify_closed(struct file *f);
/* One reference less to a node without names. */
void inotify_left(struct vnode *node);

/* Asking whether there are watches must not extract any of this. */
#pragma weak sys_inotify_add_watch
#pragma weak inotify_path
#pragma weak inotify_file
#pragma weak inotify_made
#pragma weak inotify_linked
#pragma weak inotify_removed
#pragma weak inotify_moved
#pragma weak inotify_opened
#pragma weak inotify_closed
#pragma weak inotify_left

#define INOTIFY __unispec_reached((const void *)sys_inotify_add_watch)

#endif
