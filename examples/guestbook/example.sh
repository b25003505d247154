# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run.

packages="make tcl e2fsprogs"

example_build() {
    copy_source "$(fetch_source lua5.4 5.4.4 \
        164c7849653b80ae67bec4b7473b884bf5cc8d2dca05653475ec2ed27b9ebf61)"
    make -s -f "$here/Makefile" OUT="$out" LUA="$out/source" \
        SQLITE="$(fetch_source sqlite3 3.40.1 \
            aaa776260ab4dc976db34aa7891819484c8676b5b2783123ebc6301e2ca5d655)" \
        LINK_FLAGS="$link_flags"
}

# The ARGUMENTs are the port of the host, 8080, and a file with an ext3 file
# system, which is made where it is not there.
example_boot() {
    disk=${2:-$out/guestbook.disk}
    [ -f "$disk" ] || {
        truncate -s 32M "$disk"
        PATH=$PATH:/usr/sbin:/sbin mkfs.ext3 -q "$disk"
    }
    boot --memory 32M --initrd "$here/initrd" --disk "$disk:/disk" \
        --net "user,hostfwd=tcp:127.0.0.1:${1:-8080}-:80" "$image"
}
