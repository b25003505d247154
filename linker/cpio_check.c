/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Walks the headers of an archive that the user gives as an initial file
 * tree, so that a wrong or damaged one is an error of the command and not a
 * guest that finds no files.
 */
#include "cpio.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIELD_SIZE = 6, FIELD_NAME_SIZE = 11 }; /* positions in the header */

static bool parse_field(const char *header, int position, uint64_t *value)
{
    char digits[9] = {0}, *end;
    memcpy(digits, header + 6 + 8 * position, 8);
    *value = strtoul(digits, &end, 16);
    return end == digits + 8 && digits[0] != '-' && digits[0] != '+' &&
           digits[0] != ' ';
}

static uint64_t aligned(uint64_t n)
{
    return (n + CPIO_ALIGN - 1) / CPIO_ALIGN * CPIO_ALIGN;
}

/* What the first bytes say when they are no header. */
static const char *other_format(const char *start, ssize_t size)
{
    if (size >= 2 && !memcmp(start, "\x1f\x8b", 2))
        return "compressed by gzip";
    if (size >= 4 && !memcmp(start, "\x28\xb5\x2f\xfd", 4))
        return "compressed by zstd";
    if (size >= 6 && !memcmp(start,
                             "\xfd"
                             "7zXZ",
                             5))
        return "compressed by xz";
    if (size >= 6 && !memcmp(start, "070707", 6))
        return "cpio's old format";
    return NULL;
}

static void report_foreign(const struct tool *tool, const char *path,
                           const char *start, ssize_t size)
{
    const char *other = other_format(start, size);
    tool_error(tool, "%s: not a cpio archive in the newc format%s%s", path,
               other ? ": it is " : "", other ? other : "");
    tool_note("make one with 'find . | cpio -o -H newc', or give the folder");
}

/* Steps over one entry; *LAST is set at the trailer. */
static bool step(int fd, uint64_t total, uint64_t *at, bool *last)
{
    char header[CPIO_HEADER], name[sizeof(CPIO_TRAILER)] = {0};
    uint64_t size, name_size;
    if (pread(fd, header, CPIO_HEADER, (off_t)*at) != CPIO_HEADER ||
        (memcmp(header, "070701", 6) && memcmp(header, "070702", 6)) ||
        !parse_field(header, FIELD_SIZE, &size) ||
        !parse_field(header, FIELD_NAME_SIZE, &name_size) || !name_size)
        return false;
    (void)!pread(fd, name, sizeof(name), (off_t)(*at + CPIO_HEADER));
    *last = name_size == sizeof(CPIO_TRAILER) &&
            !memcmp(name, CPIO_TRAILER, sizeof(CPIO_TRAILER));
    *at = aligned(aligned(*at + CPIO_HEADER + name_size) + size);
    return *at <= aligned(total);
}

bool cpio_check(const struct tool *tool, const char *path, int fd,
                uint64_t *size)
{
    struct stat st;
    char start[8];
    if (fstat(fd, &st) < 0) {
        tool_error(tool, "cannot read %s: %s", path, strerror(errno));
        return false;
    }
    if (!S_ISREG(st.st_mode)) {
        tool_error(tool, "%s: neither a folder nor a cpio archive; give one",
                   path);
        return false;
    }
    *size = (uint64_t)st.st_size;
    ssize_t got = pread(fd, start, sizeof(start), 0);
    if (got < 6 || (memcmp(start, "070701", 6) && memcmp(start, "070702", 6))) {
        report_foreign(tool, path, start, got);
        return false;
    }
    bool last = false;
    for (uint64_t at = 0, entry = 0; !last; entry = at)
        if (!step(fd, *size, &at, &last)) {
            tool_error(
                tool, "%s: truncated or corrupt after byte %llu; make it again",
                path, (unsigned long long)entry);
            return false;
        }
    return true;
}
