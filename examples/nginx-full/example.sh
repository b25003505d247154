# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run. nginx as in examples/nginx, and with gzip, rewriting, proxies
# and a folder of the host, whose path stands in the configuration only.

# shellcheck source=examples/nginx/example.sh
. "$root/examples/nginx/example.sh"

# library FOLDER PACKAGE VERSION SHA256: nginx' Makefile makes it, with
# unispec-cc too, in the folder that it is given.
library() {
    folder=$out/source/$1
    shift
    [ -d "$folder" ] || cp -Rp "$(fetch_source "$@")" "$folder"
}

example_build() {
    link_flags="$link_flags -Wl,-u,mention_share"
    nginx_source
    library zlib zlib 1.2.13.dfsg \
        71feb7947e3c00ef125f83b79a4e529bde31171e5babe48b391f06758d1ab0a1
    library pcre pcre2 10.42 \
        c33b418e3b936ee3153de2c61cc638e7e4fe3156022a5c77d0711bcbb9d64f1f
    export host_alias=x86_64-unispec-linux-musl # --host of pcre's configure
    nginx_build --with-zlib=zlib --with-zlib-opt=-Oz --with-pcre=pcre
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
