/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reads the section .unispec.audit. The image may come from anywhere, so sizes
 * are checked before memory is taken: the declared size against a limit and
 * against what zlib can make of so few bytes.
 */
#include "audit_read.h"

#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { HEADER_BYTES = 16, ZLIB_BEST_RATIO = 1032 };
static const uint64_t text_limit = 1ull << 30;

static const unsigned char *corrupt(const struct tool *tool,
                                    const struct image *image, const char *what)
{
    tool_error(tool, "%s: corrupt audit section: %s", image->path, what);
    tool_note("link the program again with ld.unispec");
    return NULL;
}

/* The section's bytes, which belong to image->elf. */
static const unsigned char *
find_bytes(const struct tool *tool, const struct image *image, uint64_t *size)
{
    GElf_Shdr header;
    Elf_Scn *section = image_find_section(image, AUDIT_SECTION);
    if (!section || !gelf_getshdr(section, &header)) {
        tool_error(tool, "%s: no audit: section %s is missing", image->path,
                   AUDIT_SECTION);
        tool_note("ld.unispec writes it; strip -R or objcopy may have "
                  "removed it");
        return NULL;
    }
    if (header.sh_type == SHT_NOBITS || header.sh_offset > image->size ||
        header.sh_size > image->size - header.sh_offset)
        return corrupt(tool, image, "it ends behind the end of the file");
    if (header.sh_size < HEADER_BYTES)
        return corrupt(tool, image, "too short for its header");
    Elf_Data *data = elf_rawdata(section, NULL);
    if (!data || !data->d_buf || data->d_size != header.sh_size)
        return corrupt(tool, image, "cannot be read");
    *size = header.sh_size;
    return data->d_buf;
}

static uint64_t load64(const unsigned char *bytes)
{
    uint64_t value = 0;
    for (int i = 7; i >= 0; i--)
        value = value << 8 | bytes[i];
    return value;
}

/* Exactly SIZE bytes of text, or NULL with the reason in *WHAT. */
static char *inflate_text(const unsigned char *packed, uint64_t packed_size,
                          uint64_t size, const char **what)
{
    char *text = malloc(size + 1);
    if (!text) {
        *what = "no memory for its text";
        return NULL;
    }
    uLongf got = (uLongf)size;
    uLong used = (uLong)packed_size;
    int status = uncompress2((Bytef *)text, &got, packed, &used);
    if (status == Z_OK && got == size && used == packed_size)
        return text;
    free(text);
    *what = status == Z_BUF_ERROR
                ? "its compressed text is truncated or too long"
            : status == Z_OK ? "its text has not the declared size"
                             : "its compressed text is damaged";
    return NULL;
}

static bool check_schema(const struct tool *tool, const struct image *image,
                         const json_t *audit)
{
    const char *schema = audit_text(audit, "schema");
    if (!strcmp(schema, AUDIT_SCHEMA))
        return true;
    if (!strncmp(schema, "unispec-audit/", 14))
        tool_error(tool,
                   "%s: audit of schema '%s', this unispec reads '%s'; use the "
                   "one that linked it",
                   image->path, schema, AUDIT_SCHEMA);
    else
        corrupt(tool, image, "its JSON has no schema " AUDIT_SCHEMA);
    return false;
}

static json_t *parse(const struct tool *tool, const struct image *image,
                     const char *text, uint64_t size)
{
    json_error_t error;
    json_t *audit = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    if (!audit) {
        char *what = tool_format("JSON line %d: %s", error.line, error.text);
        corrupt(tool, image, what);
        free(what);
        return NULL;
    }
    if (check_schema(tool, image, audit))
        return audit;
    json_decref(audit);
    return NULL;
}

json_t *audit_read(const struct tool *tool, const struct image *image)
{
    uint64_t packed_size = 0;
    const char *what = NULL;
    const unsigned char *bytes = find_bytes(tool, image, &packed_size);
    if (!bytes)
        return NULL;
    if (memcmp(bytes, AUDIT_MAGIC, 8)) {
        corrupt(tool, image, "its magic is not " AUDIT_MAGIC);
        return NULL;
    }
    uint64_t size = load64(bytes + 8);
    packed_size -= HEADER_BYTES;
    if (size > text_limit || size / ZLIB_BEST_RATIO > packed_size) {
        corrupt(tool, image, "its declared size is impossible");
        return NULL;
    }
    char *text = inflate_text(bytes + HEADER_BYTES, packed_size, size, &what);
    if (!text) {
        corrupt(tool, image, what);
        return NULL;
    }
    json_t *audit = parse(tool, image, text, size);
    free(text);
    return audit;
}

const char *audit_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

long long audit_number(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

bool audit_is(const json_t *object, const char *key, const char *value)
{
    return !strcmp(audit_text(object, key), value);
}

const json_t *audit_array(const json_t *object, const char *key)
{
    const json_t *array = json_object_get(object, key);
    return json_is_array(array) ? array : NULL; /* jansson: NULL is empty */
}

const char *audit_alias_of(const json_t *audit, const char *name)
{
    const json_t *alias;
    size_t i;
    json_array_foreach(audit_array(audit, "aliases"), i, alias)
    {
        if (audit_is(alias, "name", name))
            return audit_text(alias, "of");
    }
    return "";
}

char *audit_place(const json_t *object)
{
    const char *file = audit_text(object, "file");
    long long line = audit_number(object, "line");
    return line > 0 && *file ? tool_format("%s:%lld", file, line)
                             : tool_format("%s", file);
}
