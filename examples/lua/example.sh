# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run.

packages=make

# The variables are those that the Makefile names for its users; the macros in
# CFLAGS are what its own posix target would add.
example_build() {
    copy_source "$(fetch_source lua5.4 5.4.4 \
        164c7849653b80ae67bec4b7473b884bf5cc8d2dca05653475ec2ed27b9ebf61)"
    make -s -C "$out/source/src" lua CC=unispec-cc \
        CFLAGS="-O2 -DLUA_COMPAT_5_3 -DLUA_USE_POSIX" LDFLAGS="$link_flags"
    cp "$out/source/src/lua" "$image"
}

example_boot() {
    if [ $# = 0 ]; then
        set -- /demo.lua
    fi
    boot --initrd "$here/initrd" "$image" -- "$@"
}
