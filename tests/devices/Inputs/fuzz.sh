# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# fuzz.sh CLANG SOURCE KERNEL OUTPUT: builds fuzz_virtio.c with the drivers of
# the folder KERNEL.
set -e
here=$(dirname "$0")
drivers=$3/drivers/virtio
exec "$1" -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
  -Wall -Wextra -Werror -I"$2/kernel/include" -I"$2/runtime/include" -I"$3" \
  -include "$here/fuzz.h" -o "$4" "$here/fuzz_virtio.c" \
  "$drivers/virtio.c" "$drivers/virtq.c" "$drivers/request_queue.c" \
  "$drivers/rng.c" "$drivers/blk.c" "$drivers/console.c" \
  "$drivers/net.c" "$drivers/net_receive.c" "$drivers/net_send.c"
