#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Fails when two objects differ in anything but debug information, bitcode and
# the compiler's comment.
set -e
for object; do
    llvm-objcopy --remove-section='.debug*' --remove-section='.rela.debug*' \
        --remove-section=.llvm.lto --remove-section=.comment \
        "$object" "$object.code"
    llvm-objdump -s -r "$object.code" | tail -n +3 >"$object.dump"
done
cmp "$1.dump" "$2.dump"
