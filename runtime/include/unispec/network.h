/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What libc asks about the network besides system calls. */
#ifndef UNISPEC_NETWORK_H
#define UNISPEC_NETWORK_H

#include <unispec/os_symbol.h>

/*
 * Called before /etc/resolv.conf is read: waits until it is known which name
 * servers there are, and makes the file where the program has none.
 */
void inet_prepare_resolver(void) UNISPEC_OS_SYMBOL(inet_prepare_resolver);

/*
 * Whether NAME is localhost or below it, in any case, with or without the last
 * dot: the addresses of loopback, whoever is asked (RFC 6761, section 6.3).
 */
int __unispec_is_localhost(const char *name);

#endif
