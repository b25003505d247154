/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * From the words of the command line to the files that are linked. What
 * clang's driver adds for the host is dropped: its start files, its C library
 * and compiler runtime, and the folders they lie in. What the user names is
 * kept: a library is searched in the user's folders first and then in the
 * sysroot. A library that only the host has is an error, because it was built
 * for the host's C library.
 */
#include "ld_options.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool matches_any(const char *name, const char *const *patterns)
{
    for (; *patterns; patterns++)
        if (!fnmatch(*patterns, name, FNM_PATHNAME))
            return true;
    return false;
}

/* PATH without ".", ".." and double slashes, by text: /lib may be a link. */
static char *normalized(const char *path)
{
    char *result = must_alloc(strlen(path) + 2), *end = result;
    const char *p = path;

    while (*p) {
        size_t n;
        p += strspn(p, "/");
        n = strcspn(p, "/");
        if (n == 2 && !strncmp(p, "..", 2) && end > result) {
            while (*--end != '/')
                ;
        } else if (n && !(n == 1 && *p == '.')) {
            *end++ = '/';
            memcpy(end, p, n);
            end += n;
        }
        p += n;
    }
    *end = 0;
    return result;
}

/* The folders that compiler drivers search on a host by themselves. */
static bool is_host_folder(const char *path)
{
    static const char *const roots[] = {"/lib",
                                        "/lib32",
                                        "/lib64",
                                        "/libx32",
                                        "/usr/lib",
                                        "/usr/lib32",
                                        "/usr/lib64",
                                        "/usr/libx32",
                                        "/lib/*-linux-gnu*",
                                        "/usr/lib/*-linux-gnu*",
                                        "/usr/*-linux-gnu*/lib*",
                                        "/usr/lib/gcc/*/*",
                                        "/usr/lib/gcc-cross/*/*",
                                        "/usr/lib/llvm-*/lib",
                                        "/usr/lib/llvm-*/lib/clang/*/lib/*",
                                        "/usr/lib/clang/*/lib/*",
                                        "/usr/lib/llvm-*/lib/clang/*/lib",
                                        "/usr/lib/gcc/*/*/*",
                                        NULL};
    char *clean;
    bool host;

    if (path[0] != '/')
        return false;
    clean = normalized(path);
    host = matches_any(clean, roots);
    free(clean);
    return host;
}

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static char *folder_of(const char *path)
{
    const char *base = path_base(path);

    return base == path ? must_strdup(".")
                        : must_strndup(path, (size_t)(base - path));
}

/* crt1.o and friends, absolute as the driver gives them, or a bare name that
 * the driver could not find. A start file of the user's own stays. */
static bool is_host_file(const char *path)
{
    static const char *const names[] = {"crt0.o",
                                        "crt1.o",
                                        "Scrt1.o",
                                        "rcrt1.o",
                                        "gcrt1.o",
                                        "grcrt1.o",
                                        "Mcrt1.o",
                                        "crti.o",
                                        "crtn.o",
                                        "crtbegin*.o",
                                        "crtend*.o",
                                        "crtfastmath.o",
                                        "clang_rt.crtbegin*.o",
                                        "clang_rt.crtend*.o",
                                        "libclang_rt.builtins*.a",
                                        NULL};
    bool host;
    char *folder;

    if (!matches_any(path_base(path), names))
        return false;
    if (path_base(path) == path)
        return !exists(path);
    folder = folder_of(path);
    host = is_host_folder(folder) ||
           (path[0] == '/' && str_starts(path_base(path), "crt"));
    free(folder);
    return host;
}

/* What the C library and the compiler's runtime are called on the host. */
static bool is_runtime_library(const char *name)
{
    static const char *const names[] = {
        "c", "gcc", "gcc_s", "gcc_eh", "c_nonshared", "clang_rt.builtins*",
        NULL};
    return matches_any(name, names);
}

/* Parts of the C library that a user may also have a library called after. */
static bool is_libc_part(const char *name)
{
    static const char *const names[] = {
        "m", "pthread", "rt", "dl", "util", "crypt", "resolv", "xnet", NULL};
    return matches_any(name, names);
}

static char *library_in(const char *folder, const char *name,
                        const char *suffix)
{
    char *path = name[0] == ':'
                     ? must_format("%s/%s", folder, name + 1)
                     : must_format("%s/lib%s%s", folder, name, suffix);

    if (exists(path))
        return path;
    free(path);
    return NULL;
}

/* Looks in the user's folders, or in the host's. */
static char *search(const struct options *o, const char *name,
                    const char *suffix, bool host)
{
    for (size_t i = 0; i < o->search.count; i++) {
        char *path;
        if (is_host_folder(o->search.items[i]) != host)
            continue;
        path = library_in(o->search.items[i], name, suffix);
        if (path)
            return path;
    }
    return NULL;
}

static char *searched_folders(const struct options *o)
{
    char *list = must_strdup("");

    for (size_t i = 0; i < o->search.count; i++) {
        char *longer;
        if (is_host_folder(o->search.items[i]))
            continue;
        longer = must_format("%s%s, ", list, o->search.items[i]);
        free(list);
        list = longer;
    }
    return must_format("%s%s/lib", list, o->link->sysroot);
}

static bool is_cxx_library(const char *name)
{
    static const char *const names[] = {"stdc++", "supc++", "c++", "c++abi"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (!strcmp(name, names[i]))
            return true;
    return false;
}

static void report_missing_library(struct options *o, const char *name)
{
    struct link *l = o->link;
    char *shared = search(o, name, ".so", false);
    char *where = searched_folders(o);

    if (is_cxx_library(name)) {
        link_error(l,
                   "unable to use library -l%s: C++ with its library is "
                   "not supported",
                   name);
        link_note(l, "unispec-c++ builds C++ that needs no library; else "
                     "write it in C");
        return;
    }
    if (shared) {
        link_error(l,
                   "unable to use library -l%s: only the shared library %s "
                   "was found, and an image has no shared libraries",
                   name, shared);
        link_note(l,
                  "build a static lib%s.a with unispec's compiler and name "
                  "its folder with -L",
                  name);
        return;
    }
    shared = search(o, name, ".so", true);
    if (!shared)
        shared = search(o, name, ".a", true);
    if (!shared) {
        link_error(l, "unable to find library -l%s; name its folder with -L",
                   name);
        link_note(l, "searched in %s", where);
        return;
    }
    link_error(l,
               "unable to use library -l%s: no static library found in %s, "
               "and host libraries cannot be used",
               name, where);
    link_note(l,
              "the host's is %s; build it with unispec's compiler and name its "
              "folder with -L",
              shared);
}

/* The file for -lNAME; NULL: nothing to link, or reported. */
static char *find_library(struct options *o, const char *name)
{
    char *folder, *path;

    if (is_runtime_library(name))
        return NULL;
    path = search(o, name, ".a", false);
    if (path)
        return path;
    if (is_libc_part(name))
        return NULL;
    folder = must_format("%s/lib", o->link->sysroot);
    path = library_in(folder, name, ".a");
    free(folder);
    if (!path)
        report_missing_library(o, name);
    return path;
}

static bool is_sanitizer_runtime(const char *path)
{
    return str_starts(path_base(path), "libclang_rt.");
}

static void keep_file(struct options *o, struct options *kept, const char *path)
{
    if (is_sanitizer_runtime(path)) {
        link_error(o->link,
                   "%s: compiler runtimes of the host (sanitizers, profiling, "
                   "coverage) cannot be used; build without them",
                   path);
        return;
    }
    if (input_sniff(o->link, path))
        options_add_input(kept, INPUT_FILE, path);
}

static void resolve_one(struct options *o, struct options *kept,
                        const struct input *input)
{
    char *path;

    switch (input->kind) {
    case INPUT_STATE:
        options_add_input(kept, INPUT_STATE, input->text);
        break;
    case INPUT_FILE:
        if (!is_host_file(input->text))
            keep_file(o, kept, input->text);
        break;
    case INPUT_LIBRARY:
        path = find_library(o, input->text);
        if (path)
            keep_file(o, kept, path);
        free(path);
        break;
    }
}

static bool has_file(const struct options *o)
{
    for (size_t i = 0; i < o->input_count; i++)
        if (o->inputs[i].kind == INPUT_FILE)
            return true;
    return false;
}

void inputs_resolve(struct options *o)
{
    struct options kept = {.link = o->link};
    unsigned before = o->link->errors;

    for (size_t i = 0; i < o->input_count; i++)
        resolve_one(o, &kept, &o->inputs[i]);
    if (!has_file(&kept) && o->link->errors == before)
        link_error(o->link, "no input files; see '%s --help'",
                   o->link->program);
    o->inputs = kept.inputs;
    o->input_count = kept.input_count;
}
