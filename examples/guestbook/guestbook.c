/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * guestbook [PORT [DATABASE [SCRIPT]]]: serves what a Lua script answers, by
 * HTTP/1.0 (RFC 1945), one request for each connection. The script has the
 * module `sqlite` (lua_sqlite.c), and defines handle(method, path, body), which
 * returns a status, a table of header lines and the text to send. Nothing in it
 * knows of unispec: it runs on Linux, too.
 */
#define _GNU_SOURCE /* strcasestr() */
#include "lua_sqlite.h"

#include <lauxlib.h>
#include <lualib.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { REQUEST_MAX = 65536, PATIENCE_S = 10 };

struct request {
    char method[8], path[512];
    const char *body;
    size_t length;
};

static int send_all(int client, const char *text, size_t length)
{
    while (length) {
        ssize_t n = write(client, text, length);

        if (n <= 0)
            return -1;
        text += n;
        length -= (size_t)n;
    }
    return 0;
}

static void refuse(int client, const char *status)
{
    dprintf(client, "HTTP/1.0 %s\r\nContent-Type: text/plain\r\n\r\n%s\n", status,
            status);
}

/* The value of the header line, or 0. */
static size_t content_length(const char *head)
{
    const char *line = strcasestr(head, "\r\ncontent-length:");

    return line ? strtoul(line + strlen("\r\ncontent-length:"), NULL, 10) : 0;
}

/* Reads a whole request into the buffer; NULL, or the status to refuse it by. */
static const char *receive(int client, char *buffer, struct request *r)
{
    static const char bad[] = "400 Bad Request";
    size_t used = 0;
    char *end = NULL;

    for (;;) {
        ssize_t n = read(client, buffer + used, REQUEST_MAX - used);

        if (n <= 0)
            return bad;
        used += (size_t)n;
        buffer[used] = 0;
        if (!end && (end = strstr(buffer, "\r\n\r\n"))) {
            r->body = end + 4;
            r->length = content_length(buffer);
        }
        if (end && used - (size_t)(r->body - buffer) >= r->length)
            break;
        if (used == REQUEST_MAX)
            return "413 Payload Too Large";
    }
    return sscanf(buffer, "%7s %511s", r->method, r->path) == 2 ? NULL : bad;
}

/* What handle() left on the stack. */
static void answer(lua_State *lua, int client)
{
    size_t length;
    const char *text = luaL_tolstring(lua, 3, &length);

    dprintf(client, "HTTP/1.0 %s\r\nContent-Length: %zu\r\n",
            luaL_tolstring(lua, 1, NULL), length);
    for (lua_Integer i = 1; lua_rawgeti(lua, 2, i) == LUA_TSTRING; i++) {
        dprintf(client, "%s\r\n", lua_tostring(lua, -1));
        lua_pop(lua, 1);
    }
    if (!send_all(client, "\r\n", 2))
        send_all(client, text, length);
}

static void serve(lua_State *lua, int client)
{
    static char buffer[REQUEST_MAX + 1];
    struct request r;
    const char *refused = receive(client, buffer, &r);

    if (refused) {
        refuse(client, refused);
        return;
    }
    lua_settop(lua, 0);
    lua_getglobal(lua, "handle");
    lua_pushstring(lua, r.method);
    lua_pushstring(lua, r.path);
    lua_pushlstring(lua, r.body, r.length);
    if (lua_pcall(lua, 3, 3, 0) == LUA_OK && lua_istable(lua, 2)) {
        answer(lua, client);
    } else {
        const char *error = lua_tostring(lua, 1);

        fprintf(stderr, "guestbook: %s %s: %s\n", r.method, r.path,
                error ? error : "handle() gave no answer");
        refuse(client, "500 Internal Server Error");
    }
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
        perror("guestbook");
        exit(1);
    }
    return server;
}

/* The parts of Lua that the script needs, and what it is told. */
static lua_State *load(const char *script, const char *database)
{
    static const luaL_Reg parts[] = {{LUA_GNAME, luaopen_base},
                                     {LUA_TABLIBNAME, luaopen_table},
                                     {LUA_STRLIBNAME, luaopen_string},
                                     {"sqlite", luaopen_sqlite}};
    lua_State *lua = luaL_newstate();

    if (!lua) {
        fputs("guestbook: no memory for Lua\n", stderr);
        exit(1);
    }
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
        luaL_requiref(lua, parts[i].name, parts[i].func, 1);
    lua_pushstring(lua, database);
    lua_setglobal(lua, "database");
    if (luaL_dofile(lua, script)) {
        fprintf(stderr, "guestbook: %s\n", lua_tostring(lua, -1));
        exit(1);
    }
    return lua;
}

int main(int argc, char **argv)
{
    static const struct timeval patience = {PATIENCE_S, 0};
    lua_State *lua = load(argc > 3 ? argv[3] : "/app.lua",
                          argc > 2 ? argv[2] : "/disk/guestbook.db");
    int server = listen_on(argc > 1 ? atoi(argv[1]) : 80);

    signal(SIGPIPE, SIG_IGN);
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("ready");
    for (;;) {
        int client = accept(server, NULL, NULL);

        if (client < 0)
            continue;
        setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience,
                   sizeof(patience));
        serve(lua, client);
        close(client);
    }
}
