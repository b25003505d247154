/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec check: holds an image against a policy. Violations go to the
 * standard output; the exit status tells them from a check that could not be
 * made.
 */
#include "audit_path.h"
#include "policy.h"
#include "text_table.h"

#include <stdlib.h>
#include <string.h>

enum { STATUS_VIOLATED = 1, STATUS_TROUBLE = 2 };

struct check_options {
    const char *policy, *format;
};

static const struct option_spec check_option_table[] = {
    {"policy", 'p', OPTION_STRING, "FILE",
     offsetof(struct check_options, policy),
     "what the image may hold, as JSON; COMMANDS.md describes it"},
    {"format", 'f', OPTION_STRING, "NAME",
     offsetof(struct check_options, format), "text (default) or json"},
};

static void print_largest(const json_t *functions)
{
    struct text_table table = {.columns = 3, .right = "rll"};
    const json_t *function;
    size_t i;
    json_array_foreach(functions, i, function)
    {
        char *bytes = tool_format("%lld", audit_number(function, "bytes"));
        char *where = audit_place(function);
        table_row(&table,
                  (const char *[]){bytes, audit_text(function, "name"), where});
        free(bytes);
        free(where);
    }
    if (table.count)
        puts("    largest functions, in bytes:");
    table_print(&table, stdout, 6);
}

static void print_text(const char *image, const struct policy *policy,
                       const json_t *violations)
{
    const json_t *violation;
    size_t i, count = json_array_size(violations);
    json_array_foreach(violations, i, violation)
    {
        print_clean(stdout, policy->path);
        printf(":%lld: ", audit_number(violation, "line"));
        print_clean(stdout, audit_text(violation, "rule"));
        fputs(": ", stdout);
        print_clean(stdout, audit_text(violation, "message"));
        putchar('\n');
        audit_print_frames(audit_array(violation, "why"), 4, stdout);
        print_largest(audit_array(violation, "largest"));
    }
    print_clean(stdout, image);
    if (count)
        printf(": %zu violation%s of ", count, count == 1 ? "" : "s");
    else
        fputs(": keeps to ", stdout);
    print_clean(stdout, policy->path);
    putchar('\n');
}

static int check_image(const struct tool *tool, const char *path,
                       const struct policy *policy, bool as_json)
{
    struct image image;
    if (!image_open(tool, &image, path))
        return STATUS_TROUBLE;
    json_t *audit = audit_read(tool, &image);
    image_close(&image);
    if (!audit)
        return STATUS_TROUBLE;
    json_t *violations = policy_check(policy, audit);
    size_t count = json_array_size(violations);
    if (as_json) {
        json_t *result = json_pack("{s:s, s:s, s:s, s:O}", "schema",
                                   "unispec-check/1", "image", path, "policy",
                                   policy->path, "violations", violations);
        json_dumpf(result, stdout, JSON_INDENT(2));
        putchar('\n');
        json_decref(result);
    } else {
        print_text(path, policy, violations);
    }
    json_decref(violations);
    json_decref(audit);
    return count ? STATUS_VIOLATED : STATUS_OK;
}

static int check_main(struct tool *tool, const void *options,
                      const struct arguments *arguments)
{
    const struct check_options *o = options;
    const char *format = o->format ? o->format : "text";
    bool as_json = !strcmp(format, "json");
    struct policy policy;
    if (!as_json && strcmp(format, "text")) {
        tool_error(tool, "--format=%s: unknown format; there is: text, json",
                   format);
        return STATUS_USAGE;
    }
    if (!o->policy) {
        tool_error(tool, "check needs --policy=FILE");
        tool_note("see 'unispec check --help'");
        return STATUS_USAGE;
    }
    int status =
        policy_read(tool, &policy, o->policy)
            ? check_image(tool, arguments->positional[0], &policy, as_json)
            : STATUS_TROUBLE;
    policy_free(&policy);
    return status;
}

const struct command command_check = {
    .name = "check",
    .summary = "check an image against a policy of what it may hold",
    .arguments = "IMAGE",
    .details = "Exit status: 0 the image keeps to the policy, 1 it does not, "
               "2 the check could not\nbe made (the policy or the image is "
               "wrong).\n",
    .options = check_option_table,
    .option_count = sizeof(check_option_table) / sizeof(check_option_table[0]),
    .options_size = sizeof(struct check_options),
    .positional_min = 1,
    .positional_max = 1,
    .values = "format=text json",
    .run = check_main,
};
