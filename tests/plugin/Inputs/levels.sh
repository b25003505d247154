#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Compiles $1 in the folder $2 at each -O level, and prints which sections that
# matter the object has, and what of the bitcode must not be there.
here=$(dirname "$0")
for level in 0 1 2 3 s z g fast; do
    object=$2/$level.o
    "$CC" -fplugin="$PLUGIN" -fplugin-arg-unispec-native-headers -w \
        -O$level -c "$1" -o "$object" || exit 1
    sections=$(llvm-readelf -SW "$object" | grep -oE \
        ' \.(llvm\.lto|text\.[a-z]+|data\.[a-z]+|debug_line|eh_frame) ' |
        sort -u | tr -d '\n' | tr -s ' ')
    sh "$here/bitcode.sh" "$object" >"$object.ll" || exit 1
    summary=$(grep -oE '"ThinLTO", i32 0' "$object.ll" | sed 's/.* /ThinLTO=/')
    echo "level $level: sections$sections$summary" \
        $(grep -oE 'optnone|noinline|uwtable|ptr.annotation' "$object.ll" |
          sort -u)
done
