/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The monitors of --platform=LIST and the buses that they have. */
#ifndef UNISPEC_PLATFORMS_H
#define UNISPEC_PLATFORMS_H

#include "link.h"

/* Sets the list that counts without --platform. */
void platforms_set_default(struct link *l);

/* Sets the list; reports what is wrong with it. */
void platforms_parse(struct link *l, const char *list);

/* UNISPEC_OS_PREFIX "platform_BUS", a symbol of kernel/drivers/platform.h, for
 * each bus. */
void platforms_symbols(const struct link *l, struct strings *symbols);

#endif
