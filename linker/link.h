/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The context of one link, and the phases that share it. ld_main.c fills the
 * options and runs the phases in order; nothing here is global except the
 * pointer that lets the LTO callback, which LLD calls without an argument of
 * ours, find its link.
 *
 * Strings in the context live as long as the process: a link is one process
 * and ends with it.
 */
#ifndef UNISPEC_LINK_H
#define UNISPEC_LINK_H

#include <jansson.h>
#include <llvm-c/Core.h>
#include <stdbool.h>
#include <stddef.h>

enum unsupported_mode {
    UNSUPPORTED_WARN,
    UNSUPPORTED_ERROR,
    UNSUPPORTED_IGNORE
};

/* What is made of the result of the analysis. */
enum build {
    BUILD_NORMAL,
    BUILD_GUARD, /* --guard: what it rules out is a trap */
    BUILD_TRACE  /* --trace: nothing is removed, what runs is recorded */
};

/* Exit statuses of ld.unispec and unispec; DESIGN, "What a user types". */
enum exit_status {
    EXIT_OK = 0,
    EXIT_INPUT = 1,
    EXIT_USAGE = 2,
    EXIT_INTERNAL = 125
};

struct strings {
    char **items; /* owned */
    size_t count, capacity;
};

/* The section whose bytes image_pack.c has packed; all 0 without one. */
struct packed_data {
    unsigned long long address, size; /* in memory */
    unsigned char *bytes;             /* as they are there */
    uint32_t *cost; /* bytes of the file before each, and before the end */
};

struct link {
    /* Options; the strings live as long as the link. */
    const char *program;      /* last component of argv[0] */
    const char *output;       /* -o */
    const char *libdir;       /* .../lib/unispec */
    const char *sysroot;      /* .../lib/unispec/sysroot */
    const char *audit_file;   /* --audit=FILE or NULL */
    const char *map_file;     /* -Map=FILE or NULL */
    struct strings why;       /* --why=SYM */
    struct strings platforms; /* --platform=LIST, or the default list */
    bool print_removed, specialise, verbose;
    bool strip_all, strip_debug;
    bool relocatable; /* -r: an object, not an image */
    unsigned opt_level; /* of the LTO pipeline */
    enum unsupported_mode unsupported;
    enum build build;

    /* How messages are given; message.c. */
    bool color, fatal_warnings, no_warnings;
    unsigned error_limit; /* 0: none */

    /* Symbols that native code, the command line (-u, -e) or the image's
     * entry needs: the analysis takes each as a root. */
    struct strings native_refs;    /* named by native objects of the link */
    struct strings forced_refs;    /* -u, --entry, --wrap, --defsym */
    struct strings native_objects; /* "file" or "archive(member)" */
    bool native_tls; /* some of them have thread-local variables */
    bool tls;        /* the analysis knows that the image may have a PT_TLS */

    const char *temporary; /* what LLD writes; renamed to output at the end */

    bool texts_begun; /* specialise_texts.c has begun */
    bool packs_data;  /* the image has the code that unpacks its data */
    struct packed_data packed;

    /* Written by link_module(), read by the image phase. */
    json_t *audit; /* owned; NULL until the analysis has run */
    void *result;  /* of analysis/, opaque here */

    unsigned errors, warnings;
};

/* The link in progress; set by ld_main.c around the call of LLD. */
extern struct link *link_current;

/*
 * The LTO phase (lto.c): analyses and specialises the merged module M in
 * place. Returns 0, or -1 after having reported at least one error; the link
 * then stops with exit status 1 and no output file.
 */
int link_module(struct link *l, LLVMModuleRef m);

/* Below --lto-O3 an image spends fewer bytes on speed than the stock pipeline
 * does, which --no-specialise stands for. */
bool link_saves_bytes(const struct link *l);

/* Before code is generated of the optimised module M (lto.c). */
void link_optimised(struct link *l, LLVMModuleRef m);

/*
 * Adds to l->audit what only the finished ELF tells (addresses, sizes):
 * called by the image phase for each defined symbol. Returns false if the
 * audit has no function or variable of that name.
 */
bool audit_add_symbol(struct link *l, const char *name,
                      unsigned long long address, unsigned long long size,
                      const char *section);

/* Messages in LLD's manner: "ld.unispec: error: ..." on stderr; they count. */
void link_error(struct link *l, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void link_warn(struct link *l, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* ">>> " line: context of the message before it. */
void link_note(struct link *l, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "ld.unispec: note: ": information that is not a warning. */
void link_remark(struct link *l, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* strings.c. Memory that runs out ends the process with EXIT_INTERNAL. */
void *must_alloc(size_t size); /* zeroed */
char *must_strdup(const char *s);
char *must_strndup(const char *s, size_t n);
char *must_format(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
void strings_add(struct strings *s, const char *item);
void strings_take(struct strings *s, char *item); /* item becomes owned */
bool strings_contain(const struct strings *s, const char *item);
void strings_sort_unique(struct strings *s);
int strings_compare(const void *a, const void *b); /* of two char *const * */
void strings_free(struct strings *s);
bool str_starts(const char *s, const char *prefix);
bool str_ends(const char *s, const char *suffix);
const char *path_base(const char *path); /* after the last slash */

#endif
