/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * webserver PORT [REQUESTS]: serves the files below /www by HTTP/1.0 (RFC
 * 1945), one request for each connection, and ends after that many REQUESTS.
 * Nothing in it knows of unispec: it runs on Linux, too.
 */
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *content_type(const char *path)
{
    const char *end = strrchr(path, '.');

    return end && !strcmp(end, ".html") ? "text/html" : "text/plain";
}

static void answer(int client, const char *status, const char *type,
                   long long length)
{
    dprintf(client,
            "HTTP/1.0 %s\r\nContent-Type: %s\r\nContent-Length: %lld\r\n\r\n",
            status, type, length);
}

static void refuse(int client, const char *status)
{
    answer(client, status, "text/plain", (long long)strlen(status) + 1);
    dprintf(client, "%s\n", status);
}

static void send_file(int client, const char *path, int head_only)
{
    struct stat st;
    off_t sent = 0;
    int file = open(path, O_RDONLY);

    if (file < 0 || fstat(file, &st) || !S_ISREG(st.st_mode)) {
        refuse(client, "404 Not Found");
    } else {
        answer(client, "200 OK", content_type(path), (long long)st.st_size);
        while (!head_only && sent < st.st_size)
            if (sendfile(client, file, &sent, (size_t)(st.st_size - sent)) <= 0)
                break;
    }
    if (file >= 0)
        close(file);
}

/* The head of a request, up to its empty line; 0 where none came. */
static int read_head(int client, char *head, size_t size)
{
    size_t used = 0;

    while (used + 1 < size) {
        ssize_t n = read(client, head + used, size - 1 - used);

        if (n <= 0)
            return 0;
        used += (size_t)n;
        head[used] = 0;
        if (strstr(head, "\r\n\r\n"))
            return 1;
    }
    return 0;
}

static void serve(int client)
{
    char head[4096], method[8], name[512], path[520];

    if (!read_head(client, head, sizeof(head)) ||
        sscanf(head, "%7s %511s", method, name) != 2 || name[0] != '/') {
        refuse(client, "400 Bad Request");
        return;
    }
    if (strcmp(method, "GET") && strcmp(method, "HEAD")) {
        refuse(client, "501 Not Implemented");
        return;
    }
    if (strstr(name, "..")) {
        refuse(client, "403 Forbidden");
        return;
    }
    snprintf(path, sizeof(path), "/www%s%s", name,
             name[strlen(name) - 1] == '/' ? "index.html" : "");
    printf("%s %s\n", method, name);
    send_file(client, path, !strcmp(method, "HEAD"));
}

static int listen_on(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((in_port_t)port)};
    int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;

    if (server < 0 ||
        setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
        bind(server, (struct sockaddr *)&address, sizeof(address)) ||
        listen(server, 16)) {
        perror("webserver");
        exit(1);
    }
    return server;
}

int main(int argc, char **argv)
{
    int server = listen_on(argc > 1 ? atoi(argv[1]) : 80);
    long left = argc > 2 ? atol(argv[2]) : -1;

    signal(SIGPIPE, SIG_IGN);
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("ready");
    while (left) {
        int client = accept(server, NULL, NULL);

        if (client < 0)
            continue;
        serve(client);
        close(client);
        if (left > 0)
            left--;
    }
    return 0;
}
