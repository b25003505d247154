/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Sending frames. They stay lwIP's buffers, which it does not touch while
 * somebody else holds them, and wait in a queue of ours while the device's is
 * full.
 *
 * Segments of a connection that follow each other go out as one packet, where
 * the device cuts it (VIRTIO 1.2, 5.1.6.2): with headers of ours, and what the
 * segments have behind theirs. lwIP has decided about each by then, by windows
 * and by Nagle's rule, and still has each by itself if it has to be sent again.
 */
#include <kernel/mm.h>
#include <kernel/netdev.h>
#include <kernel/panic.h>
#include <lwip/inet_chksum.h>
#include <lwip/prot/tcp.h>
#include <lwip/tcp.h>
#include <lwip/udp.h>
#include <netif/ethernet.h>
#include <string.h>

#include "device.h"
#include "inet.h"

#define WAITING 1024u /* frames; a power of two */
#define BURST_MAX (NETDEV_PIECES - 1)

#pragma weak tcp_new_ip_type
#pragma weak udp_new
#define TCP __unispec_reached((const void *)tcp_new_ip_type)
#define UDP __unispec_reached((const void *)udp_new)

/* Offsets from the start of an IP header, and in those behind it. */
enum {
    IPV4_LENGTH = 2,
    IPV4_ID = 4,
    IPV4_FLAGS = 6,
    IPV4_PROTOCOL = 9,
    IPV4_SUM = 10,
    IPV4_ADDRESSES = 12,
    IPV6_LENGTH = 4,
    IPV6_PROTOCOL = 6,
    IPV6_ADDRESSES = 8,
    TCP_SUM = 16,
    UDP_SUM = 6,
};

/* Segments that are one packet of the device's. */
struct burst {
    struct burst *next;
    unsigned count;
    struct pbuf *frames[BURST_MAX];
    unsigned char headers[SIZEOF_ETH_HDR + IP6_HLEN + TCP_HLEN];
};

static struct netdev *device;
static struct pbuf *waiting[WAITING];
static unsigned waiting_first, waiting_end;
static bool gathering;
/* What the device has, the oldest first. */
static struct burst *bursts, **bursts_end = &bursts;

void inet_device_send_to(struct netdev *dev)
{
    device = dev;
}

static uint16_t be16(const unsigned char *at)
{
    return at[0] << 8 | at[1];
}

static void put16(unsigned char *at, unsigned value)
{
    at[0] = value >> 8;
    at[1] = value;
}

/* Of words in the order of the network, which a sum may add as they are. */
static uint16_t sum(const unsigned char *at, size_t size)
{
    return ~inet_chksum(at, size);
}

/* Where the header of a protocol is in a frame; 0: it has none. lwIP puts all
 * headers into the first buffer; parts of a packet that was cut do not count.
 */
static unsigned header_start(const struct pbuf *frame, unsigned protocol)
{
    const unsigned char *ip = (unsigned char *)frame->payload + SIZEOF_ETH_HDR;
    unsigned type = be16(ip - 2), start = 0;

    if (type == ETHTYPE_IP && ip[IPV4_PROTOCOL] == protocol &&
        !(be16(ip + IPV4_FLAGS) & ~IP_DF))
        start = SIZEOF_ETH_HDR + (ip[0] & 15) * 4;
    else if (INET6 && type == ETHTYPE_IPV6 && ip[IPV6_PROTOCOL] == protocol)
        start = SIZEOF_ETH_HDR + IP6_HLEN;
    KASSERT(!start || frame->len >= start + UDP_HLEN);
    return start;
}

static bool is_ipv6(const unsigned char *headers)
{
    return INET6 && headers[SIZEOF_ETH_HDR - 2] == ETHTYPE_IPV6 >> 8;
}

/* Leaves the checksum to the device: `size` bytes from the protocol's header
 * on, which begins at `start`. */
static void leave_checksum(unsigned char *headers, unsigned protocol,
                           unsigned start, unsigned size,
                           struct netdev_packet *packet)
{
    unsigned char *ip = headers + SIZEOF_ETH_HDR;
    uint32_t pseudo;
    uint16_t folded;

    /* Of the addresses, which stand side by side in both, length and protocol.
     */
    pseudo = is_ipv6(headers) ? sum(ip + IPV6_ADDRESSES, 32)
                              : sum(ip + IPV4_ADDRESSES, 8);
    pseudo += lwip_htons(size) + lwip_htons(protocol);
    pseudo = (pseudo & 0xffff) + (pseudo >> 16);
    folded = pseudo + (pseudo >> 16);
    packet->checksum_start = start;
    packet->checksum_offset = protocol == IP_PROTO_TCP ? TCP_SUM : UDP_SUM;
    memcpy(headers + start + packet->checksum_offset, &folded, sizeof(folded));
}

static void leave(struct pbuf *frame, unsigned protocol,
                  struct netdev_packet *packet)
{
    unsigned start = header_start(frame, protocol);

    if (start)
        leave_checksum(frame->payload, protocol, start, frame->tot_len - start,
                       packet);
}

/* Hands a frame to the device: 0, and the caller's reference is the device's,
 * or -errno. */
static int send_frame(struct pbuf *frame)
{
    struct piece pieces[NETDEV_PIECES];
    struct netdev_packet packet = {.pieces = pieces, .token = frame};

    for (struct pbuf *p = frame; p; p = p->next) {
        if (packet.count == NETDEV_PIECES)
            return -EINVAL;
        pieces[packet.count++] = (struct piece){p->payload, p->len};
    }
    if (device->features & NETDEV_TX_CHECKSUM) {
        if (TCP)
            leave(frame, IP_PROTO_TCP, &packet);
        if (UDP)
            leave(frame, IP_PROTO_UDP, &packet);
    }
    return netdev_send(device, &packet);
}

/* A segment with data; size 0: it is none. */
struct segment {
    const unsigned char *frame;
    const struct tcp_hdr *tcp;
    unsigned headers, size;
};

static struct segment segment_of(const struct pbuf *frame)
{
    unsigned start = frame->next ? 0 : header_start(frame, IP_PROTO_TCP);
    struct segment s = {.frame = frame->payload};

    if (!start)
        return s;
    s.tcp = (const void *)(s.frame + start);
    s.headers = start + TCP_HLEN;
    if (TCPH_HDRLEN_BYTES(s.tcp) == TCP_HLEN && !be16((void *)&s.tcp->urgp))
        s.size = frame->len - s.headers;
    return s;
}

static bool can_cut(const struct segment *s)
{
    unsigned feature = is_ipv6(s->frame) ? NETDEV_TSO6 : NETDEV_TSO4;

    return s->size && device->features & feature;
}

static uint64_t at64(const struct segment *s, unsigned at)
{
    uint64_t value;

    memcpy(&value, s->frame + at, sizeof(value));
    return value;
}

/* The same in bytes 0 to 8 from there on. */
static bool same64(const struct segment *a, const struct segment *b,
                   unsigned at)
{
    return at64(a, at) == at64(b, at);
}

/* What the device writes into all headers alike, or counts up (IPv4's id). */
static bool same_headers(const struct segment *a, const struct segment *b)
{
    enum { IP = SIZEOF_ETH_HDR };
    unsigned tcp = a->headers - TCP_HLEN;

    if (a->headers != b->headers || a->tcp->ackno != b->tcp->ackno ||
        a->tcp->wnd != b->tcp->wnd || !same64(a, b, 0) || !same64(a, b, 8))
        return false;
    if (is_ipv6(a->frame)) /* with the ports behind the addresses */
        return memcmp(a->frame + IP + IPV6_PROTOCOL,
                      b->frame + IP + IPV6_PROTOCOL,
                      IP6_HLEN - IPV6_PROTOCOL + 4) == 0;
    return (uint16_t)(be16(a->frame + IP + IPV4_ID) + 1) ==
               be16(b->frame + IP + IPV4_ID) &&
           !((at64(a, IP + 2) ^ at64(b, IP + 2)) >> 32) &&
           same64(a, b, IP + IPV4_ADDRESSES) && same64(a, b, tcp - 4);
}

/* All but the last are of one size, and have no flag but ACK. */
static bool goes_on(const struct segment *last, const struct segment *next,
                    unsigned size)
{
    return next->size && next->size <= size && last->size == size &&
           TCPH_FLAGS(last->tcp) == TCP_ACK &&
           (TCPH_FLAGS(next->tcp) & ~TCP_PSH) == TCP_ACK &&
           lwip_ntohl(next->tcp->seqno) ==
               lwip_ntohl(last->tcp->seqno) + size &&
           same_headers(last, next);
}

static struct pbuf *waits(unsigned n)
{
    return waiting[(waiting_first + n) % WAITING];
}

/* The headers are the first one's but for lengths, sums and the last's flags.
 * The device gives each segment a length and sums of its own. */
static void make_headers(struct burst *b, struct netdev_packet *packet,
                         const struct segment *first, unsigned flags,
                         unsigned data)
{
    unsigned char *ip = b->headers + SIZEOF_ETH_HDR;
    unsigned start = first->headers - TCP_HLEN, size = TCP_HLEN + data;
    uint16_t checksum;

    memcpy(b->headers, first->frame, first->headers);
    TCPH_SET_FLAG((struct tcp_hdr *)(b->headers + start), flags);
    packet->headers = first->headers;
    packet->segment_size = first->size;
    packet->ipv6 = is_ipv6(b->headers);
    if (packet->ipv6) {
        put16(ip + IPV6_LENGTH, size);
    } else {
        put16(ip + IPV4_LENGTH, start - SIZEOF_ETH_HDR + size);
        put16(ip + IPV4_SUM, 0);
        checksum = inet_chksum(ip, start - SIZEOF_ETH_HDR);
        memcpy(ip + IPV4_SUM, &checksum, sizeof(checksum));
    }
    leave_checksum(b->headers, IP_PROTO_TCP, start, size, packet);
}

/*
 * Hands those that wait first to the device, as many as can be one packet, and
 * says in *count how many. As send_frame(); -ENOMEM: they have to be sent one
 * by one.
 */
static int send_burst(unsigned *count)
{
    struct segment first = segment_of(waits(0)), last = first, next;
    struct piece pieces[NETDEV_PIECES];
    struct netdev_packet packet = {.pieces = pieces, .token = waits(0)};
    struct burst *b;
    unsigned n = 0, data = 0;
    int error = -ENOMEM;

    if (!can_cut(&first))
        return error;
    for (next = first;;) {
        last = next;
        data += last.size;
        pieces[++n] =
            (struct piece){(void *)(last.frame + last.headers), last.size};
        if (n == BURST_MAX || n == waiting_end - waiting_first)
            break;
        next = segment_of(waits(n));
        if (!goes_on(&last, &next, first.size))
            break;
    }
    b = n > 1 ? kmalloc(sizeof(*b)) : NULL;
    if (!b)
        return error;
    b->next = NULL;
    b->count = packet.count = n;
    packet.count++;
    for (unsigned i = 0; i < n; i++)
        b->frames[i] = waits(i);
    make_headers(b, &packet, &first, TCPH_FLAGS(last.tcp), data);
    pieces[0] = (struct piece){b->headers, packet.headers};
    error = netdev_send(device, &packet);
    if (error) {
        kfree(b);
        return error;
    }
    *bursts_end = b;
    bursts_end = &b->next;
    *count = n;
    return 0;
}

static bool cuts(void)
{
    return TCP && device->features & (NETDEV_TSO4 | NETDEV_TSO6);
}

static void send_waiting(void)
{
    while (waiting_first != waiting_end) {
        unsigned n = 1;
        int error = cuts() ? send_burst(&n) : -ENOMEM;

        if (error == -ENOMEM)
            error = send_frame(waits(0));
        if (error == -EAGAIN)
            return;
        if (error) /* lost, as in a network */
            pbuf_free(waits(0));
        waiting_first += n;
    }
}

err_t inet_device_output(struct netif *netif, struct pbuf *frame)
{
    int error = -EAGAIN;

    pbuf_ref(frame);
    if (gathering && waiting_end - waiting_first == WAITING)
        send_waiting();
    if (waiting_first == waiting_end && !gathering)
        error = send_frame(frame);
    if (error == 0)
        return ERR_OK;
    if (error != -EAGAIN || waiting_end - waiting_first == WAITING) {
        pbuf_free(frame);
        return ERR_IF; /* lost, as in a network */
    }
    waiting[waiting_end++ % WAITING] = frame;
    return ERR_OK;
}

void inet_device_sent(struct netdev *dev, void *token)
{
    struct burst **at = &bursts, *b;

    while (cuts() && (b = *at)) {
        if (b->frames[0] != token) {
            at = &b->next;
            continue;
        }
        *at = b->next;
        if (bursts_end == &b->next)
            bursts_end = at;
        for (unsigned i = 0; i < b->count; i++)
            pbuf_free(b->frames[i]);
        kfree(b);
        return;
    }
    pbuf_free(token);
}

bool inet_device_waits(void)
{
    return waiting_first != waiting_end;
}

void inet_device_gather(void)
{
    gathering = device && cuts();
}

void inet_device_flush(void)
{
    gathering = false;
    send_waiting();
}
