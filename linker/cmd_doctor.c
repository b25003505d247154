/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec doctor: looks for everything that compiling, linking and running
 * needs, one line each. A check is a function and a line in the table below;
 * what is missing names the Debian package that has it. KVM is reported but
 * never missing: TCG does its work.
 */
#include "command.h"
#include "qemu.h"
#include "subprocess.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LLVM_MAJOR = 22, PROGRAM_MS = 20000 };

/* The folder that holds the tool's parts, below tool->root. */
#define PART_SYSROOT "lib/unispec/sysroot"

struct answer {
    bool good;
    char *text; /* what was found or why not, owned */
};

struct check {
    const char *name;
    struct answer (*run)(const struct tool *tool);
    const char *remedy; /* when it is not good */
};

static struct answer good(char *text)
{
    return (struct answer){true, text};
}

static struct answer bad(char *text)
{
    return (struct answer){false, text};
}

static char *first_line(const char *text)
{
    return tool_format("%.*s", (int)strcspn(text, "\n"), text);
}

static char *part(const struct tool *tool, const char *name)
{
    return tool_format("%s/%s", tool->root, name);
}

/* The file NAME on PATH, owned, or NULL. */
static char *on_path(const char *name)
{
    const char *path = getenv("PATH");
    while (path && *path) {
        size_t length = strcspn(path, ":");
        char *file = tool_format("%.*s/%s", (int)length, path, name);
        if (access(file, X_OK) == 0)
            return file;
        free(file);
        path += length + (path[length] == ':');
    }
    return NULL;
}

/* ---- other people's programs */

/* Runs `PROGRAM --version`; the answer is its first line. */
static struct answer ask_version(const char *program)
{
    struct subprocess_result r;
    subprocess_run((const char *[]){program, "--version", NULL}, PROGRAM_MS,
                   &r);
    if (r.error)
        return bad(tool_format("%s: %s", program, strerror(r.error)));
    if (r.timed_out)
        return bad(tool_format("%s: no answer", program));
    if (r.status)
        return bad(tool_format("%s: status %d", program, r.status));
    return good(first_line(r.text));
}

/* The first number with a dot after it is the major version. */
static int major_version(const char *text)
{
    for (const char *c = text; *c; c++)
        if (*c >= '0' && *c <= '9') {
            char *end;
            long major = strtol(c, &end, 10);
            if (*end == '.')
                return (int)major;
            c = end - 1;
        }
    return -1;
}

static struct answer check_llvm_tool(const char *program)
{
    struct answer a = ask_version(program);
    if (!a.good || major_version(a.text) == LLVM_MAJOR)
        return a;
    char *text =
        tool_format("%s, but version %d is needed", a.text, LLVM_MAJOR);
    free(a.text);
    return bad(text);
}

static struct answer check_clang(const struct tool *tool)
{
    (void)tool;
    return check_llvm_tool("clang-22");
}

static struct answer check_lld(const struct tool *tool)
{
    (void)tool;
    return check_llvm_tool("ld.lld-22");
}

static struct answer check_llvm(const struct tool *tool)
{
    (void)tool;
    return check_llvm_tool("llvm-config-22");
}

static struct answer check_qemu(const struct tool *tool)
{
    (void)tool;
    return ask_version("qemu-system-x86_64");
}

static struct answer check_kvm(const struct tool *tool)
{
    char *reason, *text;
    (void)tool;
    bool usable = kvm_probe(&reason);
    text = tool_format("%s: %s", usable ? "used" : "not used, TCG is", reason);
    free(reason);
    return good(text);
}

/* ---- our own parts */

static struct answer check_file(const struct tool *tool, const char *name,
                                int mode)
{
    char *path = part(tool, name);
    struct answer a = access(path, mode) == 0
                          ? good(tool_format("%s", path))
                          : bad(tool_format("%s: %s", path, strerror(errno)));
    free(path);
    return a;
}

static struct answer check_sysroot(const struct tool *tool)
{
    static const char *const files[] = {
        PART_SYSROOT "/include/stdio.h", PART_SYSROOT "/lib/crt0.o",
        PART_SYSROOT "/lib/libc.a", PART_SYSROOT "/lib/libkernel.a",
        PART_SYSROOT "/lib/libbuiltins.a"};
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        struct answer a = check_file(tool, files[i], R_OK);
        if (!a.good)
            return a;
        free(a.text);
    }
    return good(part(tool, PART_SYSROOT));
}

/* Loads the plugin into clang on an empty file. */
static struct answer check_plugin(const struct tool *tool)
{
    struct answer a = check_file(tool, "lib/unispec.so", R_OK);
    if (!a.good)
        return a;
    struct subprocess_result r;
    char *option = tool_format("-fplugin=%s", a.text);
    subprocess_run((const char *[]){"clang-22", option, "-c", "-x", "c",
                                    "/dev/null", "-o", "/dev/null", NULL},
                   PROGRAM_MS, &r);
    free(option);
    if (!r.error && !r.timed_out && !r.status)
        return a;
    free(a.text);
    char *line =
        r.error ? tool_format("%s", strerror(r.error)) : first_line(r.text);
    char *text = tool_format("clang-22 does not load it: %s", line);
    free(line);
    return bad(text);
}

static struct answer check_linker(const struct tool *tool)
{
    char *path = part(tool, "bin/ld.unispec");
    struct answer a = ask_version(path);
    free(path);
    return a;
}

static struct answer check_lto(const struct tool *tool)
{
    return check_file(tool, "lib/unispec/unispec-lto.so", R_OK);
}

static struct answer check_driver(const struct tool *tool)
{
    return check_file(tool, "bin/unispec-cc", X_OK);
}

static struct answer check_path(const struct tool *tool)
{
    char *found = on_path("ld.unispec");
    (void)tool;
    return found ? good(found)
                 : bad(tool_format("ld.unispec is not on PATH, "
                                   "-fuse-ld=unispec will not find it"));
}

static const struct check checks[] = {
    {"clang", check_clang, "apt-get install clang-22"},
    {"lld", check_lld, "apt-get install lld-22"},
    {"llvm", check_llvm, "apt-get install llvm-22"},
    {"qemu", check_qemu, "apt-get install qemu-system-x86"},
    {"kvm", check_kvm, NULL},
    {"plugin", check_plugin, "build it: cmake --build BUILD"},
    {"ld.unispec", check_linker, "build it: cmake --build BUILD"},
    {"lto pass", check_lto, "build it: cmake --build BUILD"},
    {"unispec-cc", check_driver, "build it: cmake --build BUILD"},
    {"sysroot", check_sysroot, "build it: cmake --build BUILD"},
    {"path", check_path, "add the folder of unispec to PATH"},
};

static int doctor_main(struct tool *tool, const void *options,
                       const struct arguments *arguments)
{
    size_t missing = 0;
    (void)options;
    (void)arguments;
    for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
        struct answer a = checks[i].run(tool);
        printf("%-8s %-11s %s\n", a.good ? "ok" : "missing", checks[i].name,
               a.text);
        if (!a.good) {
            printf("%-8s %-11s >>> %s\n", "", "", checks[i].remedy);
            missing++;
        }
        free(a.text);
        fflush(stdout);
    }
    return missing ? STATUS_INPUT : STATUS_OK;
}

const struct command command_doctor = {
    .name = "doctor",
    .summary = "say what is missing on this machine",
    .arguments = "",
    .details = "The exit status is 0 if nothing is missing, else 1.\n",
    .run = doctor_main,
};
