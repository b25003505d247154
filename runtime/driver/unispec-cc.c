/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec-cc: clang with the configuration file of the tree that this program
 * lies in (bin/../lib/unispec/unispec.cfg), so that it works from wherever the
 * tree is. Under the names of tools.def it is the other tools of a cross
 * compiler, for configure --host=x86_64-unispec-linux-musl and its like.
 *
 * Compiler and LLVM's tools are those that unispec was built for, or those with
 * the suffix -22 found on PATH; UNISPEC_CLANG in the environment names another
 * compiler. Does not return: the exit status is the tool's, 127 where there is
 * none.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plugin_digest.h"

/* ccache hashes the compiler, and not the plugin that --config names. */
__attribute__((used)) static const char plugin_digest[] = UNISPEC_PLUGIN_DIGEST;

enum kind {
    COMPILER,
    COMPILER_CXX,
    PREPROCESSOR,
    OWN,        /* bin/PROGRAM of this tree */
    LLVM,       /* PROGRAM of LLVM */
    LLVM_STRIP, /* which must leave the audit in an image */
    PKG_CONFIG  /* the host's, that sees only the sysroot */
};

static const struct tool {
    const char *name;
    enum kind kind;
    const char *program;
} tools[] = {
#define TOOL(name, kind, program) {#name, kind, program},
#include "tools.def"
};

enum { PATH_SIZE = 4096, EXTRA_WORDS = 3 };

/* A command line that grows at its front. */
struct command {
    char **words;       /* room for EXTRA_WORDS before the user's */
    const char *prefix; /* the folder that holds bin/ and lib/ */
};

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

/* What this program is called as; any other name is the C compiler. */
static const struct tool *find_tool(const char *called)
{
    static const char host[] = UNISPEC_HOST "-";
    static const struct tool cxx = {"c++", COMPILER_CXX, "unispec-c++.cfg"};
    const char *slash = strrchr(called, '/');
    const char *name = slash ? slash + 1 : called;

    if (!strcmp(name, "unispec-c++"))
        return &cxx;
    if (!strncmp(name, host, sizeof(host) - 1))
        for (size_t i = 0; i < sizeof(tools) / sizeof(*tools); i++)
            if (!strcmp(tools[i].name, name + sizeof(host) - 1))
                return &tools[i];
    return &tools[0];
}

/* PROGRAM of LLVM where it was, or with the version in its name on PATH. */
static void run_llvm(struct command *c, const char *program)
{
    char path[PATH_SIZE];

    snprintf(path, sizeof(path), "%s/%s", UNISPEC_LLVM_BIN, program);
    c->words[0] = path;
    execv(path, c->words);
    snprintf(path, sizeof(path), "%s-22", program);
    execvp(path, c->words);
    fprintf(stderr,
            "unispec-cc: error: cannot run %s/%s, nor %s: %s\n"
            ">>> install LLVM 22%s\n",
            UNISPEC_LLVM_BIN, program, path, strerror(errno),
            strcmp(program, "clang") ? ""
                                     : ", or name a clang in UNISPEC_CLANG");
}

static void push(struct command *c, const char *word)
{
    c->words--;
    c->words[0] = c->words[1];
    c->words[1] = (char *)word;
}

static void run_compiler(struct command *c, const struct tool *tool)
{
    const char *chosen = getenv("UNISPEC_CLANG");
    char config[PATH_SIZE + 64];

    snprintf(config, sizeof(config), "--config=%s/lib/unispec/%s", c->prefix,
             tool->program);
    if (tool->kind == COMPILER_CXX)
        push(c, "--driver-mode=g++");
    if (tool->kind == PREPROCESSOR)
        push(c, "-E");
    push(c, config);
    if (!chosen || !*chosen) {
        run_llvm(c, "clang");
        return;
    }
    c->words[0] = (char *)chosen;
    execvp(chosen, c->words);
    fprintf(stderr,
            "unispec-cc: error: cannot run %s: %s\n"
            ">>> UNISPEC_CLANG names it\n",
            chosen, strerror(errno));
}

/* What the host has must not be found; PKG_CONFIG_PATH adds the user's own. */
static void run_pkg_config(struct command *c, const char *program)
{
    char folders[2 * PATH_SIZE + 128];

    snprintf(folders, sizeof(folders), "%s/%s:%s/%s", c->prefix,
             "lib/unispec/sysroot/lib/pkgconfig", c->prefix,
             "lib/unispec/sysroot/share/pkgconfig");
    setenv("PKG_CONFIG_LIBDIR", folders, 1);
    unsetenv("PKG_CONFIG_SYSROOT_DIR");
    c->words[0] = (char *)program;
    execvp(program, c->words);
    fprintf(stderr,
            "unispec-cc: error: cannot run %s: %s\n"
            ">>> install it: apt-get install pkg-config\n",
            program, strerror(errno));
}

static void run_own(struct command *c, const char *program)
{
    char path[PATH_SIZE + 64];

    snprintf(path, sizeof(path), "%s/bin/%s", c->prefix, program);
    c->words[0] = path;
    execv(path, c->words);
    fprintf(stderr,
            "unispec-cc: error: cannot run %s: %s\n"
            ">>> build or install unispec again\n",
            path, strerror(errno));
}

static void run(struct command *c, const struct tool *tool)
{
    switch (tool->kind) {
    case OWN:
        run_own(c, tool->program);
        break;
    case LLVM_STRIP:
        push(c, "--keep-section=.unispec.audit");
        /* fallthrough */
    case LLVM:
        run_llvm(c, tool->program);
        break;
    case PKG_CONFIG:
        run_pkg_config(c, tool->program);
        break;
    default:
        run_compiler(c, tool);
    }
}

int main(int argc, char **argv)
{
    char prefix[PATH_SIZE];
    char **words = calloc(argc + EXTRA_WORDS + 1, sizeof(*words));
    struct command c = {words ? words + EXTRA_WORDS : NULL,
                        find_prefix(prefix, sizeof(prefix))};

    if (!words || !c.prefix) {
        fprintf(stderr, "unispec-cc: error: cannot find its own folder: %s\n",
                strerror(errno));
        return 127;
    }
    for (int i = 0; i < argc; i++)
        c.words[i] = argv[i];
    run(&c, find_tool(argc ? argv[0] : ""));
    return 127;
}
