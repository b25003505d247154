/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Files and credentials in messages (SCM_RIGHTS, SCM_CREDENTIALS). A file in
 * flight holds a reference; sockets that are in flight within one another and
 * belong to no descriptor are not found and stay.
 */
#include <kernel/mm.h>
#include <string.h>

#include "unix.h"

void unix_files_free(struct unix_files *files)
{
    while (files->count)
        file_put(files->files[--files->count]);
    kfree(files);
}

/* Adds the files of these descriptors. */
static int add_files(struct unix_files **all, const int *fds, size_t count)
{
    if (!*all)
        *all = kzalloc(sizeof(**all) + UNIX_FILES * sizeof((*all)->files[0]));
    if (!*all)
        return -ENOMEM;
    if (count > UNIX_FILES - (*all)->count)
        return -EINVAL;
    for (size_t i = 0; i < count; i++) {
        struct file *f = fd_get_any(fds[i]);

        if (!f)
            return -EBADF;
        (*all)->files[(*all)->count++] = file_get(f);
    }
    return 0;
}

static int take_one(const struct cmsghdr *header, size_t size,
                    struct unix_files **files)
{
    if (header->cmsg_level != SOL_SOCKET)
        return 0;
    switch (header->cmsg_type) {
    case SCM_RIGHTS:
        return add_files(files, (const int *)CMSG_DATA(header),
                         size / sizeof(int));
    case SCM_CREDENTIALS:
        return size == sizeof(struct ucred) ? 0 : -EINVAL;
    default:
        return -EINVAL;
    }
}

int unix_take_files(struct message *m, struct unix_files **files)
{
    const char *at = m->control, *end = at + m->control_size;
    int error = 0;

    while (!error && (size_t)(end - at) >= sizeof(struct cmsghdr)) {
        const struct cmsghdr *header = (const struct cmsghdr *)at;
        size_t length = header->cmsg_len;

        if (length < sizeof(*header) || length > (size_t)(end - at))
            error = -EINVAL;
        else
            error = take_one(header, length - CMSG_LEN(0), files);
        length = CMSG_ALIGN(length);
        at += length < (size_t)(end - at) ? length : (size_t)(end - at);
    }
    if (error && *files) {
        unix_files_free(*files);
        *files = NULL;
    }
    return error;
}

/* New descriptors for as many of the files as there is room for. */
static void give_files(struct message *m, struct unix_files *files)
{
    unsigned flags = m->flags & MSG_CMSG_CLOEXEC ? O_CLOEXEC : 0;
    int fds[UNIX_FILES];
    size_t room = 0, count = 0;

    if (m->control_size >= CMSG_LEN(sizeof(int)))
        room = (m->control_size - CMSG_LEN(0)) / sizeof(int);
    while (count < files->count && count < room) {
        int fd = fd_install(file_get(files->files[count]), 0, flags);

        if (fd < 0)
            break;
        fds[count++] = fd;
    }
    if (count < files->count)
        m->result |= MSG_CTRUNC;
    if (count)
        message_give_control(m, SOL_SOCKET, SCM_RIGHTS, fds,
                             count * sizeof(int));
}

void unix_give_control(const struct unix_socket *u, struct message *m,
                       struct unix_message *message)
{
    if (socket_enabled(&u->socket, SO_PASSCRED) && m->control)
        message_give_control(m, SOL_SOCKET, SCM_CREDENTIALS, &message->cred,
                             sizeof(message->cred));
    if (!message->files)
        return;
    if (m->control)
        give_files(m, message->files);
    else
        m->result |= MSG_CTRUNC;
    if (m->flags & MSG_PEEK)
        return;
    unix_files_free(message->files);
    message->files = NULL;
}
