# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# fuzz_net.sh CLANG SOURCE SYSROOT FOLDER LISTEN: builds FOLDER/fuzz of fuzz_net.c,
# the network stack, with LISTEN as its tcp_listen.c, and lwIP. What is compiled
# already is not again.
set -e
here=$(cd "$(dirname "$0")" && pwd) clang=$1 source=$2 sysroot=$3 folder=$4 listen=$5
net=$source/kernel/net
pinned() {
  sed -n "/^set(LWIP_$1\$/{n;s/[ )]//gp};s/^set(LWIP_$1 \(.*\))/\1/p" "$net/net.cmake"
}
# shellcheck disable=SC2086 # nothing, or a path
lwip=$("$source/runtime/fetch-source" lwip "$(pinned VERSION)" \
  "$(pinned SHA256)" ${UNISPEC_LWIP_SOURCE-})/src
compile() {
  "$clang" -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer-no-link,address -w \
    -I"$net/lwip/include" -I"$lwip/include" -I"$source/kernel/include" \
    -I"$source/runtime/include" -idirafter "$sysroot/include" \
    -I"$source/kernel" -I"$net/inet" -c "$@"
}
mkdir -p "$folder/objects"
cd "$folder/objects"
if [ ! -f nd6.o ]; then
  for file in "$net"/inet/*.c; do
    case $file in
    */gate.c | */resolver.c | */tcp_listen.c) ;;
    *) set -- "$@" "$file" ;;
    esac
  done
  shift 5
  compile "$@" "$here/fuzz_net.c" "$source/kernel/core/timer.c" \
    "$net"/control.c "$net"/message.c "$net"/socket_*.c "$net"/[gs]etsockopt.c \
    "$lwip"/core/def.c "$lwip"/core/inet_chksum.c "$lwip"/core/pbuf.c \
    "$lwip"/core/tcp_*.c "$lwip"/core/udp.c "$lwip"/core/ip.c \
    "$lwip"/core/netif.c "$lwip"/netif/ethernet.c \
    "$lwip"/core/ipv4/dhcp.c "$lwip"/core/ipv4/etharp.c \
    "$lwip"/core/ipv4/i[cgp]*.c "$lwip"/core/ipv6/ethip6.c \
    "$lwip"/core/ipv6/i[cp]*.c "$lwip"/core/ipv6/mld6.c \
    "$lwip"/core/ipv6/nd6.c
  compile -Dtcp_zero_window_probe=inet_tcp_probe "$lwip"/core/tcp.c
fi
compile "$listen" -o tcp_listen.o
"$clang" -fsanitize=fuzzer,address ./*.o -o "$folder/fuzz"
