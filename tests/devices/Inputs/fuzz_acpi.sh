# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# fuzz_acpi.sh CLANG SOURCE KERNEL OUTPUT: builds fuzz_acpi.c with the code of
# the folder KERNEL.
set -e
here=$(dirname "$0")
exec "$1" -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
  -Wall -Wextra -Werror -I"$2/kernel/include" -I"$2/runtime/include" -I"$3" \
  -o "$4" "$here/fuzz_acpi.c" "$3/drivers/acpi.c" \
  "$3/drivers/virtio/mmio_acpi.c"
