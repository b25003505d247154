/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* localhost is known: here without /etc/hosts, on Linux by that file. */
#include "net_check.h"
#include <netdb.h>

int main(void)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
    struct addrinfo *list;
    char text[64];

    SHOW(getaddrinfo("localhost", "80", &hints, &list));
    for (struct addrinfo *a = list; a; a = a->ai_next) {
        getnameinfo(a->ai_addr, a->ai_addrlen, text, sizeof(text), NULL, 0,
                    NI_NUMERICHOST);
        puts(text);
    }
    freeaddrinfo(list);
    hints.ai_flags = AI_CANONNAME;
    SHOW(getaddrinfo("localhost", NULL, &hints, &list));
    puts(list->ai_canonname);
    hints.ai_flags = AI_NUMERICHOST;
    SHOW(getaddrinfo("localhost", NULL, &hints, &list) == EAI_NONAME);
    SHOW(gethostbyname("localhost")->h_addr_list[0][0]);
    return 0;
}
