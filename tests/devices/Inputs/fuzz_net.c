/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What comes by the network, against the stack of kernel/net/ on the host: a
 * card gives frames of the fuzzer's, to a TCP listener with its connections, a
 * UDP socket and the DHCP client. The input is a list of steps: raw frames;
 * packets of TCP, UDP, ICMP and of any protocol whose addresses, lengths,
 * sums and sequence numbers are near what is expected, so that they get
 * behind the first checks; time; calls of the program's. Memory is the host's,
 * with its sanitizers.
 */
#include <kernel/arch.h>
#include <kernel/netdev.h>
#include <kernel/timer.h>
#include <kernel/wait.h>
#include <lwip/dhcp.h>
#include <lwip/priv/tcp_priv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <net/inet/device.h>
#include <net/inet/tcp_socket.h>
#include <net/inet/udp_socket.h>

#include "fuzz_input.h"

enum { TCP_PORT = 80, UDP_PORT = 53, FILES = 4, FRAME = 65535, TOKENS = 8,
       BUFFER = 2018 };

#define OFFLOADS (NETDEV_TX_CHECKSUM | NETDEV_TSO4 | NETDEV_TSO6)

static uint16_t next16(void)
{
    return (uint16_t)(next8() << 8 | next8());
}

/* ---- what the stack needs of the kernel */

static uint64_t clock_ns = 1;

uint64_t arch_clock_ns(void)
{
    return clock_ns;
}

void *kmalloc(size_t size)
{
    return malloc(size);
}

void *kzalloc(size_t size)
{
    return calloc(1, size);
}

void kfree(void *memory)
{
    free(memory);
}

/* Short of memory every other time. */
void page_stats(struct page_stats *stats)
{
    static size_t asked;

    *stats = (struct page_stats){1024, asked++ % 2 ? 1024 : 0};
}

void random_bytes(void *to, size_t n)
{
    memset(to, 0x5a, n);
}

_Noreturn void panic(const char *format, ...)
{
    fprintf(stderr, "panic: %s\n", format);
    abort();
}

bool boot_option(const char *name, const char **value)
{
    (void)name, (void)value;
    return false;
}

bool boot_option_is(const char *name, const char *value)
{
    (void)name, (void)value;
    return false;
}

unsigned wait_external;

void wait_wake(struct wait_queue *q, unsigned exclusive)
{
    (void)q, (void)exclusive;
}

void wait_wake_for(struct wait_queue *q, unsigned exclusive, unsigned events)
{
    wait_wake(q, exclusive);
}

int wait_on(struct wait_queue *q, uint64_t deadline, const char *what)
{
    (void)q, (void)deadline, (void)what;
    return -ETIMEDOUT;
}

uint64_t wait_deadline(uint64_t ns)
{
    return clock_ns + ns;
}

void arch_wait_until(uint64_t when)
{
    clock_ns = when;
}

void arch_timer_arm(uint64_t when)
{
    (void)when;
}

void work_run(void)
{
}

_Noreturn void kassert_failed(const char *text)
{
    panic(text);
}

struct file *file_new(const struct file_ops *ops, unsigned flags,
                      struct vnode *node)
{
    struct file *f = calloc(1, sizeof(*f));

    (void)node;
    f->ops = ops;
    f->refs = 1;
    f->flags = flags;
    return f;
}

struct fd_table fd_table; /* of calls that nothing here makes */

void signal_send(int signal)
{
    (void)signal;
}

/* ---- the card */

static void *tokens[TOKENS]; /* of packets that it has not sent yet */
static unsigned token_count;

/* What the headers of TCP over IP say. */
static size_t packet_size(const struct netdev_packet *packet)
{
    const uint8_t *ip =
        (uint8_t *)packet->pieces[0].data + NETDEV_ETHERNET_HEADER;

    return NETDEV_ETHERNET_HEADER +
           (packet->ipv6 ? 40 + (ip[4] << 8 | ip[5]) : ip[2] << 8 | ip[3]);
}

/* Whether it is longer than the network takes, or cannot be cut for it. */
static bool is_wrong(struct netdev *dev, const struct netdev_packet *packet)
{
    size_t size = 0, most = NETDEV_ETHERNET_HEADER + dev->mtu;

    for (unsigned i = 0; i < packet->count; i++)
        for (size_t j = 0; j < packet->pieces[i].size; j++, size++)
            __asm__ volatile("" : : "r"(((char *)packet->pieces[i].data)[j]));
    if (packet->segment_size)
        return packet->headers + packet->segment_size > most ||
               size <= packet->headers + packet->segment_size ||
               size != packet_size(packet);
    return size > most;
}

static int card_send(struct netdev *dev, const struct netdev_packet *packet)
{
    if (is_wrong(dev, packet))
        panic("a frame longer than the network's");
    if (token_count == TOKENS)
        return -EAGAIN;
    tokens[token_count++] = packet->token;
    return 0;
}

static bool card_poll(struct netdev *dev)
{
    bool any = token_count;

    while (token_count)
        dev->sent(dev, tokens[--token_count]);
    return any;
}

static bool card_ask(struct netdev *dev, bool sent)
{
    (void)dev, (void)sent;
    return true;
}

static void card_release(struct netdev *dev, struct netdev_buffer *frame)
{
    struct netdev_buffer *next;

    (void)dev;
    for (; frame; frame = next) {
        next = frame->next;
        free(frame->data);
        free(frame);
    }
}

static const struct netdev_ops card_ops = {
    .send = card_send,
    .poll = card_poll,
    .ask = card_ask,
    .release = card_release,
};
static struct netdev card = {
    .ops = &card_ops,
    .mac = {0x52, 0x54, 0, 0x12, 0x34, 0x56},
    .mtu = 1500,
};

struct netdev *netdev_get(unsigned n)
{
    return n ? NULL : &card;
}

static struct netdev_buffer *buffer_of(const uint8_t *bytes, size_t size)
{
    struct netdev_buffer *b = calloc(1, sizeof(*b));

    b->data = malloc(size);
    memcpy(b->data, bytes, size);
    b->size = size;
    return b;
}

/* A long frame fills several buffers, and the first may end anywhere. */
static void deliver(const uint8_t *bytes, size_t size, bool checked)
{
    struct netdev_buffer *first, **end;
    size_t at = size;

    if (at < NETDEV_ETHERNET_HEADER)
        at = NETDEV_ETHERNET_HEADER;
    if (at > BUFFER)
        at = NETDEV_ETHERNET_HEADER + size % (BUFFER - NETDEV_ETHERNET_HEADER);
    first = buffer_of(bytes, at);
    for (end = &first->next; at < size; end = &(*end)->next) {
        size_t piece = size - at < BUFFER ? size - at : BUFFER;

        *end = buffer_of(bytes + at, piece);
        at += piece;
    }
    card.receive(&card, first, checked ? NETDEV_CHECKED : 0);
    inet_poll();
}

/* ---- packets */

static struct file *files[FILES], *listener, *datagrams;
static uint8_t frame[FRAME];

static void put16(size_t at, unsigned value)
{
    frame[at] = (uint8_t)(value >> 8);
    frame[at + 1] = (uint8_t)value;
}

static void put32(size_t at, uint32_t value)
{
    put16(at, value >> 16);
    put16(at + 2, value & 0xffff);
}

static uint16_t sum(size_t at, size_t size, uint32_t start)
{
    for (size_t i = 0; i < size; i++)
        start += (uint32_t)frame[at + i] << (i % 2 ? 0 : 8);
    while (start >> 16)
        start = (start & 0xffff) + (start >> 16);
    return (uint16_t)~start;
}

enum { IP = 14, UP = 34, UP6 = 54 };

static void ethernet(uint16_t type)
{
    memset(frame, 0, sizeof(frame));
    memcpy(frame, card.mac, 6);
    frame[6] = 2;
    put16(12, type);
}

static void finish_ipv4(size_t payload, uint8_t protocol, uint16_t fragment)
{
    frame[IP] = 0x45;
    put16(IP + 2, (unsigned)(20 + payload));
    put16(IP + 6, fragment);
    frame[IP + 8] = 64;
    frame[IP + 9] = protocol;
    put32(IP + 12, 0x0a000202);
    memcpy(frame + IP + 16, &netif_ip4_addr(&net_interface)->addr, 4);
    put16(IP + 10, sum(IP, 20, 0));
    deliver(frame, UP + payload, true);
}

static struct tcp_pcb *some_connection(uint8_t n)
{
    struct tcp_pcb *pcb = tcp_active_pcbs;

    for (n %= 4; pcb && pcb->next && n--;)
        pcb = pcb->next;
    return pcb;
}

/* The flag that says so is one that lwIP does not know. */
enum { LARGE = 0x40 };

static void step_tcp(void)
{
    uint8_t how = next8(), flags = next8(), options = next8() % 11;
    struct tcp_pcb *pcb = how & 1 ? some_connection(how >> 4) : NULL;
    size_t size;

    ethernet(0x0800);
    put16(UP, pcb ? pcb->remote_port : 1000 + (how >> 2));
    put16(UP + 2, pcb ? pcb->local_port : TCP_PORT);
    put32(UP + 4, (pcb ? pcb->rcv_nxt : 0x1000) + (how & 2 ? next8() - 128 : 0));
    put32(UP + 8, (pcb ? pcb->snd_nxt : 0) - (how & 4 ? next8() : 0));
    frame[UP + 12] = (uint8_t)((5 + options) << 4);
    frame[UP + 13] = flags;
    put16(UP + 14, how & 8 ? next16() : 0xffff);
    size = next_bytes(frame + UP + 20, 4 * options + (how & 2 ? next8() : 4));
    if (flags & LARGE) /* several segments put together */
        size += 255u * next8() / 4 * 4;
    finish_ipv4(size < 4u * options ? 20 + 4u * options : 20 + size, 6, 0);
}

static void step_udp(void)
{
    uint8_t how = next8();
    size_t size;

    ethernet(0x0800);
    put16(UP, how & 1 ? 67 : 999);
    put16(UP + 2, how & 1 ? 68 : UDP_PORT);
    size = next_bytes(frame + UP + 8, how & 2 ? 600 : next8());
    put16(UP + 4, (unsigned)(8 + size));
    if ((how & 1) && netif_dhcp_data(&net_interface)) { /* an answer to ours */
        frame[UP + 8] = 2;
        frame[UP + 9] = 1, frame[UP + 10] = 6;
        put32(UP + 12, netif_dhcp_data(&net_interface)->xid);
        memcpy(frame + UP + 36, card.mac, 6);
        put32(UP + 8 + 236, 0x63825363);
    }
    finish_ipv4(8 + size, 17, how & 4 ? next16() : 0);
}

/* An answer to a datagram of the program's, perhaps: nobody has its port. */
static void step_refused(void)
{
    size_t at = UP + 8, size;

    ethernet(0x0800);
    frame[UP] = 3;
    frame[UP + 1] = 3;
    frame[at] = (uint8_t)(0x45 + next8() % 2);
    put16(at + 2, next16());
    frame[at + 9] = 17;
    memcpy(frame + at + 12, &netif_ip4_addr(&net_interface)->addr, 4);
    put32(at + 16, 0x0a000202);
    put16(at + 20, UDP_PORT);
    put16(at + 22, 999);
    size = 8 + next8() % 40; /* of the message; the datagram may be cut */
    size += next_bytes(frame + UP + 40, next16() % 600);
    put16(UP + 2, sum(UP, size, 0));
    finish_ipv4(size, 1, 0);
}

static void step_ipv4(void)
{
    uint8_t protocol = next8();
    uint16_t fragment = next16() & 0x3fff;
    size_t size;

    if (protocol >= 0xf0) {
        step_refused();
        return;
    }
    ethernet(0x0800);
    size = next_bytes(frame + UP, next16() % 1480);
    if (protocol == 1 && size >= 4) {
        put16(UP + 2, 0);
        put16(UP + 2, sum(UP, size, 0));
    }
    finish_ipv4(size, protocol, fragment);
}

static void step_ipv6(void)
{
    uint8_t next = next8(), multicast = next8();
    size_t size;

    ethernet(0x86dd);
    frame[IP] = 0x60;
    frame[IP + 6] = next;
    frame[IP + 7] = 255;
    put16(IP + 8, 0xfe80);
    frame[IP + 23] = 2;
    if (multicast & 1)
        put16(IP + 24, 0xff02), frame[IP + 39] = 1;
    else
        memcpy(frame + IP + 24, netif_ip6_addr(&net_interface, 0)->addr, 16);
    size = next_bytes(frame + UP6, next16() % 1400);
    put16(IP + 4, (unsigned)size);
    if (next == 58 && size >= 4) {
        put16(UP6 + 2, 0);
        put16(UP6 + 2, sum(IP + 8, 32 + size, (uint32_t)(58 + size)));
    }
    deliver(frame, UP6 + size, true);
}

static void step_arp(void)
{
    ethernet(0x0806);
    put16(IP, 1), put16(IP + 2, 0x0800), put16(IP + 4, 0x0604);
    put16(IP + 6, 1 + next8() % 2);
    next_bytes(frame + IP + 8, 20);
    deliver(frame, IP + 28, false);
}

static void step_raw(void)
{
    memset(frame, 0, sizeof(frame));
    deliver(frame, next_bytes(frame, next16() % 1514), next8() & 1);
}

/* ---- time and the program */

static void step_time(void)
{
    clock_ns += (next8() + 1ull) * 100000000;
    timer_run();
}

static void drop(struct file **f)
{
    if (!*f)
        return;
    (*f)->ops->release(*f);
    free(*f);
    *f = NULL;
}

static void step_program(void)
{
    static char bytes[4096], control[64];
    uint8_t how = next8();
    struct file **f = &files[how >> 4 & (FILES - 1)];
    struct iovec iov = {bytes, sizeof(bytes)};
    struct message m = message_of(&iov);

    m.flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    if (!*f) {
        if (listener->ops->socket->accept(listener, O_NONBLOCK, f))
            *f = NULL;
        return;
    }
    switch (how % 5) {
    case 0:
        (*f)->ops->socket->receive(*f, &m);
        break;
    case 1:
        (*f)->ops->socket->send(*f, &m);
        break;
    case 2:
        (*f)->ops->socket->shutdown(*f, how >> 6 & 1);
        break;
    case 3:
        drop(f);
        break;
    case 4:
        if (how & 8)
            m.flags |= MSG_ERRQUEUE;
        m.control = control;
        m.control_size = how >> 2 & (sizeof(control) - 1);
        datagrams->ops->socket->receive(datagrams, &m);
        break;
    }
}

static void begin(void)
{
    struct sockaddr_in6 name = {.sin6_family = AF_INET6};
    struct socket_option yes = {.number = 1, .size = sizeof(int)};

    if (tcp_socket(AF_INET6, 0, O_NONBLOCK, &listener) ||
        udp_socket(AF_INET6, 0, O_NONBLOCK, &datagrams))
        panic("no socket");
    name.sin6_port = htons(TCP_PORT);
    if (tcp_socket_bind(listener, (void *)&name, sizeof(name)) ||
        tcp_socket_listen(listener, 4))
        panic("no listener");
    name.sin6_port = htons(UDP_PORT);
    if (udp_sock_bind(datagrams, (void *)&name, sizeof(name)))
        panic("no datagrams");
    if (inet_errors_set(datagrams, IPPROTO_IP, &yes) ||
        inet_errors_set(datagrams, IPPROTO_IPV6, &yes))
        panic("no errors");
    netif_set_addr(&net_interface, &(ip4_addr_t){0x0f02000a},
                   &(ip4_addr_t){0x00ffffff}, &(ip4_addr_t){0x0202000a});
}

/* As at the beginning: connections and what waits for fragments are gone. */
static void end(void)
{
    if (tcp_of(listener)->socket.error || tcp_of(listener)->socket.read_shut)
        panic("a connection's end is the listener's");
    for (unsigned i = 0; i < FILES; i++)
        drop(&files[i]);
    do
        inet_poll();
    while (token_count);
    drop(&listener);
    drop(&datagrams);
    while (tcp_active_pcbs)
        tcp_abort(tcp_active_pcbs);
    while (tcp_tw_pcbs)
        tcp_abort(tcp_tw_pcbs);
    if (tcp_bound_pcbs || tcp_listen_pcbs.pcbs || net_tcp_pcbs)
        panic("connections are left");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const steps[])(void) = {
        step_tcp, step_udp,  step_ipv4, step_ipv6,
        step_arp, step_time, step_raw,  step_program,
    };

    input = data;
    input_end = data + size;
    card.features = size % 2 ? OFFLOADS : 0;
    begin();
    while (input < input_end)
        steps[next8() % (sizeof(steps) / sizeof(*steps))]();
    end();
    return 0;
}
