# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run.

example_build() {
    (cd "$here" && unispec-cc -O2 -c webserver.c -o "$out/webserver.o")
    unispec-cc "$link_flags" "$out/webserver.o" -o "$image"
}

# The first ARGUMENT is the port of the host, the second the number of requests.
example_boot() {
    boot --initrd "$here/initrd" \
        --net "user,hostfwd=tcp:127.0.0.1:${1:-8080}-:80" "$image" -- \
        80 ${2:+"$2"}
}
