/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Packs a folder for the guest: folders, files and symbolic links with their
 * modes and times of modification, in the order of their names' bytes, a
 * folder before what it holds. Links among files (hard links) become separate
 * files. Sockets, pipes and devices are left out with a warning. No time is
 * after the one given, so that a fresh copy of a folder is packed to the same
 * bytes.
 */
#include "cpio.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct writer {
    const struct tool *tool;
    const char *folder; /* as the user named it */
    FILE *out;
    uint64_t written;
    long long latest; /* no time of a file is after it */
    uint32_t inode;
    bool failed;
};

static uint32_t time_of(const struct writer *w, const struct stat *st)
{
    return (uint32_t)(st->st_mtime < w->latest ? st->st_mtime : w->latest);
}

static void fail(struct writer *w, const char *name, const char *why)
{
    tool_error(w->tool, "cannot pack %s/%s: %s", w->folder, name, why);
    w->failed = true;
}

static void put(struct writer *w, const void *data, size_t size)
{
    if (fwrite(data, 1, size, w->out) != size && !w->failed) {
        tool_error(w->tool, "cannot pack %s: %s", w->folder, strerror(errno));
        w->failed = true;
    }
    w->written += size;
}

static void pad(struct writer *w)
{
    static const char zero[CPIO_ALIGN];
    put(w, zero, (size_t)(-w->written % CPIO_ALIGN));
}

/* The fields in the order of the format; sizes are those of what follows. */
static void put_header(struct writer *w, const char *name,
                       const struct stat *st, uint32_t mode, uint32_t links,
                       uint32_t size)
{
    char header[CPIO_HEADER + 1];
    snprintf(header, sizeof(header),
             CPIO_MAGIC "%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
             mode ? ++w->inode : 0, mode, 0u, 0u, links,
             st ? time_of(w, st) : 0u, size, 0u, 0u, 0u, 0u, (uint32_t)strlen(name) + 1, 0u);
    put(w, header, CPIO_HEADER);
    put(w, name, strlen(name) + 1);
    pad(w);
}

static void write_tree(struct writer *w, int parent, const char *name);

static void write_link(struct writer *w, int parent, const char *base,
                       const char *name, const struct stat *st)
{
    char target[4096];
    ssize_t length = readlinkat(parent, base, target, sizeof(target));
    if (length < 0 || length == sizeof(target)) {
        fail(w, name, length < 0 ? strerror(errno) : "the link is too long");
        return;
    }
    put_header(w, name, st, S_IFLNK | 0777, 1, (uint32_t)length);
    put(w, target, (size_t)length);
    pad(w);
}

/* Exactly SIZE bytes, which the header has promised. */
static void copy_file(struct writer *w, int fd, const char *name, uint64_t size)
{
    char piece[65536];
    while (size && !w->failed) {
        size_t want = size < sizeof(piece) ? (size_t)size : sizeof(piece);
        ssize_t got = read(fd, piece, want);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            fail(w, name,
                 got ? strerror(errno)
                     : "it became shorter meanwhile; try again");
            return;
        }
        put(w, piece, (size_t)got);
        size -= (uint64_t)got;
    }
}

static void write_file(struct writer *w, int parent, const char *base,
                       const char *name)
{
    struct stat st;
    int fd = openat(parent, base, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 || fstat(fd, &st) < 0) {
        fail(w, name, strerror(errno));
    } else if (st.st_size > UINT32_MAX) {
        fail(w, name,
             "larger than 4 GiB, the limit of the format; give a disk");
    } else {
        put_header(w, name, &st, st.st_mode, 1, (uint32_t)st.st_size);
        copy_file(w, fd, name, (uint64_t)st.st_size);
        pad(w);
    }
    if (fd >= 0)
        close(fd);
}

static void write_entry(struct writer *w, int parent, const char *base,
                        const char *name)
{
    struct stat st;
    if (fstatat(parent, base, &st, AT_SYMLINK_NOFOLLOW) < 0) {
        fail(w, name, strerror(errno));
    } else if (S_ISDIR(st.st_mode)) {
        put_header(w, name, &st, st.st_mode, 2, 0);
        int fd = openat(parent, base,
                        O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
        if (fd < 0)
            fail(w, name, strerror(errno));
        else
            write_tree(w, fd, name);
    } else if (S_ISLNK(st.st_mode)) {
        write_link(w, parent, base, name, &st);
    } else if (S_ISREG(st.st_mode)) {
        write_file(w, parent, base, name);
    } else {
        tool_warn(w->tool,
                  "%s/%s: left out: neither file, folder nor "
                  "symbolic link",
                  w->folder, name);
    }
}

struct names {
    char **items;
    size_t count;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static struct names read_names(DIR *dir)
{
    struct names n = {0};
    for (struct dirent *e; (e = readdir(dir));) {
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
            continue;
        n.items = tool_realloc(n.items, (n.count + 1) * sizeof(*n.items));
        n.items[n.count++] = tool_format("%s", e->d_name);
    }
    if (n.count)
        qsort(n.items, n.count, sizeof(*n.items), compare_names);
    return n;
}

/* What the folder NAME holds; takes over FD. */
static void write_tree(struct writer *w, int fd, const char *name)
{
    DIR *dir = fdopendir(fd);
    if (!dir) {
        fail(w, name, strerror(errno));
        close(fd);
        return;
    }
    struct names names = read_names(dir);
    for (size_t i = 0; i < names.count; i++) {
        char *path =
            tool_format("%s%s%s", name, *name ? "/" : "", names.items[i]);
        if (!w->failed)
            write_entry(w, fd, names.items[i], path);
        free(path);
        free(names.items[i]);
    }
    free(names.items);
    closedir(dir);
}

bool cpio_write(const struct tool *tool, const char *folder, long long latest,
                FILE *out)
{
    struct writer w = {
        .tool = tool, .folder = folder, .out = out, .latest = latest};
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        tool_error(tool, "cannot open %s: %s", folder, strerror(errno));
        return false;
    }
    write_tree(&w, fd, "");
    put_header(&w, CPIO_TRAILER, NULL, 0, 1, 0);
    if (!w.failed && fflush(out)) {
        tool_error(tool, "cannot pack %s: %s", folder, strerror(errno));
        w.failed = true;
    }
    return !w.failed;
}
