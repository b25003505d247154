# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# See examples/run. nginx as in examples/nginx, and with HTTPS: OpenSSL, and
# HTTP/2 over it.

# shellcheck source=examples/nginx/example.sh
. "$root/examples/nginx/example.sh"
packages="$packages perl openssl"

# What a server of TLS 1.2 and 1.3 has no use for is left out: a provider's
# table names each algorithm, so that the analysis has to keep all of them.
openssl_without="shared threads tests dso engine module legacy autoload-config
    ui-console comp dgram dtls ssl3 tls1 tls1_1 weak-ssl-ciphers nextprotoneg srp psk
    srtp gost ct cms cmp ts rfc3779 aria bf blake2 camellia cast des dsa ec2m
    idea md4 mdc2 ocb rc2 rc4 rmd160 scrypt seed siphash siv sm2 sm3 sm4
    whirlpool"

# Makes the two libraries in $out/source/openssl, by OpenSSL's own Makefile.
# Seeds come from the CPU's generator only: where it has none, nginx does not
# start; getrandom(2) would fall back on the time stamp counter.
openssl_build() {
    openssl=$out/source/openssl
    [ -d "$openssl" ] || cp -Rp "$(fetch_source openssl 3.0.20 \
        c80a01dfc70ece4dc21168932c37739042d404d46ccc81a5986dd75314ecda6f)" \
        "$openssl"
    cd "$openssl"
    # shellcheck disable=SC2046,SC2086 # lists of words
    [ -f Makefile ] || CC=unispec-cc AR=ar RANLIB=ranlib CFLAGS=-Oz \
        ./Configure linux-x86_64 --prefix=/ --openssldir=/tls --libdir=lib \
        --with-rand-seed=rdcpu $(printf 'no-%s ' $openssl_without) \
        >"$out/openssl-configure.log"
    make -s -j"$(nproc)" build_generated >"$out/openssl.log"
    make -s -j"$(nproc)" libcrypto.a libssl.a >>"$out/openssl.log"
    cd - >/dev/null
}

example_build() {
    nginx_source
    openssl_build
    compile_flags="$compile_flags -I$openssl/include"
    nginx_build --without-http_rewrite_module --without-http_gzip_module \
        --without-http_proxy_module --with-http_ssl_module \
        --with-http_v2_module --with-cc-opt="-I$openssl/include" \
        --with-ld-opt="-L$openssl"
    make_key
}

# A key and a certificate of its own for localhost, for 30 days.
make_key() {
    openssl x509 -checkend 86400 -noout \
        -in "$out/initrd/tls/certificate.pem" >/dev/null 2>&1 && return
    mkdir -p "$out/initrd/tls"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
        -subj /CN=localhost -days 30 \
        -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' \
        -keyout "$out/initrd/tls/key.pem" \
        -out "$out/initrd/tls/certificate.new" 2>"$out/key.log" || {
        cat "$out/key.log" >&2
        exit 1
    }
    mv "$out/initrd/tls/certificate.new" "$out/initrd/tls/certificate.pem"
}

# The ARGUMENTs: the port of the host; a folder with more files to serve, which
# become part of the initrd.
example_boot() {
    rm -rf "$out/initrd/html"
    cp -R "$here/initrd/." "$out/initrd"
    [ -z "${2-}" ] || cp -R "$2/." "$out/initrd/html"
    boot --net "user,hostfwd=tcp:127.0.0.1:${1:-8443}-:443" \
        --initrd "$out/initrd" "$image"
}
