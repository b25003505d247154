/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the subcommands of unispec share: the context of one invocation, the
 * messages, and the option tables that make both the parser and --help. A
 * subcommand is a constant `struct command`; unispec_main.c finds it in
 * commands.def, parses its options into a zeroed struct of the subcommand's
 * own and calls it.
 */
#ifndef UNISPEC_COMMAND_H
#define UNISPEC_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

/* Exit statuses, the same as those of ld.unispec. */
enum {
    STATUS_OK = 0,
    STATUS_INPUT = 1,
    STATUS_USAGE = 2,
    STATUS_INTERNAL = 125
};

struct tool {
    const char *name; /* in messages: "unispec" */
    char *root;       /* owned; the folder that holds bin/ and lib/ */
};

enum option_kind {
    OPTION_FLAG,   /* bool */
    OPTION_STRING, /* const char *, the last one counts */
    OPTION_LIST    /* struct option_list, every one counts */
};

struct option_list {
    const char **items; /* owned, the strings are argv's */
    size_t count;
};

struct option_spec {
    const char *name; /* without the dashes */
    char letter;      /* short form, or 0 */
    enum option_kind kind;
    const char *value; /* what --help calls the value; NULL for a flag */
    size_t offset;     /* of the field in the subcommand's struct */
    const char *help;
};

/* What is left of argv when the options are gone. */
struct arguments {
    const char **positional; /* owned */
    size_t count;
    char **rest; /* after "--" */
    size_t rest_count;
};

struct command {
    const char *name;
    const char *summary;   /* one line of `unispec --help` */
    const char *arguments; /* "IMAGE SYMBOL" */
    const char *details;   /* text below the options of --help, or NULL */
    const struct option_spec *options;
    size_t option_count;
    size_t options_size; /* of the struct that the offsets refer to */
    size_t positional_min, positional_max;
    bool takes_rest; /* `-- ARGS` is allowed */
    const char *values; /* for completion: "option=a b c", lines; or NULL */
    int (*run)(struct tool *tool, const void *options,
               const struct arguments *arguments);
};

/*
 * Parses argv[1..] by the command's table into OPTIONS. With PREFIX_ONLY the
 * first positional ends the options, as an emulator of CMake's needs: all
 * that follows the program belongs to the program. Returns -1 to go on, else
 * the exit status (help was printed, or an error reported).
 */
int options_parse(struct tool *tool, const struct command *command, int argc,
                  char **argv, bool prefix_only, void *options,
                  struct arguments *arguments);
void options_free(const struct command *command, void *options,
                  struct arguments *arguments);

/* "unispec: error: ..." and the ">>> " lines of context, on stderr. */
void tool_error(const struct tool *tool, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void tool_warn(const struct tool *tool, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void tool_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * Memory that cannot be missing: report and end with STATUS_INTERNAL when the
 * host has none left.
 */
void *tool_alloc(size_t size); /* zeroed */
void *tool_realloc(void *old, size_t size);
char *tool_format(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/*
 * The number of single-character edits from A to B, or LIMIT + 1 if there are
 * more than LIMIT: for "did you mean".
 */
unsigned edit_distance(const char *a, const char *b, unsigned limit);

#endif
