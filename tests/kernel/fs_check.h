/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * For the programs that test the file layer: SHOW() prints a call, its result
 * and the error; fs_enter() makes a folder of the test's own and goes there, so
 * that nothing depends on what else is in the first working folder.
 */
#ifndef FS_CHECK_H
#define FS_CHECK_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SHOW(call)                                                             \
    do {                                                                       \
        errno = 0;                                                             \
        long show_ = (long)(call);                                             \
        printf("%s: %ld%s%s\n", #call, show_, show_ == -1 ? " " : "",          \
               show_ == -1 ? strerror(errno) : "");                            \
    } while (0)

/* Only whether it worked, for results that differ between systems. */
#define WORKS(call)                                                            \
    do {                                                                       \
        errno = 0;                                                             \
        long show_ = (long)(call);                                             \
        printf("%s: %s\n", #call, show_ == -1 ? strerror(errno) : "works");    \
    } while (0)

#define HOLDS(condition)                                                       \
    printf("%s: %s\n", #condition, (condition) ? "yes" : "NO")

static inline void fs_enter(void)
{
    if (mkdir("fs", 0755) || chdir("fs")) {
        perror("fs");
        exit(1);
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
}

/* Makes a file with this text. */
static inline void fs_put(const char *name, const char *text)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

    if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
        printf("cannot write %s: %s\n", name, strerror(errno));
    close(fd);
}

/* Prints a file's text. */
static inline void fs_cat(const char *name)
{
    char text[1000];
    int fd = open(name, O_RDONLY);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

    if (n < 0) {
        printf("%s: %s\n", name, strerror(errno));
    } else {
        text[n] = '\0';
        printf("%s: \"%s\"\n", name, text);
    }
    if (fd >= 0)
        close(fd);
}

/* How many entries the rest of a directory has. */
static inline int fs_count(DIR *dir)
{
    int n = 0;

    while (readdir(dir))
        n++;
    return n;
}

static inline int fs_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Prints what is in a directory, sorted. */
static inline void fs_list(const char *name)
{
    char *names[1000];
    DIR *dir = opendir(name);
    struct dirent *entry;
    size_t n = 0;

    if (!dir) {
        printf("%s: %s\n", name, strerror(errno));
        return;
    }
    while ((entry = readdir(dir)) && n < 1000) {
        const char *type = entry->d_type == DT_DIR   ? "/"
                           : entry->d_type == DT_LNK ? "@"
                                                     : "";
        asprintf(&names[n++], "%s%s", entry->d_name, type);
    }
    closedir(dir);
    qsort(names, n, sizeof(*names), fs_compare);
    printf("%s:", name);
    for (size_t i = 0; i < n; i++) {
        printf(" %s", names[i]);
        free(names[i]);
    }
    printf("\n");
}

#endif
