#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Prints the IR of the bitcode half of a fat object.
set -e
bitcode=$1.bitcode
llvm-objcopy --dump-section=.llvm.lto="$bitcode" "$1" /dev/null
llvm-dis "$bitcode" -o -
