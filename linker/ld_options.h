/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What a command line of ld.unispec says beyond struct link: the inputs in
 * their order, the folders to search, and the options that LLD gets as they
 * are. ld_options.c fills it from the table options.def; ld_inputs.c turns
 * the inputs into files; ld_args.c makes LLD's command line of it.
 */
#ifndef UNISPEC_LD_OPTIONS_H
#define UNISPEC_LD_OPTIONS_H

#include "link.h"

enum input_kind {
    INPUT_FILE,    /* a path */
    INPUT_LIBRARY, /* -lNAME or -l:FILE, not yet searched */
    INPUT_STATE    /* an option whose place counts: --whole-archive, ... */
};

struct input {
    enum input_kind kind;
    char *text; /* path, NAME or :FILE, or the option for LLD */
};

struct options {
    struct link *link;
    struct input *inputs;
    size_t input_count, input_capacity;
    struct strings search;    /* -L, in order */
    struct strings lld;       /* options for LLD, place does not count */
    struct strings arguments; /* the command line after @files */
    const char *sysroot_flag; /* --sysroot=DIR: for -L=DIR */
    const char *reproduce;    /* --reproduce=TAR */
    unsigned group_depth;
    bool trace_files; /* -t */
    bool crosvm;      /* on the platform list */
    bool help, manual, version, version_only;
};

/* Fills OPTIONS and its link; errors are reported and counted. */
void options_parse(struct options *options, int argc, char **argv);
void options_add_input(struct options *options, enum input_kind kind,
                       const char *text);

/* ld_help.c */
void options_print_help(const char *program);
/* The page ld.unispec(1). */
void options_print_manual(void);

/* ld_response.c: ARGS with @files replaced by what they hold. */
void response_expand(struct link *l, int argc, char **argv,
                     struct strings *expanded);

/*
 * ld_inputs.c: drops the host's start files and libraries, searches
 * libraries and looks at each file; what is left in OPTIONS are INPUT_FILE
 * and INPUT_STATE entries that LLD can take.
 */
void inputs_resolve(struct options *options);

/* ld_sniff.c: reports a file that cannot be an input; false then. */
bool input_sniff(struct link *l, const char *path);

/* ld_args.c */
void lld_arguments(const struct options *options, struct strings *args);

/* ld_lld.c: runs LLD and the LTO callback in this process. 0: ok. */
int lld_run(struct options *options);

/* ld_relocatable.c: writes the object of -r to the temporary. 0: ok. */
int relocatable_link(struct options *options);

/*
 * ld_diagnose.c: reads the bitcode of every input of the user and reports
 * what is damaged, struct options as argument. Returns whether there is any.
 */
bool inputs_diagnose(void *options);

/* ld_unwind.c: no unwind tables for M's functions, if nothing reads them. */
void unwind_tables_drop(LLVMModuleRef m);

/* ld_reproduce.c: writes --reproduce=TAR. */
void reproduce_write(const struct options *options);

#endif
