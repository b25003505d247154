/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The unispec command: finds the subcommand in commands.def, parses its
 * options and runs it. Called as unispec-run (a symbolic link) it is
 * `unispec run` in the form of a CMake cross-compiling emulator.
 */
#include "manual.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COMMAND(name) extern const struct command command_##name;
#include "commands.def"
#undef COMMAND

static const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "commands.def"
#undef COMMAND
};
enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

static void print_usage(FILE *out)
{
    fputs("usage: unispec COMMAND [options] ...\n\ncommands:\n", out);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(out, "  %-8s %s\n", commands[i]->name, commands[i]->summary);
    fputs(
        "\n'unispec COMMAND --help' lists the options of a command;\n"
        "'unispec --version' prints the version; --print-manual [COMMAND] and\n"
        "--print-completion print manual pages (roff) and a script for bash\n",
        out);
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (!strcmp(commands[i]->name, name))
            return commands[i];
    return NULL;
}

static int unknown_command(struct tool *tool, const char *name)
{
    const struct command *best = NULL;
    unsigned nearest = 3;
    for (size_t i = 0; i < COMMANDS; i++) {
        unsigned d = edit_distance(name, commands[i]->name, 2);
        if (d < nearest) {
            nearest = d;
            best = commands[i];
        }
    }
    if (best)
        tool_error(tool, "unknown command '%s', did you mean '%s'", name,
                   best->name);
    else
        tool_error(tool, "unknown command '%s'", name);
    tool_note("see 'unispec --help'");
    return STATUS_USAGE;
}

static int run_command(struct tool *tool, const struct command *command,
                       int argc, char **argv, bool prefix_only)
{
    struct arguments arguments = {0};
    void *options = tool_alloc(command->options_size);
    int status = options_parse(tool, command, argc, argv, prefix_only, options,
                               &arguments);
    if (status < 0)
        status = command->run(tool, options, &arguments);
    options_free(command, options, &arguments);
    free(options);
    return status;
}

/* `unispec --print-manual [COMMAND]` */
static int print_manual(struct tool *tool, const char *name)
{
    const struct command *command = name ? find_command(name) : NULL;

    if (name && !command)
        return unknown_command(tool, name);
    if (command)
        manual_print_command(stdout, command);
    else
        manual_print_main(stdout, commands, COMMANDS);
    return STATUS_OK;
}

static int dispatch(struct tool *tool, int argc, char **argv)
{
    if (argc < 2) {
        print_usage(stderr);
        return STATUS_USAGE;
    }
    if (!strcmp(argv[1], "--help")) {
        print_usage(stdout);
        return STATUS_OK;
    }
    if (!strcmp(argv[1], "--version")) {
        puts("unispec " UNISPEC_VERSION);
        return STATUS_OK;
    }
    if (!strcmp(argv[1], "--print-manual"))
        return print_manual(tool, argv[2]);
    if (!strcmp(argv[1], "--print-completion")) {
        completion_print(stdout, commands, COMMANDS);
        return STATUS_OK;
    }
    const struct command *command = find_command(argv[1]);
    if (!command)
        return unknown_command(tool, argv[1]);
    return run_command(tool, command, argc - 1, argv + 1, false);
}

/*
 * unispec-run is called by build systems, which give it no options: they come
 * from UNISPEC_RUN_OPTIONS, words with spaces between.
 */
static int run_emulator(struct tool *tool, int argc, char **argv)
{
    const char *options = getenv("UNISPEC_RUN_OPTIONS");
    char *text = tool_format("%s", options ? options : ""), *rest = text;
    char **words =
        tool_alloc(((size_t)argc + strlen(text) + 2) * sizeof(*words));
    int count = 0;
    words[count++] = argv[0];
    for (char *word; (word = strtok_r(rest, " ", &rest));)
        words[count++] = word;
    memcpy(words + count, argv + 1, (size_t)(argc - 1) * sizeof(*words));
    int status = run_command(tool, &command_run, count + argc - 1, words, true);
    free(words);
    free(text);
    return status;
}

/* The parent folder of the one that holds this program. */
static char *find_root(void)
{
    char *path = realpath("/proc/self/exe", NULL);
    for (int level = 0; path && level < 2; level++) {
        char *slash = strrchr(path, '/');
        if (slash)
            *slash = 0;
    }
    return path ? path : tool_format("/");
}

/* A closed descriptor 0, 1 or 2 would be reused for a file or a pipe. */
static void open_standard_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)!open("/dev/null", fd ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    open_standard_descriptors();
    struct tool tool = {.name = "unispec", .root = find_root()};
    const char *slash = argc ? strrchr(argv[0], '/') : NULL;
    const char *called = slash ? slash + 1 : argc ? argv[0] : "";
    int status = !strcmp(called, "unispec-run")
                     ? run_emulator(&tool, argc, argv)
                     : dispatch(&tool, argc, argv);
    free(tool.root);
    if (fflush(stdout)) {
        tool_error(&tool, "cannot write the standard output: %s",
                   strerror(errno));
        return status ? status : STATUS_INPUT;
    }
    return status;
}
