/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Tar archives in the ustar format of POSIX.1-2017 (pax, "ustar Interchange
 * Format"), of files in memory. Nothing of the host goes in: owner 0 without a
 * name, one time for all.
 */
#include "oci.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECORD = 512, NAME_SIZE = 100, CHECKSUM_AT = 148 };

void files_add(struct files *files, char *path, char *data, size_t size,
               unsigned mode)
{
    files->items =
        tool_realloc(files->items, (files->count + 1) * sizeof(*files->items));
    files->items[files->count++] = (struct file){path, data, size, mode};
}

void files_free(struct files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        free(files->items[i].path);
        free(files->items[i].data);
    }
    free(files->items);
    *files = (struct files){0};
}

static void put_header(FILE *out, const char *name, size_t size, unsigned mode,
                       long long seconds, char type)
{
    char header[RECORD] = {0};
    unsigned sum = 0;
    snprintf(header, NAME_SIZE, "%s", name);
    snprintf(header + 100, 8, "%07o", mode);
    snprintf(header + 108, 8, "%07o", 0u);
    snprintf(header + 116, 8, "%07o", 0u);
    snprintf(header + 124, 12, "%011llo", (unsigned long long)size);
    snprintf(header + 136, 12, "%011llo", (unsigned long long)seconds);
    memset(header + CHECKSUM_AT, ' ', 8);
    header[156] = type;
    memcpy(header + 257,
           "ustar\0"
           "00",
           8);
    for (int i = 0; i < RECORD; i++)
        sum += (unsigned char)header[i];
    snprintf(header + CHECKSUM_AT, 7, "%06o", sum);
    fwrite(header, 1, RECORD, out);
}

static void put_padding(FILE *out, size_t size)
{
    for (; size % RECORD; size++)
        fputc(0, out);
}

/* The folders of PATH that the file before, PREVIOUS, was not in. */
static void put_folders(FILE *out, const char *path, const char *previous,
                        long long seconds)
{
    for (const char *c = strchr(path, '/'); c; c = strchr(c + 1, '/')) {
        size_t length = (size_t)(c - path) + 1;
        if (!strncmp(path, previous, length))
            continue;
        char *folder = strndup(path, length);
        put_header(out, folder ? folder : "", 0, 0755, seconds, '5');
        free(folder);
    }
}

char *tar_make(const struct files *files, long long seconds, size_t *size)
{
    char *data = NULL;
    FILE *out = open_memstream(&data, size);
    const char *previous = "";
    if (!out)
        return tool_alloc(1);
    for (size_t i = 0; i < files->count; i++) {
        const struct file *f = &files->items[i];
        put_folders(out, f->path, previous, seconds);
        put_header(out, f->path, f->size, f->mode, seconds, '0');
        fwrite(f->data, 1, f->size, out);
        put_padding(out, f->size);
        previous = f->path;
    }
    for (int i = 0; i < 2 * RECORD; i++)
        fputc(0, out);
    fclose(out);
    return data;
}
