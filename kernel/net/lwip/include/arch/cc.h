/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What lwIP asks of the compiler and of the machine. */
#ifndef UNISPEC_LWIP_CC_H
#define UNISPEC_LWIP_CC_H

#include <kernel/random.h>
#include <stdint.h>
#include <sys/types.h>

#ifndef BYTE_ORDER
#define BYTE_ORDER LITTLE_ENDIAN
#endif

#define LWIP_NO_CTYPE_H 1
#define LWIP_NO_UNISTD_H 1
#define LWIP_PLATFORM_DIAG(text) ((void)0)
/* The crash report says where; the texts would be most of the code's size. */
#define LWIP_PLATFORM_ASSERT(text) lwip_assert_failed()
_Noreturn void lwip_assert_failed(void) __attribute__((cold));

static inline uint32_t lwip_random(void)
{
    uint32_t value;

    random_bytes(&value, sizeof(value));
    return value;
}
#define LWIP_RAND() lwip_random()

/* Initial sequence numbers that nobody can guess. */
#define LWIP_HOOK_TCP_ISN(local_ip, local_port, remote_ip, remote_port)        \
    lwip_random()

/* Before a segment is looked into: inet/tcp_segment.c. Returns ERR_OK. */
struct tcp_hdr;
int inet_tcp_segment(struct tcp_hdr *header, unsigned size, unsigned first_size,
                     uint8_t *rest);
#define LWIP_HOOK_TCP_INPACKET_PCB(pcb, header, size, first_size, rest, p)     \
    inet_tcp_segment(header, size, first_size, rest)

#endif
