/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Response files: a word @FILE is replaced by the words of FILE, read with
 * GNU's rules: white space separates, '...' and "..." quote, a backslash takes
 * the next character as it is. Files may name further files; a file that
 * includes itself, or that cannot be read, is an error.
 */
#include "ld_options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct open_file {
    const struct open_file *outer;
    const char *path;
    dev_t device;
    ino_t inode;
};

static void expand_word(struct link *l, const char *word,
                        const struct open_file *outer, struct strings *out);

static char *read_text(FILE *f, size_t *size)
{
    size_t capacity = 4096, n = 0, got;
    char *text = must_alloc(capacity);

    while ((got = fread(text + n, 1, capacity - n - 1, f)) > 0) {
        n += got;
        if (capacity - n < 2) {
            char *grown = must_alloc(2 * capacity);
            memcpy(grown, text, n);
            free(text);
            text = grown;
            capacity *= 2;
        }
    }
    text[n] = 0;
    *size = n;
    return text;
}

static bool is_space(char c)
{
    return c && strchr(" \t\r\n\f\v", c);
}

/* Takes one word off *TEXT into WORD, which has room; false: quote open. */
static bool next_word(const char **text, char *word)
{
    const char *p = *text;
    char quote = 0;

    for (; *p && (quote || !is_space(*p)); p++) {
        if (*p == '\\' && p[1])
            *word++ = *++p;
        else if (quote ? *p == quote : *p == '"' || *p == '\'')
            quote = quote ? 0 : *p;
        else
            *word++ = *p;
    }
    *word = 0;
    *text = p;
    return !quote;
}

static void expand_text(struct link *l, const char *text, size_t size,
                        const struct open_file *self, struct strings *out)
{
    char *word = must_alloc(size + 1);

    while (is_space(*text))
        text++;
    while (*text) {
        if (!next_word(&text, word)) {
            link_error(l, "%s: unterminated quote in response file; close it",
                       self->path);
            break;
        }
        expand_word(l, word, self, out);
        while (is_space(*text))
            text++;
    }
    free(word);
}

static void expand_file(struct link *l, const char *path, FILE *f,
                        const struct open_file *outer, struct strings *out)
{
    struct stat st;
    struct open_file self = {.outer = outer, .path = path};
    size_t size;
    char *text;

    if (fstat(fileno(f), &st) || S_ISDIR(st.st_mode)) {
        link_error(l, "cannot open response file %s: %s", path,
                   S_ISDIR(st.st_mode) ? strerror(EISDIR) : strerror(errno));
        return;
    }
    self.device = st.st_dev;
    self.inode = st.st_ino;
    for (const struct open_file *o = outer; o; o = o->outer)
        if (o->device == self.device && o->inode == self.inode) {
            link_error(l, "%s: response file includes itself; remove that @%s",
                       path, path);
            return;
        }
    text = read_text(f, &size);
    if (ferror(f))
        link_error(l, "cannot read response file %s: %s", path,
                   strerror(errno));
    else if (memchr(text, 0, size))
        link_error(
            l,
            "%s: response file is not text: it has a null byte; write it "
            "again",
            path);
    else
        expand_text(l, text, size, &self, out);
    free(text);
}

static void expand_word(struct link *l, const char *word,
                        const struct open_file *outer, struct strings *out)
{
    FILE *f;

    if (word[0] != '@' || !word[1]) {
        strings_add(out, word);
        return;
    }
    f = fopen(word + 1, "r");
    if (!f) {
        link_error(l, "cannot open response file %s: %s", word + 1,
                   strerror(errno));
        return;
    }
    expand_file(l, word + 1, f, outer, out);
    fclose(f);
}

void response_expand(struct link *l, int argc, char **argv,
                     struct strings *expanded)
{
    for (int i = 0; i < argc; i++)
        expand_word(l, argv[i], NULL, expanded);
}
