#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Compiles the files $2... in the folder $1 with the plugin and with flags of
# the same meaning, and counts those whose code is the same.
here=$(dirname "$0")
folder=$1
shift
flags="-w -std=gnu11 -flto=full -ffat-lto-objects -ffunction-sections
    -fdata-sections -gline-tables-only -fno-asynchronous-unwind-tables
    -Xclang -disable-O0-optnone -mllvm -inlinedefault-threshold=60"
count=0
for file; do
    for level in 0 1 2 3 s z g fast; do
        "$CC" $flags -O$level -c "$file" -o "$folder/plain.o" || exit 1
        "$CC" -fplugin="$PLUGIN" -fplugin-arg-unispec-native-headers -w \
            -std=gnu11 -O$level -c "$file" -o "$folder/plugin.o" || exit 1
        sh "$here/same_code.sh" "$folder/plain.o" "$folder/plugin.o" &&
            count=$((count + 1)) || echo "$file differs at -O$level"
    done
done
echo "$count objects are the same"
