/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What name servers may answer, against libc's resolver on the host. The input
 * is who asks for what, and then a list of datagrams: any bytes, or an answer
 * to a question that was asked, with records whose lengths are near what is
 * expected. What the resolver hands out is looked at, and the sanitizers see
 * the rest. Compiled with libc's headers and with names of its own for calls
 * (fuzz_dns.sh).
 */
#include <arpa/nameser.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <resolv.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lookup.h"
#include "stdio_impl.h"

#include "fuzz_input.h"

enum { SOCKET = 1000, MESSAGE = 700, QUERIES = 4 };

/* ---- what the resolver calls */

static struct {
    uint8_t bytes[300];
    size_t size;
} queries[QUERIES];
static unsigned query_count;
static uint64_t clock_ms;
static struct sockaddr_in server;

int fuzz_socket(int family, int type, int protocol)
{
    (void)family, (void)type, (void)protocol;
    return SOCKET;
}

int fuzz_bind(int fd, const struct sockaddr *name, socklen_t size)
{
    (void)fd, (void)name, (void)size;
    return 0;
}

int fuzz_connect(int fd, const struct sockaddr *name, socklen_t size)
{
    (void)fd, (void)name, (void)size;
    return next8() & 1 ? -1 : 0;
}

int fuzz_getsockname(int fd, struct sockaddr *name, socklen_t *size)
{
    (void)fd;
    memset((char *)name + 2, next8(), *size - 2);
    return 0;
}

int fuzz_setsockopt(int fd, int level, int option, const void *value,
                    socklen_t size)
{
    (void)fd, (void)level, (void)option, (void)value, (void)size;
    return 0;
}

int fuzz_close(int fd)
{
    (void)fd;
    return 0;
}

long fuzz_syscall(long fd)
{
    return fd;
}

int fuzz_clock_gettime(clockid_t id, struct timespec *ts)
{
    (void)id;
    ts->tv_sec = (time_t)(clock_ms / 1000);
    ts->tv_nsec = (long)(clock_ms % 1000) * 1000000;
    return 0;
}

int fuzz_poll(struct pollfd *fds, nfds_t count, int timeout)
{
    (void)fds, (void)count;
    if (input < input_end)
        return 1;
    clock_ms += (unsigned)timeout + 1u;
    return 0;
}

ssize_t fuzz_sendto(int fd, const void *bytes, size_t size, int flags,
                    const struct sockaddr *to, socklen_t length)
{
    unsigned at = query_count++ % QUERIES;

    (void)fd, (void)flags, (void)length;
    memcpy(&server, to, sizeof(server));
    if (size > sizeof(queries[at].bytes))
        abort();
    memcpy(queries[at].bytes, bytes, size);
    queries[at].size = size;
    return (ssize_t)size;
}

static uint8_t message[MESSAGE];
static size_t message_size;

static void put(const void *bytes, size_t n)
{
    if (n > MESSAGE - message_size)
        n = MESSAGE - message_size;
    memcpy(message + message_size, bytes, n);
    message_size += n;
}

static void put8(unsigned value)
{
    put(&(uint8_t){(uint8_t)value}, 1);
}

/* A name: a reference to the question's, to anywhere, or letters. */
static void put_name(void)
{
    uint8_t how = next8();

    if (how & 1) {
        put8(0xc0), put8(how & 2 ? next8() : 12);
    } else {
        for (unsigned labels = how >> 1 & 3; labels--;) {
            unsigned length = next8() % 70;

            put8(length);
            while (length--)
                put8('a' + length % 26);
        }
        put8(how & 0x80 ? next8() : 0);
    }
}

/* A record of a type that somebody looks at, mostly with its own length. */
static void put_record(void)
{
    static const struct {
        uint8_t type, size;
    } types[] = {{1, 4}, {28, 16}, {5, 0}, {12, 0}};
    uint8_t how = next8(), data[260] = {0};
    size_t at, size = types[how & 3].size;

    put_name();
    put8(0), put8(types[how & 3].type), put8(0), put8(1);
    put("\0\0\0\1", 4);
    at = message_size;
    put8(0), put8(0);
    if (how & 4)
        size = next8();
    if (how & 2)
        put_name();
    else
        put(data, next_bytes(data, size));
    size = how & 8 ? next8() : message_size - at - 2;
    if (at + 2 <= MESSAGE)
        message[at] = (uint8_t)(size >> 8), message[at + 1] = (uint8_t)size;
}

static void make_answer(void)
{
    uint8_t how = next8(), records = next8() % 60;
    size_t size = query_count ? queries[how % QUERIES].size : 0;

    put(queries[how % QUERIES].bytes, size);
    if (message_size < 12)
        return;
    message[2] |= 0x80;
    message[3] = how & 0x80 ? next8() : 0;
    message[7] = how & 0x40 ? next8() : records;
    for (; records-- && input < input_end;)
        put_record();
    if (how & 0x20)
        message_size = next8() | (next8() & 1) << 8;
}

static void make_message(void)
{
    message_size = 0;
    memset(message, 0, sizeof(message));
    if (next8() % 4)
        make_answer();
    else
        message_size = next_bytes(message, next8() * 3u);
    if (message_size > MESSAGE)
        message_size = MESSAGE;
}

ssize_t fuzz_recvfrom(int fd, void *buffer, size_t size, int flags,
                      struct sockaddr *from, socklen_t *length)
{
    (void)fd, (void)flags;
    if (input >= input_end || next8() % 8 == 7) {
        errno = EAGAIN;
        return -1;
    }
    make_message();
    if (size > message_size)
        size = message_size;
    memcpy(buffer, message, size);
    memset(from, 0, *length);
    memcpy(from, &server, *length < sizeof(server) ? *length : sizeof(server));
    return (ssize_t)size;
}

/* musl's own, which the host's libc has not. */
int *___errno_location(void)
{
    static int number;

    return &number;
}

void _pthread_cleanup_push(struct __ptcb *cb, void (*f)(void *), void *x)
{
    cb->__f = f;
    cb->__x = x;
}

void _pthread_cleanup_pop(struct __ptcb *cb, int run)
{
    if (run)
        cb->__f(cb->__x);
}

FILE *__fopen_rb_ca(const char *name, FILE *f, unsigned char *buffer,
                    size_t size)
{
    (void)name, (void)f, (void)buffer, (void)size;
    errno = ENOENT;
    return NULL;
}

int __fclose_ca(FILE *f)
{
    (void)f;
    return 0;
}

int __get_resolv_conf(struct resolvconf *conf, char *search, size_t size)
{
    *conf =
        (struct resolvconf){.nns = 1, .attempts = 2, .ndots = 1, .timeout = 5};
    conf->ns[0].family = AF_INET;
    conf->ns[0].addr[0] = 10;
    if (search && size)
        strcpy(search, "example.org");
    return 0;
}

/* ---- who asks */

static void lookup_name(uint8_t how)
{
    static const char *const names[] = {"a.example", "short", "a.b.c.d.e."};
    static const int families[] = {AF_UNSPEC, AF_INET, AF_INET6};
    struct address addresses[MAXADDRS];
    char canon[256];
    int n =
        __lookup_name(addresses, canon, names[how % 3], families[how / 3 % 3],
                      how & 0x80 ? AI_V4MAPPED | AI_ALL : 0);

    if (n > MAXADDRS || strnlen(canon, sizeof(canon)) == sizeof(canon))
        abort();
    for (int i = 0; i < n; i++)
        if (addresses[i].family != AF_INET && addresses[i].family != AF_INET6)
            abort();
}

static void lookup_address(uint8_t how)
{
    struct sockaddr_in6 name = {.sin6_family = how & 1 ? AF_INET6 : AF_INET};
    size_t size = next8();
    char *text = malloc(size ? size : 1);

    if (!getnameinfo((void *)&name, sizeof(name), text, (socklen_t)size, NULL,
                     0, 0) &&
        size && strnlen(text, size) == size)
        abort();
    free(text);
}

/* As programs read an answer by themselves. */
static void parse(void)
{
    uint8_t *copy;
    ns_msg handle;
    ns_rr rr;

    make_message();
    copy = malloc(message_size ? message_size : 1);
    memcpy(copy, message, message_size);
    if (!ns_initparse(copy, (int)message_size, &handle))
        for (unsigned s = 0; s < ns_s_max; s++)
            for (unsigned i = 0; i < ns_msg_count(handle, s); i++)
                if (!ns_parserr(&handle, s, (int)i, &rr) && ns_rr_rdlen(rr))
                    rr.name[0] = (char)ns_rr_rdata(rr)[ns_rr_rdlen(rr) - 1];
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t how;

    input = data;
    input_end = data + size;
    query_count = 0;
    memset(queries, 0, sizeof(queries));
    how = next8();
    switch (how >> 5 & 3) {
    case 0:
    case 1:
        lookup_name(how);
        break;
    case 2:
        lookup_address(how);
        break;
    case 3:
        parse();
    }
    return 0;
}
