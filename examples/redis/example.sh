# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run.

packages="make e2fsprogs"

# ALL_T is what the bundled Lua's Makefile makes: without its two programs,
# which nothing here runs. REDIS_LDFLAGS are for redis-server's link alone;
# the mentions have it mount the host's folder or a disk, whose path comes by an
# argument. OPTIMIZATION does not reach Lua; CFLAGS does, but with -O2 behind it, so
# LUA_CFLAGS are those of deps/Makefile with -Oz.
# git is to find no repository above the source, whose commit would be built in.
example_build() {
    copy_source "$(fetch_source redis 7.0.15 \
        4b1dc4ee6d622a09fff9c6777191209750fb5e5a725ef78ea012d6eef4c22982)"
    GIT_CEILING_DIRECTORIES=$out SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-0} \
        make -s -C "$out/source/src" redis-server CC=unispec-cc MALLOC=libc \
        OPTIMIZATION=-Oz CFLAGS=-Oz BUILD_TLS=no USE_SYSTEMD=no ALL_T=liblua.a \
        LUA_CFLAGS="-Wall -DLUA_ANSI -DENABLE_CJSON_GLOBAL -DREDIS_STATIC= \
            -DLUA_USE_MKSTEMP -Oz" \
        REDIS_LDFLAGS="$link_flags -Wl,-u,mention_share,-u,mention_mounted" \
        >"$out/make.log"
    cp "$out/source/src/redis-server" "$image"
}

# REDIS_PORT is the port of the host, 6379 unless it is set; REDIS_DATA is the
# folder of the host that keeps the data, if any, REDIS_DISK a file with an ext3
# file system, which is made where it is not there. Saving at intervals needs fork,
# and a server whose saving fails refuses to write.
example_boot() {
    [ -z "${REDIS_DATA-}" ] || set -- --dir /share "$@"
    [ -z "${REDIS_DISK-}" ] || set -- --dir /disk "$@"
    [ -z "${REDIS_DISK-}" ] || [ -f "$REDIS_DISK" ] || {
        truncate -s 64M "$REDIS_DISK"
        PATH=$PATH:/usr/sbin:/sbin mkfs.ext3 -q "$REDIS_DISK"
    }
    boot --memory 64M ${REDIS_DATA:+--share "$REDIS_DATA"} \
        ${REDIS_DISK:+--disk "$REDIS_DISK"} \
        --net "user,hostfwd=tcp:127.0.0.1:${REDIS_PORT:-6379}-:6379" \
        "$image" -- --protected-mode no --save "" "$@"
}
