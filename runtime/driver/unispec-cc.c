/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec-cc: clang with the configuration file of the tree that this program
 * lies in (bin/../lib/unispec/unispec.cfg), so that it works from wherever the
 * tree is. The compiler is the one that unispec was built for, or clang-22
 * found on PATH; UNISPEC_CLANG in the environment names another. Does not
 * return: the exit status is clang's, 127 where there is none.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plugin_digest.h"

/* ccache hashes the compiler, and not the plugin that --config names. */
__attribute__((used)) static const char plugin_digest[] = UNISPEC_PLUGIN_DIGEST;

enum { PATH_SIZE = 4096 };

/* The folder two levels above this program's own file. */
static const char *find_prefix(char *path, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", path, size - 1);

    if (length < 0)
        return NULL;
    path[length] = '\0';
    for (int level = 0; level < 2; level++) {
        char *slash = strrchr(path, '/');
        if (!slash)
            return NULL;
        *slash = '\0';
    }
    return path;
}

static void run(char **argv)
{
    const char *chosen = getenv("UNISPEC_CLANG");

    if (chosen && *chosen) {
        argv[0] = (char *)chosen;
        execvp(argv[0], argv);
        return;
    }
    argv[0] = UNISPEC_CLANG;
    execv(argv[0], argv);
    argv[0] = "clang-22";
    execvp(argv[0], argv);
}

int main(int argc, char **argv)
{
    char prefix[PATH_SIZE], config[PATH_SIZE + 64];
    char **command = calloc(argc + 2, sizeof(*command));

    if (!command || !find_prefix(prefix, sizeof(prefix))) {
        fprintf(stderr, "unispec-cc: error: cannot find its own folder: %s\n",
                strerror(errno));
        return 127;
    }
    snprintf(config, sizeof(config), "--config=%s/lib/unispec/unispec.cfg",
             prefix);
    command[1] = config;
    for (int i = 1; i < argc; i++)
        command[i + 1] = argv[i];
    run(command);
    fprintf(stderr, "unispec-cc: error: cannot run %s: %s\n", command[0],
            strerror(errno));
    return 127;
}
