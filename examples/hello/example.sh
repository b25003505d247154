# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run.

example_build() {
    unispec-cc -O2 -c "$here/hello.c" -o "$out/hello.o"
    unispec-cc "$out/hello.o" -o "$image"
}

example_boot() {
    unispec run "$image" -- "$@"
}
