# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run.

example_build() {
    unispec-cc -O2 -c "$here/hello.c" -o "$out/hello.o"
    unispec-cc "$link_flags" "$out/hello.o" -o "$image"
}

example_boot() {
    boot "$image" -- "$@"
}
