# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run.

packages=make

example_build() {
    copy_source "$(fetch_source bzip2 1.0.8 \
        ab5a03176ee106d3f0fa90e381da478ddae405918153cca248e682cd0c4a2269)"
    make -s -C "$out/source" bzip2 CC=unispec-cc CFLAGS="-O2" LDFLAGS="$link_flags"
    cp "$out/source/bzip2" "$image"
}

# Compresses the image itself in one boot and restores it in a second one, as
# a filter from stdin to stdout; then compares.
example_boot() {
    if [ $# -gt 0 ]; then
        boot --memory 64M "$image" -- "$@"
        return
    fi
    input=$image
    boot --memory 64M "$image" -- -9 -c \
        <"$input" >"$out/packed.bz2"
    boot --memory 64M "$image" -- -d -c \
        <"$out/packed.bz2" >"$out/restored"
    cmp "$input" "$out/restored"
    echo "packed $(wc -c <"$input") bytes to $(wc -c <"$out/packed.bz2")," \
        "restored the same bytes"
}
