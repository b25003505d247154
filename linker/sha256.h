/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef UNISPEC_SHA256_H
#define UNISPEC_SHA256_H

#include <stddef.h>

enum { SHA256_TEXT = 65 };

/* The SHA-256 of SIZE bytes at DATA (FIPS 180-4) as hexadecimal digits. */
void sha256_text(const void *data, size_t size, char text[SHA256_TEXT]);

#endif
