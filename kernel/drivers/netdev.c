/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The class net: network devices. */
#include <kernel/netdev.h>

#include "drivers.h"

struct netdev *netdev_get(unsigned n)
{
#define NET_DRIVER DRIVER_RETURN_NTH
#include "drivers.def"
    return NULL;
}
