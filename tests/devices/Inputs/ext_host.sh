# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# ext_host.sh CLANG SOURCE KERNEL SYSROOT OUTPUT PROGRAM FLAG...: builds PROGRAM of
# this folder with the disk file system of the folder KERNEL.
set -e
here=$(dirname "$0") clang=$1 source=$2 kernel=$3 sysroot=$4 output=$5 program=$6
shift 6
exec "$clang" -D_GNU_SOURCE -g -O1 "$@" -fno-sanitize-recover=all \
  -Wall -Wextra -Werror -I"$source/kernel/include" -I"$source/runtime/include" -idirafter "$sysroot/include" -I"$kernel" \
  -o "$output" "$here/$program" "$kernel"/fs/ext_*.c "$kernel"/fs/vnode.c
