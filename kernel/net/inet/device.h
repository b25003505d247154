/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The interface: the first network device of the machine. */
#ifndef KERNEL_NET_DEVICE_H
#define KERNEL_NET_DEVICE_H

#include <lwip/netif.h>

extern struct netif net_interface;

struct netdev;

/* Looks for the device and configures the interface, or begins to. */
void inet_device_start(void);
void inet_device_poll(void);
bool inet_device_ask(void);

/*
 * Between the two, frames wait for those that follow, where the device takes
 * several segments of TCP as one packet.
 */
void inet_device_gather(void);
void inet_device_flush(void);

/* device_send.c, for device.c: which device; lwIP's output; the device's ->sent;
 * whether frames wait for a place in the device's queue. */
void inet_device_send_to(struct netdev *device);
err_t inet_device_output(struct netif *netif, struct pbuf *frame);
void inet_device_sent(struct netdev *device, void *token);
bool inet_device_waits(void);

#endif
