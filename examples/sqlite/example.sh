# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run.

packages="make tcl"

# --host makes configure not run what it compiles; the tools that make the
# source (lemon and others) are built by the host's compiler.
example_build() {
    copy_source "$(fetch_source sqlite3 3.40.1 \
        aaa776260ab4dc976db34aa7891819484c8676b5b2783123ebc6301e2ca5d655)"
    mkdir -p "$out/build"
    cd "$out/build"
    [ -f Makefile ] || ../source/configure --quiet \
        --build=x86_64-pc-linux-gnu --host=x86_64-unispec-linux-musl \
        --disable-shared --disable-tcl --disable-readline \
        CC=unispec-cc CFLAGS=-O2 LDFLAGS="$link_flags" >configure.log
    make -s sqlite3 >make.log
    cd - >/dev/null
    cp "$out/build/sqlite3" "$image"
}

example_boot() {
    if [ $# = 0 ]; then
        set -- -init /demo.sql /data.db .quit
    fi
    boot --memory 64M --initrd "$here/initrd" "$image" \
        -- "$@"
}
