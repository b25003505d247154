/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * LLD's command line for one image, or one object (-r). An image's layout
 * follows from what monitors accept (see README.md, "Layout"): one
 * non-relocatable ELF64, headers and constants first, code, then data and bss,
 * packed in the file, no segments but PT_LOAD, PT_NOTE, PT_TLS and PT_PHDR.
 */
#include "ld_options.h"

#include <unispec/os_symbol.h>

#include <string.h>

static void add_layout(const struct options *o, struct strings *args)
{
    static const char *const fixed[] = {"-m",
                                        "elf_x86_64",
                                        "-static",
                                        "--no-pie",
                                        "--gc-sections",
                                        "-z",
                                        "norelro",
                                        "-z",
                                        "nognustack",
                                        "-z",
                                        "max-page-size=4096",
                                        "-z",
                                        "noseparate-code",
                                        "-z",
                                        "nostart-stop-gc",
                                        "--no-eh-frame-hdr",
                                        "--build-id=none",
                                        "--hash-style=gnu"};

    for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
        strings_add(args, fixed[i]);
    strings_take(args, must_format("--image-base=%s",
                                   o->crosvm ? "0x200000" : "0x100000"));
    strings_add(args, "--entry=" UNISPEC_OS_PREFIX "unispec_entry64");
    /* LLD would keep _init and _fini, which only a dynamic loader calls */
    strings_add(args, "-init=unispec_none");
    strings_add(args, "-fini=unispec_none");
}

static void add_messages(const struct options *o, struct strings *args)
{
    strings_take(args, must_format("--error-limit=%u", o->link->error_limit));
    strings_take(args, must_format("--color-diagnostics=%s",
                                   o->link->color ? "always" : "never"));
}

static void add_llvm_option(struct strings *args, const char *text)
{
    strings_add(args, "-mllvm");
    strings_add(args, text);
}

static void add_lto(const struct options *o, struct strings *args)
{
    strings_add(args, "--fat-lto-objects");
    strings_take(args, must_format("--lto-O%u", o->link->opt_level));
    strings_take(args, must_format("--load-pass-plugin=%s/unispec-lto.so",
                                   o->link->libdir));
    if (o->link->specialise) {
        /* What nothing refers to is merged all the same: it is removed in our
         * phase, and so the audit knows of it. */
        add_llvm_option(args, "-compute-dead=false");
        /* Calls within one source file were inlined when it was compiled, by
         * the compiler's own limit. First: the user's -mllvm wins. */
        if (link_saves_bytes(o->link)) {
            add_llvm_option(args, "-inlinedefault-threshold=100");
            /* The compiler vectorised already; here it finds next to nothing
             * in a fifth of the optimiser's time. */
            add_llvm_option(args, "-vectorize-slp=false");
            /* A text that ends another is in it; but a call goes where the
             * source and the audit say, not to where that jumps. */
            strings_add(args, "-O2");
            strings_add(args, "--no-branch-to-branch");
        }
    }
    /* native.c learns from it which files and members are linked */
    strings_add(args, "--trace");
}

static void add_relocatable(const struct options *o, struct strings *args)
{
    strings_add(args, "-r");
    strings_add(args, "-m");
    strings_add(args, "elf_x86_64");
    if (o->trace_files)
        strings_add(args, "--trace");
}

static void add_sysroot(const char *sysroot, struct strings *args)
{
    strings_add(args, "--no-whole-archive");
    strings_add(args, "--start-group");
    strings_take(args, must_format("%s/lib/libc.a", sysroot));
    strings_take(args, must_format("%s/lib/libkernel.a", sysroot));
    strings_take(args, must_format("%s/lib/libbuiltins.a", sysroot));
    strings_add(args, "--end-group");
}

void lld_arguments(const struct options *o, struct strings *args)
{
    const char *sysroot = o->link->sysroot;

    strings_add(args, o->link->program);
    add_messages(o, args);
    if (o->link->relocatable) {
        add_relocatable(o, args);
    } else {
        add_layout(o, args);
        add_lto(o, args);
    }
    for (size_t i = 0; i < o->lld.count; i++)
        strings_add(args, o->lld.items[i]);
    if (o->link->strip_debug || o->link->strip_all)
        strings_add(args, "--strip-debug");
    if (o->link->map_file)
        strings_take(args, must_format("--Map=%s", o->link->map_file));
    strings_add(args, "-o");
    strings_add(args, o->link->temporary);
    if (!o->link->relocatable)
        strings_take(args, must_format("%s/lib/crt0.o", sysroot));
    for (size_t i = 0; i < o->input_count; i++)
        strings_add(args, o->inputs[i].text);
    if (!o->link->relocatable)
        add_sysroot(sysroot, args);
}
