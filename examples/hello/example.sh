# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run.

example_build() {
    # From its folder: the image then names the file the same wherever that lies.
    (cd "$here" && unispec-cc -O2 -c hello.c -o "$out/hello.o")
    unispec-cc "$link_flags" "$out/hello.o" -o "$image"
}

example_boot() {
    boot "$image" -- "$@"
}
