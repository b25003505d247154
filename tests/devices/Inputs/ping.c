/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Speaks to QEMU's user network through the driver alone: asks by ARP for
 * 10.0.2.2, then has ICMP echoes of all sizes come back. Each echo is sent in
 * three pieces and compared byte by byte. Ends with 0 if all came.
 */
#include <unispec/os_symbol.h>

struct netdev *netdev_get(unsigned) UNISPEC_OS_SYMBOL(netdev_get);

#include <kernel/netdev.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 3, LAST = 1472, STEP = 13, COUNT = (LAST - FIRST) / STEP + 1 };

static unsigned char arp_request[42], headers[42], payload[1472];
static unsigned char frame[2048], gateway[6];
static size_t frame_size;
static unsigned sent_back;

static void receive(struct netdev *dev, struct netdev_buffer *first,
                    unsigned flags)
{
    frame_size = 0;
    for (struct netdev_buffer *b = first; b; b = b->next) {
        if (frame_size + b->size > sizeof(frame))
            exit(2);
        memcpy(frame + frame_size, b->data, b->size);
        frame_size += b->size;
    }
    netdev_release(dev, first);
}

static void sent(struct netdev *dev, void *token)
{
    sent_back += token == frame;
}

static void fail(const char *what, unsigned n)
{
    printf("%s %u failed\n", what, n);
    exit(1);
}

/* Sends and waits, as long as it takes, for a frame with this byte there. */
static void exchange(struct netdev *dev, struct piece *pieces, unsigned count,
                     size_t at, unsigned char value)
{
    struct netdev_packet packet = {
        .pieces = pieces, .count = count, .token = frame};

    frame_size = 0;
    if (netdev_send(dev, &packet))
        fail("send", count);
    do
        netdev_poll(dev);
    while (!dev->failed && (frame_size <= at || frame[at] != value));
    if (dev->failed)
        fail("device", (unsigned)at);
}

static void put16(unsigned char *at, unsigned value)
{
    at[0] = value >> 8;
    at[1] = value;
}

static unsigned sum(const unsigned char *p, size_t size, unsigned start)
{
    for (size_t i = 0; i < size; i += 2)
        start += p[i] << 8 | (i + 1 < size ? p[i + 1] : 0);
    while (start >> 16)
        start = (start & 0xffff) + (start >> 16);
    return start;
}

static void find_gateway(struct netdev *dev)
{
    static const unsigned char text[] = {8, 6, 0, 1, 8, 0, 6,  4, 0, 1,
                                         0, 0, 0, 0, 0, 0, 10, 0, 2, 15,
                                         0, 0, 0, 0, 0, 0, 10, 0, 2, 2};
    struct piece piece = {arp_request, sizeof(arp_request)};

    memset(arp_request, 0xff, 6);
    memcpy(arp_request + 6, dev->mac, 6);
    memcpy(arp_request + 12, text, sizeof(text));
    memcpy(arp_request + 22, dev->mac, 6);
    exchange(dev, &piece, 1, 21, 2);
    memcpy(gateway, frame + 22, 6);
}

static void echo(struct netdev *dev, unsigned size)
{
    unsigned first = size / 3;
    struct piece pieces[] = {{headers, sizeof(headers)},
                             {payload, first},
                             {payload + first, size - first}};

    memcpy(headers, gateway, 6);
    memcpy(headers + 6, dev->mac, 6);
    memcpy(headers + 12, "\x08\0\x45\0", 4);
    put16(headers + 16, 28 + size);
    memcpy(headers + 18, "\0\0\0\0\x40\x01\0\0\x0a\0\x02\x0f\x0a\0\x02\x02",
           16);
    put16(headers + 24, ~sum(headers + 14, 20, 0));
    memcpy(headers + 34, "\x08\0\0\0", 4);
    put16(headers + 38, 7);
    put16(headers + 40, size);
    for (unsigned i = 0; i < size; i++)
        payload[i] = i * size;
    put16(headers + 36, ~sum(payload, size, sum(headers + 34, 8, 0)));
    exchange(dev, pieces, 3, 34, 0);
    if (frame_size < 42 + size || memcmp(frame + 42, payload, size))
        fail("echo", size);
}

int main(void)
{
    struct netdev *dev = netdev_get(0);

    if (!dev) {
        puts("no device");
        return 3;
    }
    if (dev != netdev_get(0) || netdev_get(1))
        fail("second device", 0);
    dev->receive = receive;
    dev->sent = sent;
    printf("MAC %02x:%02x:%02x:%02x:%02x:%02x, MTU %u\n", dev->mac[0],
           dev->mac[1], dev->mac[2], dev->mac[3], dev->mac[4], dev->mac[5],
           dev->mtu);
    find_gateway(dev);
    for (unsigned size = FIRST; size <= LAST; size += STEP)
        echo(dev, size);
    while (sent_back < COUNT + 1 && !dev->failed)
        netdev_poll(dev);
    printf("%u packets sent\n", sent_back);
    return dev->failed;
}
