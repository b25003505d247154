/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What DHCP and router advertisements tell of name servers, and whom. */
#ifndef UNISPEC_LWIP_DNS_H
#define UNISPEC_LWIP_DNS_H

#include_next <lwip/dns.h>
#include <lwip/ip_addr.h>

void dns_setserver(u8_t n, const ip_addr_t *address);

#endif
