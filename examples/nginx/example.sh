# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run.

packages="make musl-tools"
compile_flags=-Oz

nginx_source() {
    copy_source "$(fetch_source nginx 1.22.1 \
        9ebb333a9e82b952acd3e2b4aeb1d4ff6406f72491bab6cd9fe69f0dea737f31)"
}

# configure runs what it compiles, so its checks are built against the host's
# musl, the same version as the unikernel's; everything else is unispec-cc's.
# The arguments are further options of configure.
nginx_build() {
    cd "$out/source"
    [ -f Makefile ] || ./configure --crossbuild=Linux:6.1:x86_64 \
        --with-cc=musl-gcc --prefix=/ \
        --conf-path=/nginx.conf --error-log-path=stderr --pid-path=/nginx.pid \
        --user=root --group=root --without-http_fastcgi_module \
        --without-http_uwsgi_module --without-http_scgi_module \
        --without-http_grpc_module --without-http_memcached_module "$@" \
        >"$out/configure.log"
    make -s CC=unispec-cc CFLAGS="$compile_flags" LINK="unispec-cc $link_flags" \
        >"$out/make.log"
    cd - >/dev/null
    cp "$out/source/objs/nginx" "$image"
}

example_build() {
    nginx_source
    nginx_build --without-http_rewrite_module --without-http_gzip_module \
        --without-http_proxy_module
}

# The first argument is the port of the host, on the loopback interface.
example_boot() {
    boot --net "user,hostfwd=tcp:127.0.0.1:${1:-8080}-:80" \
        --initrd "$here/initrd" "$image"
}
