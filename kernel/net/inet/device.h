/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The interface: the first network device of the machine. */
#ifndef KERNEL_NET_DEVICE_H
#define KERNEL_NET_DEVICE_H

#include <lwip/netif.h>

extern struct netif net_interface;

/* Looks for the device and configures the interface, or begins to. */
void inet_device_start(void);
void inet_device_poll(void);
bool inet_device_ask(void);

#endif
