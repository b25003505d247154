/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The addresses of the interface; see configure.c. */
#ifndef KERNEL_NET_CONFIGURE_H
#define KERNEL_NET_CONFIGURE_H

#include <lwip/ip_addr.h>
#include <stdbool.h>

#define NAME_SERVERS 3

/* Sets the addresses of net_interface, which is up, or begins to find them. */
void inet_configure(void);

/* An address is on its way. */
bool inet_configuring(void);

/* Waits until there is an address, or it is clear that none comes. */
void inet_wait_configured(void);

/* The n-th name server, or NULL. */
const ip_addr_t *inet_name_server(unsigned n);

#endif
