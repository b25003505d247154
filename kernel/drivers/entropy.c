/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The class entropy: random bytes of the first device that gives them. */
#include <kernel/entropy.h>

#include "drivers.h"

static struct entropy_source *entropy_get(unsigned n)
{
#define ENTROPY_DRIVER DRIVER_RETURN_NTH
#include "drivers.def"
    return NULL;
}

bool entropy_read(void *buffer, size_t size)
{
    struct entropy_source *source = entropy_get(0);

    return source && source->read(source, buffer, size);
}
