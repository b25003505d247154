/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What else is localhost (RFC 6761), and what is not. */
// HOST: no
// EXPECT: localhost: ::1 127.0.0.1
// EXPECT: LocalHost.: ::1 127.0.0.1
// EXPECT: a.localhost: ::1 127.0.0.1
// EXPECT: notlocalhost: Try again
// EXPECT: localhost.org: Try again
#include <netdb.h>
#include <stdio.h>
#include <sys/stat.h>

static void show(const char *name)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list = NULL;
    int error = getaddrinfo(name, NULL, &hints, &list);
    char text[64];

    printf("%s:%s%s", name, error ? " " : "", error ? gai_strerror(error) : "");
    for (struct addrinfo *a = list; a; a = a->ai_next) {
        getnameinfo(a->ai_addr, a->ai_addrlen, text, sizeof(text), NULL, 0,
                    NI_NUMERICHOST);
        printf(" %s", text);
    }
    puts("");
}

int main(void)
{
    FILE *f;

    /* Nobody answers there: name servers are asked, but not for long. */
    mkdir("/etc", 0755);
    f = fopen("/etc/resolv.conf", "w");
    fputs("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n", f);
    fclose(f);
    show("localhost");
    show("LocalHost.");
    show("a.localhost");
    show("notlocalhost");
    show("localhost.org");
    return 0;
}
