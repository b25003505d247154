/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* lwIP's errors as those of Linux. */
#include "inet.h"

int inet_error(err_t error)
{
    switch (error) {
    case ERR_OK:
        return 0;
    case ERR_MEM:
    case ERR_BUF:
        return -ENOBUFS;
    case ERR_TIMEOUT:
    case ERR_ABRT:
        return -ETIMEDOUT;
    case ERR_RTE:
        return -ENETUNREACH;
    case ERR_USE:
        return -EADDRINUSE;
    case ERR_ALREADY:
        return -EALREADY;
    case ERR_ISCONN:
        return -EISCONN;
    case ERR_CONN:
    case ERR_CLSD:
        return -ENOTCONN;
    case ERR_RST:
        return -ECONNRESET;
    case ERR_IF:
        return -EIO;
    default:
        return -EINVAL;
    }
}
