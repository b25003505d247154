/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * ld.unispec: turns objects and archives into one bootable image. The phases:
 * options, inputs, LLD with the whole-program callback in its middle, the
 * image. All after the inputs happens in a child process (ld_process.c).
 */
#include "image.h"
#include "ld_options.h"
#include "ld_process.h"
#include "lld_shim.h"
#include "platforms.h"

#include <unispec/os_symbol.h>

#include <libelf.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The product is a tree: bin/ld.unispec, lib/unispec/. */
static bool find_libdir(struct link *l)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
    char *slash;

    if (n < 0) {
        link_error(l, "internal error: cannot read /proc/self/exe");
        return false;
    }
    path[n] = 0;
    for (int level = 0; level < 2; level++)
        if ((slash = strrchr(path, '/')))
            *slash = 0;
    l->libdir = must_format("%s/lib/unispec", path);
    l->sysroot = must_format("%s/sysroot", l->libdir);
    return true;
}

static bool check_product(struct link *l)
{
    static const char *const parts[] = {
        "unispec-lto.so", "sysroot/lib/crt0.o", "sysroot/lib/libc.a",
        "sysroot/lib/libkernel.a", "sysroot/lib/libbuiltins.a"};
    bool complete = true;

    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
        char *path = must_format("%s/%s", l->libdir, parts[i]);
        if (access(path, R_OK)) {
            link_error(l,
                       "cannot open %s: the unispec sysroot is incomplete; "
                       "build or install it again",
                       path);
            complete = false;
        }
        free(path);
    }
    return complete;
}

static void print_version(const char *program)
{
    /* "GNU" is what configure and libtool look for in a linker's version */
    printf("%s %s (%s; compatible with GNU linkers)\n", program,
           UNISPEC_VERSION, unispec_lld_version());
}

static int link_image(void *argument)
{
    struct options *o = argument;
    int result;

    if (o->link->relocatable)
        return relocatable_link(o) ? EXIT_INPUT : EXIT_OK;
    result = lld_run(o);
    phase_enter("check of the analysis");
    if (!process_join(o->link))
        return EXIT_INTERNAL;
    if (result || o->link->errors)
        return EXIT_INPUT;
    phase_enter("completing the image");
    return image_finish(o->link) ? EXIT_INPUT : EXIT_OK;
}

/* no-color.org: the variable is there and not empty. */
static bool wants_color(void)
{
    const char *refused = getenv("NO_COLOR");

    return isatty(STDERR_FILENO) && !(refused && *refused);
}

static void set_defaults(struct link *l, const char *program)
{
    l->program = path_base(program);
    l->output = "a.out";
    l->specialise = true;
    l->opt_level = 2;
    l->error_limit = 20;
    l->color = wants_color();
    platforms_set_default(l);
    strings_add(&l->forced_refs, UNISPEC_OS_PREFIX "unispec_entry64");
}

static bool has_inputs(const struct options *o)
{
    return o->input_count > 0;
}

static int run(struct options *o)
{
    struct link *l = o->link;

    if (!find_libdir(l))
        return EXIT_INTERNAL;
    inputs_resolve(o);
    if (l->errors || !check_product(l))
        return EXIT_INPUT;
    if (o->reproduce) {
        reproduce_write(o);
        if (l->errors)
            return EXIT_INPUT;
    }
    return process_supervise(l, link_image, inputs_diagnose, o);
}

int main(int argc, char **argv)
{
    static struct link link;
    static struct options options = {.link = &link};

    elf_version(EV_CURRENT);
    set_defaults(&link, argv[0]);
    options_parse(&options, argc, argv);
    if (link.errors)
        return EXIT_USAGE;
    if (options.help)
        options_print_help(link.program);
    else if (options.version)
        print_version(link.program);
    else if (options.manual)
        options_print_manual();
    if (options.help || options.manual || options.version_only ||
        (options.version && !has_inputs(&options)))
        return fflush(stdout) ? EXIT_INPUT : EXIT_OK;
    return run(&options);
}
