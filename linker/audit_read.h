/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The audit inside an image: found, unpacked, checked. The section holds 8
 * bytes of magic, the size of the JSON text (64 bits, little endian) and the
 * text as a zlib stream. The getters below make the reports robust: a value
 * that is absent or of another type reads as empty.
 */
#ifndef UNISPEC_AUDIT_READ_H
#define UNISPEC_AUDIT_READ_H

#include "image_read.h"

#include <jansson.h>

#define AUDIT_SECTION ".unispec.audit"
#define AUDIT_MAGIC "USAUDIT1"
#define AUDIT_SCHEMA "unispec-audit/1"

/* The audit, owned by the caller; reports and returns NULL if it is no good. */
json_t *audit_read(const struct tool *tool, const struct image *image);

const char *audit_text(const json_t *object, const char *key); /* or "" */
long long audit_number(const json_t *object, const char *key); /* or 0 */
bool audit_is(const json_t *object, const char *key, const char *value);
/* An array, or an empty one that nobody has to free. */
const json_t *audit_array(const json_t *object, const char *key);

/* The function or the native code that NAME is another name of, or "". */
const char *audit_alias_of(const json_t *audit, const char *name);

/* "FILE:LINE", "FILE" or "", owned by the caller. */
char *audit_place(const json_t *object);

#endif
