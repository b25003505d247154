/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Control messages for recvmsg(2), by the ABI of Linux (struct cmsghdr). */
#include <string.h>

#include "socket.h"

bool message_give_control(struct message *m, int level, int type,
                          const void *data, size_t size)
{
    struct cmsghdr header = {.cmsg_level = level, .cmsg_type = type};
    size_t length = CMSG_LEN(size), space = CMSG_SPACE(size);

    if (m->control_size < sizeof(header)) {
        m->result |= MSG_CTRUNC;
        return false;
    }
    if (length > m->control_size) {
        m->result |= MSG_CTRUNC;
        length = m->control_size;
    }
    header.cmsg_len = length;
    memcpy(m->control, &header, sizeof(header));
    memcpy((char *)m->control + CMSG_LEN(0), data, length - CMSG_LEN(0));
    if (space > m->control_size)
        space = m->control_size;
    m->control = (char *)m->control + space;
    m->control_size -= space;
    return true;
}
