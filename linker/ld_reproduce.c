/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * --reproduce=TAR: an archive (POSIX ustar) with every file of the link, the
 * sysroot's as well, under the folder "reproduce": inputs under their absolute
 * path, response.txt with the command line that names them there, and
 * version.txt. In that folder `ld.unispec @response.txt` repeats the link.
 */
#include "ld_options.h"

#include "lld_shim.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 512, NAME_SIZE = 100, PREFIX_SIZE = 155 };

struct tar {
    struct link *link;
    FILE *file;
    struct strings done;
    bool failed;
};

/* ustar splits a long path at a slash into prefix and name. */
static bool set_path(char *header, const char *path)
{
    size_t n = strlen(path);
    const char *cut = path;

    if (n > NAME_SIZE) {
        cut = strchr(path + n - NAME_SIZE - 1, '/');
        if (!cut || cut - path > PREFIX_SIZE)
            return false;
        memcpy(header + 345, path, (size_t)(cut - path));
        cut++;
    }
    memcpy(header, cut, strlen(cut));
    return true;
}

static void set_octal(char *field, size_t size, unsigned long long value)
{
    field[size - 1] = 0;
    for (size_t i = size - 1; i-- > 0; value /= 8)
        field[i] = (char)('0' + value % 8);
}

static void put_entry(struct tar *t, const char *path, const void *bytes,
                      size_t size)
{
    char header[BLOCK] = "";
    static const char zeros[BLOCK];
    unsigned sum = 0;

    if (!set_path(header, path)) {
        link_warn(t->link,
                  "--reproduce: %s: path is too long for the archive; left out",
                  path);
        return;
    }
    set_octal(header + 100, 8, 0644);
    set_octal(header + 108, 8, 0);
    set_octal(header + 116, 8, 0);
    set_octal(header + 124, 12, size);
    set_octal(header + 136, 12, 0);
    memset(header + 148, ' ', 8);
    header[156] = '0';
    memcpy(header + 257, "ustar\00000", 8);
    for (size_t i = 0; i < BLOCK; i++)
        sum += (unsigned char)header[i];
    set_octal(header + 148, 7, sum);
    fwrite(header, 1, BLOCK, t->file);
    fwrite(bytes, 1, size, t->file);
    fwrite(zeros, 1, (BLOCK - size % BLOCK) % BLOCK, t->file);
}

static void put_file(struct tar *t, const char *path)
{
    char absolute[PATH_MAX], *bytes, *name;
    FILE *f;
    long size;

    if (!realpath(path, absolute) || strings_contain(&t->done, absolute))
        return;
    strings_add(&t->done, absolute);
    f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) || (size = ftell(f)) < 0) {
        link_error(t->link, "--reproduce: cannot read %s: %s", path,
                   strerror(errno));
        if (f)
            fclose(f);
        return;
    }
    rewind(f);
    bytes = must_alloc((size_t)size);
    name = must_format("reproduce%s", absolute);
    if (fread(bytes, 1, (size_t)size, f) == (size_t)size)
        put_entry(t, name, bytes, (size_t)size);
    free(name);
    free(bytes);
    fclose(f);
}

static char *quoted(const char *word)
{
    char *result = must_alloc(2 * strlen(word) + 1), *p = result;

    for (; *word; word++) {
        if (strchr(" \t\"'\\", *word))
            *p++ = '\\';
        *p++ = *word;
    }
    return result;
}

/* Options as they were; inputs by their place in the archive. */
static char *response_text(const struct options *o)
{
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);

    if (!f)
        return must_strdup("");
    for (size_t i = 0; i < o->lld.count; i++) {
        char *word = quoted(o->lld.items[i]);
        fprintf(f, "%s\n", word);
        free(word);
    }
    fprintf(f, "--lto-O%u\n", o->link->opt_level);
    if (!o->link->specialise)
        fputs("--no-specialise\n", f);
    if (o->link->build != BUILD_NORMAL)
        fputs(o->link->build == BUILD_GUARD ? "--guard\n" : "--trace\n", f);
    fputs("-o\na.out\n", f);
    for (size_t i = 0; i < o->input_count; i++) {
        char absolute[PATH_MAX], *word;
        const char *path = o->inputs[i].text;
        if (o->inputs[i].kind == INPUT_FILE && realpath(path, absolute))
            path = absolute + 1;
        word = quoted(path);
        fprintf(f, "%s\n", word);
        free(word);
    }
    fclose(f);
    return text;
}

static void put_all(struct tar *t, const struct options *o)
{
    static const char *const runtime[] = {"crt0.o", "libc.a", "libkernel.a",
                                          "libbuiltins.a"};
    char *text = response_text(o);

    put_entry(t, "reproduce/response.txt", text, strlen(text));
    free(text);
    text = must_format("ld.unispec %s\n%s\n", UNISPEC_VERSION,
                       unispec_lld_version());
    put_entry(t, "reproduce/version.txt", text, strlen(text));
    free(text);
    for (size_t i = 0; i < o->input_count; i++)
        if (o->inputs[i].kind == INPUT_FILE)
            put_file(t, o->inputs[i].text);
    for (size_t i = 0; i < sizeof(runtime) / sizeof(*runtime); i++) {
        char *path = must_format("%s/lib/%s", o->link->sysroot, runtime[i]);
        put_file(t, path);
        free(path);
    }
}

void reproduce_write(const struct options *o)
{
    static const char end[2 * BLOCK];
    struct tar t = {.link = o->link, .file = fopen(o->reproduce, "wb")};

    if (!t.file) {
        link_error(o->link, "cannot open --reproduce file %s: %s", o->reproduce,
                   strerror(errno));
        return;
    }
    put_all(&t, o);
    fwrite(end, 1, sizeof(end), t.file);
    if (ferror(t.file) || fclose(t.file))
        link_error(o->link, "cannot write --reproduce file %s: %s",
                   o->reproduce, strerror(errno));
    strings_free(&t.done);
}
