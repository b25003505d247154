# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The objects of kernel/net/, net_objects: ours, and lwIP's out of a source
# tree that stays as it is. Headers in lwip/include/ come before lwIP's.
set(LWIP_VERSION 2.1.3)
set(LWIP_SHA256
  0a8276d09fc4e97bbba2f953d74af2388fc2195ea156be9d7589e297a68fde24)
set(UNISPEC_LWIP_SOURCE "" CACHE PATH
  "lwIP ${LWIP_VERSION}: source tree or tarball; empty: Debian's source package")
execute_process(
  COMMAND ${CMAKE_SOURCE_DIR}/runtime/fetch-source lwip ${LWIP_VERSION}
          ${LWIP_SHA256} ${UNISPEC_LWIP_SOURCE}
  OUTPUT_VARIABLE lwip OUTPUT_STRIP_TRAILING_WHITESPACE
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "no lwIP source: see the message above, and give it "
    "with -DUNISPEC_LWIP_SOURCE=DIR or TARBALL")
endif()
if(NOT EXISTS ${lwip}/src/include/lwip/init.h)
  message(FATAL_ERROR "${lwip} is no lwIP source tree: "
    "it has no src/include/lwip/init.h")
endif()
file(STRINGS ${lwip}/src/include/lwip/init.h version
  REGEX "define LWIP_VERSION_(MAJOR|MINOR|REVISION) +[0-9]+$")
string(REGEX REPLACE "[^0-9;]" "" version "${version}")
list(JOIN version . version)
if(NOT version STREQUAL LWIP_VERSION)
  message(FATAL_ERROR
    "${lwip} is lwIP ${version}, needed is ${LWIP_VERSION}")
endif()
unispec_third_party(lwip ${LWIP_VERSION} ${lwip})

set(lwip_sources core/def.c core/inet_chksum.c core/pbuf.c core/tcp_in.c
  core/tcp_out.c core/ipv4/dhcp.c core/ipv4/etharp.c
  core/ipv4/icmp.c core/ipv4/igmp.c core/ipv4/ip4_addr.c core/ipv4/ip4_frag.c
  core/ipv6/ethip6.c core/ipv6/ip6_addr.c
  core/ipv6/ip6_frag.c core/ipv6/mld6.c core/ipv6/nd6.c)
set(lwip_gated core/netif.c core/ipv4/ip4.c core/ipv6/ip6.c)
set(lwip_listeners core/ipv6/icmp6.c)
# Where packets go up, inet/gate.c asks whether anybody is there.
set(lwip_flags -isystem ${CMAKE_CURRENT_SOURCE_DIR}/net/lwip/include
  -isystem ${lwip}/src/include)
set(lwip_gates -Dtcp_input=inet_tcp_input -Dudp_input=inet_udp_input
  -Dip4_frag=inet_ip4_frag
  -Dicmp_input=inet_icmp_input -Dicmp6_input=inet_icmp6_input
  -Dtcp_netif_ip_addr_changed=inet_tcp_address_changed
  -Dudp_netif_ip_addr_changed=inet_udp_address_changed
  -DLWIP_MULTICAST_TX_OPTIONS=1 -Digmp_input=inet_igmp_input
  -Digmp_lookfor_group=inet_igmp_lookfor_group -Digmp_start=inet_igmp_start
  -Digmp_report_groups=inet_igmp_report_groups
  -Dmld6_lookfor_group=inet_mld6_lookfor_group
  -Dmld6_report_groups=inet_mld6_report_groups
  -Dnd6_adjust_mld_membership=inet_mld6_address)
set(lwip_refusing core/udp.c)
# inet/timers.c has a probe of its own.
set(lwip_probing core/tcp.c)
set(lwip_below core/ip.c netif/ethernet.c)
list(TRANSFORM lwip_sources PREPEND ${lwip}/src/)
list(TRANSFORM lwip_gated PREPEND ${lwip}/src/)
list(TRANSFORM lwip_listeners PREPEND ${lwip}/src/)
list(TRANSFORM lwip_refusing PREPEND ${lwip}/src/)
list(TRANSFORM lwip_probing PREPEND ${lwip}/src/)
list(TRANSFORM lwip_below PREPEND ${lwip}/src/)
unispec_target_objects(lwip_objects NAME net BASE ${lwip}/src
  SOURCES ${lwip_sources} FLAGS ${kernel_flags} ${lwip_flags} -Wno-everything)
unispec_target_objects(gated_objects NAME net BASE ${lwip}/src
  SOURCES ${lwip_gated}
  FLAGS ${kernel_flags} ${lwip_flags} ${lwip_gates} -Wno-everything)
unispec_target_objects(refusing_objects NAME net BASE ${lwip}/src
  SOURCES ${lwip_refusing}
  FLAGS ${kernel_flags} ${lwip_flags}
    -Dicmp_dest_unreach=inet_icmp_dest_unreach -Wno-everything)
unispec_target_objects(probing_objects NAME net BASE ${lwip}/src
  SOURCES ${lwip_probing}
  FLAGS ${kernel_flags} ${lwip_flags} -Dtcp_zero_window_probe=inet_tcp_probe
    -Wno-everything)
unispec_target_objects(listener_objects NAME net BASE ${lwip}/src
  SOURCES ${lwip_listeners}
  FLAGS ${kernel_flags} ${lwip_flags} -Dmld6_input=inet_mld6_input
    -Wno-everything)
unispec_target_objects(below_objects NAME net BASE ${lwip}/src
  SOURCES ${lwip_below}
  FLAGS ${kernel_flags} ${lwip_flags} -Dip6_input=inet_ip6_input
    -Wno-everything)

file(GLOB net_sources CONFIGURE_DEPENDS net/*.c net/unix/*.c net/inet/*.c
  net/netlink/*.c)
unispec_target_objects(net_objects NAME net BASE ${CMAKE_SOURCE_DIR}
  SOURCES ${net_sources}
  FLAGS -Oz -D_GNU_SOURCE ${kernel_flags} ${lwip_flags} ${kernel_warnings})
list(APPEND net_objects ${lwip_objects} ${gated_objects}
  ${refusing_objects} ${probing_objects} ${listener_objects} ${below_objects})
