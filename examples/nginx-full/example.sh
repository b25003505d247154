# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run. nginx as in examples/nginx, and with gzip, proxies and a
# folder of the host, whose path stands in the configuration only.

# shellcheck source=examples/nginx/example.sh
. "$root/examples/nginx/example.sh"

# nginx' Makefile makes zlib, with unispec-cc too, in the folder that it is given.
example_build() {
    link_flags="$link_flags -Wl,-u,mention_share"
    nginx_source
    [ -d "$out/source/zlib" ] || cp -R "$(fetch_source zlib 1.2.13.dfsg \
        71feb7947e3c00ef125f83b79a4e529bde31171e5babe48b391f06758d1ab0a1)" \
        "$out/source/zlib"
    nginx_build --with-zlib=zlib --with-zlib-opt=-Oz
}

# The ARGUMENTs: the port of the host; the port of a server on the host, which
# answers for /host/; a folder with more files, for /files/.
example_boot() {
    files=${3:-$here/initrd/html}
    rm -rf "$out/initrd"
    cp -R "$here/initrd" "$out/initrd"
    sed "s/10\.0\.2\.2:9000/10.0.2.2:${2:-9000}/" "$here/initrd/nginx.conf" \
        >"$out/initrd/nginx.conf"
    boot --net "user,hostfwd=tcp:127.0.0.1:${1:-8080}-:80" \
        --initrd "$out/initrd" --share "$files" "$image"
}
