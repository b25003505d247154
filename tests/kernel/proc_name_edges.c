/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Names of threads: none, full length, odd characters, inheritance, /proc. */
#include "proc_check.h"
#include <fcntl.h>
#include <pthread.h>
#include <sys/prctl.h>

static void show(void)
{
    char name[20];

    memset(name, 'z', sizeof(name));
    prctl(PR_GET_NAME, name);
    for (unsigned i = 0; i < sizeof(name); i++)
        printf("%02x", (unsigned char)name[i]);
    printf("\n");
}

/* The first line; of a stat, what is within the parentheses. */
static void show_file(const char *path, char first, char last)
{
    char text[100] = "";
    int fd = open(path, O_RDONLY);
    char *from, *end;

    read(fd, text, sizeof(text) - 1);
    from = first ? strchr(text, first) : text;
    end = strrchr(from, last);
    if (!first)
        end = strchr(from, last);
    printf("%s: \"%.*s\"\n", path, (int)(end - from), from);
    close(fd);
}

static void write_file(const char *path, const char *text, size_t size)
{
    int fd = open(path, O_WRONLY);

    SHOW(write(fd, text, size));
    close(fd);
}

static void *inherits(void *p)
{
    show();
    prctl(PR_SET_NAME, p);
    show();
    return NULL;
}

static void thread(const char *name)
{
    pthread_t t;

    pthread_create(&t, NULL, inherits, (void *)name);
    pthread_join(t, NULL);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    SHOW(prctl(PR_SET_NAME, "exactly 15 chrs"));
    show();
    SHOW(prctl(PR_SET_NAME, "sixteen in a row"));
    show();
    thread("the other");
    show();
    SHOW(prctl(PR_SET_NAME, "x"));
    show();
    SHOW(prctl(PR_SET_NAME, ""));
    show();
    show_file("/proc/self/comm", 0, '\n');
    show_file("/proc/self/status", 0, '\n');
    thread("");
    thread("named again");
    show();
    SHOW(prctl(PR_SET_NAME, "a\tb\\c\nd \xe9"));
    show();
    show_file("/proc/self/status", 0, '\n');
    show_file("/proc/self/stat", '(', ')');
    write_file("/proc/self/comm", "by file", 7);
    show();
    write_file("/proc/self/comm", "by a file and too long", 22);
    show();
    write_file("/proc/self/comm", "line\n", 5);
    show();
    write_file("/proc/self/comm", "two\0words", 9);
    show();
    write_file("/proc/self/comm", "", 1);
    show();
    return 0;
}
