/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The mark of socket(2) with any family; a file of its own, as a compiler that
 * sees it would not call it. */
#include "socket.h"

int socket_no_family(void)
{
    return -EAFNOSUPPORT;
}
