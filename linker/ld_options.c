/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Parses a GNU linker's command line by the table options.def. Spelling rules
 * are GNU's: a long option has one dash or two, but one that begins with the
 * letter o needs two (-omagic is -o magic); a one-letter option takes its
 * value glued or as the next word. An unknown option is an error with the
 * nearest name that exists.
 */
#include "ld_options.h"
#include "platforms.h"

#include "trace.h"
#include "trap_table.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum form {
    FORM_FLAG,
    FORM_VALUE,
    FORM_MAYBE,
    FORM_LETTER,
    FORM_GLUED,
    FORM_GLUED_LONG
};

struct option {
    const char *name;
    enum form form;
    void (*handle)(struct options *, const struct option *, const char *);
    const char *data, *metavar;
};

#define HANDLER(name)                                                          \
    static void on_##name(struct options *o, const struct option *option,      \
                          const char *value)
#define UNUSED (void)o, (void)option, (void)value

void options_add_input(struct options *options, enum input_kind kind,
                       const char *text)
{
    struct input *input;

    if (options->input_count == options->input_capacity) {
        size_t capacity =
            options->input_capacity ? 2 * options->input_capacity : 64;
        struct input *grown = must_alloc(capacity * sizeof(*grown));
        if (options->input_count)
            memcpy(grown, options->inputs,
                   options->input_count * sizeof(*grown));
        free(options->inputs);
        options->inputs = grown;
        options->input_capacity = capacity;
    }
    input = &options->inputs[options->input_count++];
    input->kind = kind;
    input->text = must_strdup(text);
}

/* How the option was written, for messages: with the dashes of its form. */
static char *spelled(const struct option *option)
{
    return must_format("%s%s", option->name[1] ? "--" : "-", option->name);
}

HANDLER(why)
{
    (void)option;
    strings_add(&o->link->why, value);
}

HANDLER(print_removed)
{
    UNUSED;
    o->link->print_removed = true;
}

HANDLER(audit)
{
    (void)option;
    o->link->audit_file = must_strdup(value);
}

HANDLER(no_specialise)
{
    UNUSED;
    o->link->specialise = false;
}

HANDLER(unsupported)
{
    (void)option;
    if (!strcmp(value, "warn"))
        o->link->unsupported = UNSUPPORTED_WARN;
    else if (!strcmp(value, "error"))
        o->link->unsupported = UNSUPPORTED_ERROR;
    else if (!strcmp(value, "ignore"))
        o->link->unsupported = UNSUPPORTED_IGNORE;
    else
        link_error(o->link,
                   "--unsupported=%s: unknown value, expected warn, error or "
                   "ignore",
                   value);
}

HANDLER(platform)
{
    (void)option;
    platforms_parse(o->link, value);
}

/*
 * Such an image calls functions of the kernel that its program does not:
 * LLD is told to take them.
 */
static void set_build(struct options *o, enum build build,
                      const char *const *needed)
{
    if (o->link->build != BUILD_NORMAL && o->link->build != build)
        link_error(o->link,
                   "--guard and --trace exclude each other; link twice");
    if (o->link->build == build)
        return;
    o->link->build = build;
    for (; *needed; needed++) {
        strings_add(&o->link->forced_refs, *needed);
        strings_take(&o->lld, must_format("--undefined=%s", *needed));
    }
}

HANDLER(guard)
{
    static const char *const needed[] = {TRAP_FUNCTION_NAME, NULL};

    (void)option;
    (void)value;
    set_build(o, BUILD_GUARD, needed);
}

HANDLER(trace)
{
    static const char *const needed[] = {TRACE_NAMES, NULL};

    (void)option;
    (void)value;
    set_build(o, BUILD_TRACE, needed);
}

HANDLER(output)
{
    (void)option;
    o->link->output = must_strdup(value);
}

HANDLER(relocatable)
{
    UNUSED;
    o->link->relocatable = true;
}

HANDLER(strip_all)
{
    UNUSED;
    o->link->strip_all = true;
}

HANDLER(strip_debug)
{
    UNUSED;
    o->link->strip_debug = true;
}

HANDLER(lld_flag)
{
    (void)value;
    strings_add(&o->lld, option->data);
}

HANDLER(lld_value)
{
    strings_take(&o->lld, must_format("%s=%s", option->data, value));
}

HANDLER(lld_glued)
{
    strings_take(&o->lld, must_format("%s%s", option->data, value));
}

HANDLER(lld_separate)
{
    strings_add(&o->lld, option->data);
    strings_add(&o->lld, value);
}

HANDLER(lld_maybe)
{
    if (value)
        on_lld_value(o, option, value);
}

HANDLER(map)
{
    (void)option;
    o->link->map_file = must_strdup(value);
}

HANDLER(search)
{
    (void)option;
    if (value[0] == '=' && o->sysroot_flag)
        strings_take(&o->search,
                     must_format("%s%s", o->sysroot_flag, value + 1));
    else
        strings_add(&o->search, value[0] == '=' ? value + 1 : value);
}

HANDLER(library)
{
    (void)option;
    options_add_input(o, INPUT_LIBRARY, value);
}

HANDLER(sysroot)
{
    (void)option;
    o->sysroot_flag = must_strdup(value);
}

HANDLER(group)
{
    bool start = !strcmp(option->data, "--start-group");

    (void)value;
    if (start == (o->group_depth > 0)) {
        link_error(o->link, start
                                ? "nested --start-group; close the first one"
                                : "stray --end-group; it has no --start-group");
        return;
    }
    o->group_depth = start;
    options_add_input(o, INPUT_STATE, option->data);
}

HANDLER(state)
{
    (void)value;
    options_add_input(o, INPUT_STATE, option->data);
}

HANDLER(trace_files)
{
    UNUSED;
    o->trace_files = true;
}

HANDLER(reproduce)
{
    (void)option;
    o->reproduce = must_strdup(value);
}

HANDLER(undefined)
{
    strings_add(&o->link->forced_refs, value);
    on_lld_value(o, option, value);
}

HANDLER(entry)
{
    (void)option;
    strings_add(&o->link->forced_refs, value);
    strings_take(&o->lld, must_format("--undefined=%s", value));
    link_remark(o->link,
                "-e %s: kept, but the image is entered in the kernel, which "
                "calls main",
                value);
}

HANDLER(wrap)
{
    (void)option;
    strings_add(&o->link->forced_refs, value);
    strings_take(&o->link->forced_refs, must_format("__wrap_%s", value));
    strings_take(&o->lld, must_format("--wrap=%s", value));
}

/* Each identifier of the expression may be a symbol. */
HANDLER(defsym)
{
    const char *p = strchr(value, '=');

    (void)option;
    if (!p || p == value || !p[1]) {
        link_error(o->link, "--defsym=%s: expected SYMBOL=EXPRESSION", value);
        return;
    }
    while (*++p) {
        size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTU"
                             "VWXYZ0123456789_.$");
        if (!n)
            continue;
        if (!isdigit((unsigned char)*p))
            strings_take(&o->link->forced_refs, must_strndup(p, n));
        p += n - 1;
    }
    strings_take(&o->lld, must_format("--defsym=%s", value));
}

/* Keywords about dynamic linking and layout have no meaning in an image. */
HANDLER(keyword)
{
    static const char *const known[] = {"now",
                                        "lazy",
                                        "relro",
                                        "norelro",
                                        "defs",
                                        "undefs",
                                        "text",
                                        "notext",
                                        "textoff",
                                        "noexecstack",
                                        "execstack",
                                        "origin",
                                        "nodelete",
                                        "nodlopen",
                                        "nodump",
                                        "nodefaultlib",
                                        "initfirst",
                                        "interpose",
                                        "global",
                                        "combreloc",
                                        "nocombreloc",
                                        "copyreloc",
                                        "nocopyreloc",
                                        "separate-code",
                                        "noseparate-code",
                                        "separate-loadable-segments",
                                        "ibt",
                                        "shstk",
                                        "ibtplt",
                                        "force-ibt",
                                        "cet-report",
                                        "unique-symbol",
                                        "nounique-symbol",
                                        "indirect-extern-access",
                                        "extern-protected-data",
                                        "noextern-protected-data",
                                        "pack-relative-relocs",
                                        "nopack-relative-relocs",
                                        "keep-text-section-prefix",
                                        "nokeep-text-section-prefix",
                                        "gnustack",
                                        "nognustack",
                                        "rela",
                                        "rel",
                                        "wxneeded",
                                        "hazardplt",
                                        "retpolineplt",
                                        "ifunc-noplt",
                                        "dynamic-undefined-weak",
                                        "nodynamic-undefined-weak",
                                        "sectionheader",
                                        "nostart-stop-gc",
                                        "start-stop-gc",
                                        "memory-seal",
                                        "nomemory-seal"};
    static const char *const known_values[] = {
        "max-page-size=", "common-page-size=",
        "stack-size=",    "start-stop-visibility=",
        "cet-report=",    "dead-reloc-in-nonalloc=",
        "bti-report=",    "pauth-report=",
        "gcs=",           "isa-level"};

    (void)option;
    if (!strcmp(value, "muldefs")) {
        strings_add(&o->lld, "--allow-multiple-definition");
        return;
    }
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        if (!strcmp(value, known[i]))
            return;
    for (size_t i = 0; i < sizeof(known_values) / sizeof(*known_values); i++)
        if (str_starts(value, known_values[i]))
            return;
    link_warn(o->link, "unknown -z value: %s; it is ignored", value);
}

HANDLER(linker_level)
{
    (void)option;
    if (!value || !*value)
        return;
    if (!strchr("0123", value[0]) || value[1]) {
        link_error(o->link, "-O%s: unknown level, expected 0 to 3", value);
        return;
    }
    strings_take(&o->lld, must_format("-O%c", value[0] > '2' ? '2' : *value));
}

static void set_lto_level(struct options *o, const char *spelling,
                          const char *value)
{
    if (!value || !*value || !strchr("0123", value[0]) || value[1])
        link_error(o->link, "%s%s: unknown level, expected 0 to 3", spelling,
                   value ? value : "");
    else
        o->link->opt_level = (unsigned)(value[0] - '0');
}

HANDLER(lto_level)
{
    (void)option;
    set_lto_level(o, "--lto-O", value);
}

HANDLER(plugin_option)
{
    (void)option;
    if (value[0] == 'O' && isdigit((unsigned char)value[1]) && !value[2])
        set_lto_level(o, "--plugin-opt=O", value + 1);
    else if (str_starts(value, "mcpu=") || value[0] == '-')
        if (!str_starts(value, "-fresolution=") &&
            !str_starts(value, "-pass-through="))
            strings_take(&o->lld, must_format("--plugin-opt=%s", value));
}

HANDLER(time_trace)
{
    (void)option;
    strings_take(&o->lld, value ? must_format("--time-trace=%s", value)
                                : must_format("--time-trace=%s.time-trace",
                                              o->link->output));
}

HANDLER(fatal_warnings)
{
    (void)value;
    o->link->fatal_warnings = option->data != NULL;
    strings_add(&o->lld,
                option->data ? "--fatal-warnings" : "--no-fatal-warnings");
}

HANDLER(no_warnings)
{
    UNUSED;
    o->link->no_warnings = true;
    strings_add(&o->lld, "--no-warnings");
}

HANDLER(error_limit)
{
    char *end;
    unsigned long n;

    errno = 0;
    n = strtoul(value, &end, 10);
    (void)option;
    if (!isdigit((unsigned char)*value) || *end || errno || n > 1000000)
        link_error(o->link, "--error-limit=%s: expected a number", value);
    else
        o->link->error_limit = (unsigned)n;
}

HANDLER(color)
{
    const char *when = value ? value : option->data;

    if (!strcmp(when, "always"))
        o->link->color = true;
    else if (!strcmp(when, "never"))
        o->link->color = false;
    else if (!strcmp(when, "auto"))
        o->link->color = isatty(STDERR_FILENO);
    else
        link_error(o->link,
                   "--color-diagnostics=%s: unknown value, expected auto, "
                   "always or never",
                   when);
}

HANDLER(verbose)
{
    UNUSED;
    o->link->verbose = true;
}

HANDLER(show_version)
{
    (void)value;
    o->version = true;
    o->version_only |= option->data != NULL;
}

HANDLER(manual)
{
    UNUSED;
    o->manual = true;
}

HANDLER(help)
{
    UNUSED;
    o->help = true;
}

HANDLER(emulation)
{
    (void)option;
    if (strcmp(value, "elf_x86_64") && strcmp(value, "elf_x86_64_sol2"))
        link_error(o->link,
                   "unknown emulation: %s; images are made for elf_x86_64 "
                   "only",
                   value);
}

HANDLER(format)
{
    if (strcmp(value, "elf") && strcmp(value, "default") &&
        strcmp(value, "elf64-x86-64"))
        link_error(o->link,
                   "%s %s: input format is not supported, expected "
                   "elf64-x86-64",
                   spelled(option), value);
}

HANDLER(ignored)
{
    UNUSED;
}

HANDLER(ignored_with_note)
{
    link_remark(o->link,
                "%s=%s is ignored: an image exports no dynamic "
                "symbols",
                spelled(option), value);
}

HANDLER(unresolved)
{
    if (value && !strcmp(value, "report-all"))
        return;
    link_warn(o->link,
              "%s%s%s is ignored: an undefined symbol is always an error",
              spelled(option), value ? "=" : "", value ? value : "");
}

HANDLER(rejected)
{
    (void)value;
    link_error(o->link, "%s is not supported: %s", spelled(option),
               option->data);
}

#define GROUP(title)
#define OPTION(name, form, handler, data, metavar, help)                       \
    {name, FORM_##form, on_##handler, data, metavar},
static const struct option table[] = {
#include "options.def"
};
#undef GROUP
#undef OPTION

enum { TABLE_SIZE = sizeof(table) / sizeof(*table) };

struct words {
    struct options *options;
    const struct strings *list;
    size_t next;
};

static bool takes_next_word(const struct option *option)
{
    return option->form == FORM_VALUE || option->form == FORM_LETTER;
}

static void apply(struct words *w, const struct option *option,
                  const char *value)
{
    if (!value && takes_next_word(option)) {
        if (w->next == w->list->count) {
            link_error(w->options->link, "%s: missing argument, expected %s",
                       spelled(option),
                       option->metavar ? option->metavar : "a value");
            return;
        }
        value = w->list->items[w->next++];
    }
    option->handle(w->options, option, value);
}

/* Long options, and one-letter ones that stand alone: "name", "name=V". */
static bool parse_whole(struct words *w, const char *body)
{
    size_t n = strcspn(body, "=");

    for (size_t i = 0; i < TABLE_SIZE; i++) {
        const struct option *option = &table[i];
        bool equal =
            strlen(option->name) == n && !strncmp(option->name, body, n);
        if (equal && !body[n]) {
            apply(w, option, NULL);
            return true;
        }
        if (equal && n > 1 &&
            (option->form == FORM_VALUE || option->form == FORM_MAYBE)) {
            apply(w, option, body + n + 1);
            return true;
        }
        if (option->form == FORM_GLUED_LONG && str_starts(body, option->name)) {
            apply(w, option, body + strlen(option->name));
            return true;
        }
    }
    return false;
}

static bool parse_letter(struct words *w, const char *body)
{
    for (size_t i = 0; i < TABLE_SIZE; i++) {
        const struct option *option = &table[i];
        if (option->form != FORM_LETTER && option->form != FORM_GLUED)
            continue;
        if (option->name[0] == body[0] && body[1]) {
            apply(w, option, body + 1);
            return true;
        }
    }
    return false;
}

/* Levenshtein distance of A and B, with one row of the matrix. */
static size_t distance(const char *a, const char *b)
{
    size_t n = strlen(b), row[64];

    if (n >= 64)
        return 64;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 0; a[i]; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < n; j++) {
            size_t best = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (diagonal + 1 < best)
                best = diagonal + 1;
            row[j + 1] = best;
        }
    }
    return row[n];
}

static void report_unknown(struct link *l, const char *word)
{
    size_t dashes = strspn(word, "-"), best = 64;
    size_t n = strcspn(word + dashes, "=");
    char *name = must_strndup(word + dashes, n);
    const struct option *nearest = NULL;

    for (size_t i = 0; i < TABLE_SIZE; i++) {
        size_t d = table[i].name[1] ? distance(name, table[i].name) : 64;
        if (d < best) {
            best = d;
            nearest = &table[i];
        }
    }
    if (nearest && best <= (n > 9 ? 3 : n / 3))
        link_error(l, "unknown argument '%s', did you mean '%.*s%s%s'", word,
                   (int)dashes, word, nearest->name, word + dashes + n);
    else
        link_error(l, "unknown argument '%s'; see '%s --help'", word,
                   l->program);
    free(name);
}

static void parse_word(struct words *w, const char *word)
{
    bool two = word[0] == '-' && word[1] == '-';

    if (word[0] != '-') {
        options_add_input(w->options, INPUT_FILE, word);
        return;
    }
    if (!word[1]) {
        link_error(w->options->link,
                   "-: reading an input from stdin is not supported; name a "
                   "file");
        return;
    }
    /* -oNAME is -o NAME whatever NAME is; --oformat has two dashes. */
    if (two ? parse_whole(w, word + 2)
            : (word[1] != 'o' && parse_whole(w, word + 1)) ||
                  parse_letter(w, word + 1) || parse_whole(w, word + 1))
        return;
    report_unknown(w->options->link, word);
}

/* -r analyses nothing: there is no program yet. */
static void check_relocatable(const struct options *o)
{
    const struct link *l = o->link;
    const char *wrong = l->audit_file                ? "--audit"
                        : l->why.count               ? "--why"
                        : l->print_removed           ? "--print-removed"
                        : l->build == BUILD_GUARD    ? "--guard"
                        : l->build == BUILD_TRACE    ? "--trace"
                        : !l->specialise             ? "--no-specialise"
                                                     : NULL;

    if (wrong)
        link_error(o->link,
                   "%s is about an image, -r makes an object; give it to the "
                   "final link",
                   wrong);
}

void options_parse(struct options *options, int argc, char **argv)
{
    struct words words = {.options = options, .list = &options->arguments};

    response_expand(options->link, argc - 1, argv + 1, &options->arguments);
    while (words.next < options->arguments.count)
        parse_word(&words, options->arguments.items[words.next++]);
    if (options->group_depth)
        link_error(options->link, "unclosed --start-group; add --end-group");
    if (options->link->build != BUILD_NORMAL && !options->link->specialise)
        link_error(options->link, "--no-specialise excludes --guard and "
                                  "--trace: there is no analysis to test; "
                                  "leave one out");
    if (options->link->relocatable)
        check_relocatable(options);
    options->crosvm = strings_contain(&options->link->platforms, "crosvm");
}
