/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Puts a layout where the user wants it. A tar file appears whole or not at
 * all; a folder is begun only where there is none or an empty one, and what
 * was begun is removed when a file cannot be written.
 */
#include "oci.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool failed(const struct tool *tool, const char *path)
{
    tool_error(tool, "cannot write %s: %s", path, strerror(errno));
    return false;
}

static bool write_file(const char *path, const char *data, size_t size)
{
    FILE *out = fopen(path, "we");
    if (!out)
        return false;
    bool good = fwrite(data, 1, size, out) == size;
    return !fclose(out) && good;
}

static bool write_tar(const struct tool *tool, const struct files *layout,
                      const char *path, long long seconds)
{
    size_t size;
    char *data = tar_make(layout, seconds, &size);
    char *temporary = tool_format("%s.%ld", path, (long)getpid());
    bool good = write_file(temporary, data, size) && !rename(temporary, path);
    if (!good) {
        failed(tool, path);
        unlink(temporary);
    }
    free(temporary);
    free(data);
    return good;
}

static bool make_folder(const char *path)
{
    return !mkdir(path, 0777) || errno == EEXIST;
}

/* Removes what was made, the last thing first. */
static void remove_begun(const struct files *layout, const char *path)
{
    static const char *const folders[] = {"/blobs/sha256", "/blobs", ""};
    for (size_t i = 0; i < layout->count; i++) {
        char *file = tool_format("%s/%s", path, layout->items[i].path);
        unlink(file);
        free(file);
    }
    for (size_t i = 0; i < 3; i++) {
        char *folder = tool_format("%s%s", path, folders[i]);
        rmdir(folder);
        free(folder);
    }
}

static bool fill_folder(const struct tool *tool, const struct files *layout,
                        const char *path)
{
    bool good = true;
    for (const char *const *name =
             (const char *const[]){"blobs", "blobs/sha256", NULL};
         good && *name; name++) {
        char *folder = tool_format("%s/%s", path, *name);
        good = make_folder(folder) || failed(tool, folder);
        free(folder);
    }
    for (size_t i = 0; good && i < layout->count; i++) {
        const struct file *f = &layout->items[i];
        char *file = tool_format("%s/%s", path, f->path);
        good = write_file(file, f->data, f->size) || failed(tool, file);
        free(file);
    }
    return good;
}

static bool write_folder(const struct tool *tool, const struct files *layout,
                         const char *path)
{
    if (rmdir(path) && errno != ENOENT) {
        tool_error(tool, "cannot write %s: %s", path,
                   errno == ENOTEMPTY || errno == EEXIST
                       ? "it is there and not empty"
                       : strerror(errno));
        tool_note("give the name of a folder that is not there, or FILE.tar");
        return false;
    }
    if (mkdir(path, 0777))
        return failed(tool, path);
    bool good = fill_folder(tool, layout, path);
    if (!good)
        remove_begun(layout, path);
    return good;
}

bool oci_write(const struct tool *tool, const struct files *layout,
               const char *path, long long seconds)
{
    size_t length = strlen(path);
    return length > 4 && !strcmp(path + length - 4, ".tar")
               ? write_tar(tool, layout, path, seconds)
               : write_folder(tool, layout, path);
}
