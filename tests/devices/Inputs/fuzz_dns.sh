# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# fuzz_dns.sh CLANG SYSROOT MUSL DNS_PARSE OUTPUT: builds fuzz_dns.c with libc's
# resolver of the source tree MUSL, and DNS_PARSE as its dns_parse.c.
set -e
here=$(dirname "$0") clang=$1 sysroot=$2 musl=$3 parse=$4 output=$5
network=$musl/src/network
set --
for call in socket bind connect getsockname setsockopt close clock_gettime poll \
  sendto recvfrom getnameinfo dn_expand dn_skipname; do
  set -- "$@" "-D$call=fuzz_$call"
done
# Of system calls by number there is the closing of a socket.
exec "$clang" -g -O1 -fsanitize=fuzzer,address -w -nostdinc -D_GNU_SOURCE "$@" \
  "-D__syscall(n,fd)=fuzz_syscall(fd)" \
  -I"$network" -I"$musl/src/internal" -I"$musl/src/include" -I"$musl/arch/x86_64" \
  -I"$sysroot/include" -I"$musl/arch/generic" -I"$musl" -o "$output" "$here/fuzz_dns.c" \
  "$parse" "$network/lookup_name.c" "$network/dn_expand.c" "$network/dn_skipname.c" \
  "$network/res_mkquery.c" "$network/res_msend.c" "$network/res_send.c" \
  "$network/lookup_ipliteral.c" "$network/inet_aton.c" "$network/getnameinfo.c" "$network/ns_parse.c"
