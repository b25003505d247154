# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# fuzz_ninep.sh CLANG SOURCE KERNEL SYSROOT OUTPUT: builds fuzz_ninep.c with the 9P
# client of the folder KERNEL.
set -e
here=$(dirname "$0")
exec "$1" -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
  -Wall -Wextra -Werror -I"$2/kernel/include" -I"$2/runtime/include" -idirafter "$4/include" -I"$3" \
  -o "$5" "$here/fuzz_ninep.c" "$3"/fs/ninep_*.c
