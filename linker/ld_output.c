/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The output appears whole or not at all: LLD writes a temporary file in the
 * folder of the output, the image phase completes it, and one rename puts it
 * in place. Where the output is no regular file (-o /dev/null, as configure
 * scripts do), the temporary lies in $TMPDIR and is copied. An older file of
 * the output's name stays as it was when the link fails, as with LLD.
 */
#include "ld_process.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *temporary; /* exists while not NULL */
static bool copies;     /* the output is a device or a pipe */

static char *temporary_pattern(const char *output)
{
    const char *folder = getenv("TMPDIR");

    if (!copies)
        return must_format("%s.tmp-XXXXXX", output);
    return must_format("%s/ld.unispec-XXXXXX",
                       folder && *folder ? folder : "/tmp");
}

static bool check_target(struct link *l)
{
    struct stat st;

    if (stat(l->output, &st))
        return true; /* new; mkstemp() says if the folder is not there */
    if (S_ISDIR(st.st_mode)) {
        link_error(l, "cannot open output file %s: %s", l->output,
                   strerror(EISDIR));
        return false;
    }
    copies = !S_ISREG(st.st_mode);
    if (access(l->output, W_OK)) {
        link_error(l, "cannot open output file %s: %s", l->output,
                   strerror(errno));
        return false;
    }
    return true;
}

bool output_prepare(struct link *l)
{
    char *pattern;
    int fd;

    if (!*l->output) {
        link_error(l, "cannot open output file: empty name; give -o FILE");
        return false;
    }
    if (!check_target(l))
        return false;
    pattern = temporary_pattern(l->output);
    fd = mkstemp(pattern);
    if (fd < 0) {
        link_error(l, "cannot open output file %s: %s", l->output,
                   strerror(errno));
        return false;
    }
    close(fd);
    temporary = pattern;
    l->temporary = pattern;
    return true;
}

static bool copy_file(const char *from, const char *to)
{
    char buffer[65536];
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CLOEXEC);
    ssize_t n = -1;

    while (in >= 0 && out >= 0 && (n = read(in, buffer, sizeof(buffer))) > 0)
        if (write(out, buffer, (size_t)n) != n) {
            n = -1;
            break;
        }
    if (in >= 0)
        close(in);
    if (out >= 0 && close(out))
        n = -1;
    return n == 0;
}

bool output_commit(struct link *l)
{
    mode_t mask = umask(0);

    umask(mask);
    if (copies ? copy_file(temporary, l->output)
               : !chmod(temporary, (l->relocatable ? 0666 : 0777) & ~mask) &&
                     !rename(temporary, l->output)) {
        if (!copies)
            temporary = NULL;
        return true;
    }
    link_error(l, "cannot write output file %s: %s", l->output,
               strerror(errno));
    return false;
}

/* Removes what LLD had begun to write beside the temporary, too: it writes
 * TEMPORARY.tmpXXXXXXX first. */
static void remove_leftovers(const char *path)
{
    char *pattern = must_format("%s.*", path);
    glob_t found;

    if (!glob(pattern, GLOB_NOSORT, NULL, &found)) {
        for (size_t i = 0; i < found.gl_pathc; i++)
            unlink(found.gl_pathv[i]);
        globfree(&found);
    }
    free(pattern);
}

void output_discard(void)
{
    char *path = temporary;

    temporary = NULL;
    if (!path)
        return;
    unlink(path);
    remove_leftovers(path);
}
