/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Archives in cpio's "newc" format, the initial file tree of a guest:
 * written from a folder (cpio_write.c) and checked (cpio_check.c). The format
 * is that of the Linux kernel's initramfs buffer format document.
 */
#ifndef UNISPEC_CPIO_H
#define UNISPEC_CPIO_H

#include "command.h"

#include <stdint.h>
#include <stdio.h>

enum { CPIO_HEADER = 110, CPIO_ALIGN = 4 };
#define CPIO_MAGIC "070701"
#define CPIO_TRAILER "TRAILER!!!"

/*
 * Writes the tree below FOLDER to OUT; the same tree gives the same bytes
 * (sorted names, owner 0, no time after LATEST, in seconds since 1970). Reports
 * and returns false when something cannot be read or written.
 */
bool cpio_write(const struct tool *tool, const char *folder, long long latest,
                FILE *out);

/*
 * Whether the file PATH, open as FD, is a whole newc archive; reports and
 * returns false if not. SIZE receives its bytes.
 */
bool cpio_check(const struct tool *tool, const char *path, int fd,
                uint64_t *size);

#endif
