/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec run: checks the image and the options, boots it under QEMU with the
 * console on our standard streams, and ends with the status of the program.
 * All that can be wrong is found before QEMU is started.
 */
#include "command.h"
#include "crash_report.h"
#include "image_read.h"
#include "monitor.h"
#include "qemu.h"
#include "run_profile.h"
#include "run_strace.h"
#include "run_trace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define SCRIPT_INITRD "initrd.cpio"

struct run_options {
    const char *memory, *machine, *vmm, *accel, *initrd, *qemu, *trace;
    const char *net, *share, *gdb, *profile;
    struct option_list env, disks;
    bool dry_run, verbose, strace;
};

#define OPTION(name, letter, kind, value, field, help)                         \
    {                                                                          \
        name, letter, kind, value, offsetof(struct run_options, field), help   \
    }

static const struct option_spec run_option_table[] = {
    OPTION("memory", 'm', OPTION_STRING, "SIZE", memory,
           "memory of the guest, with K, M or G (default 64M)"),
    OPTION("initrd", 0, OPTION_STRING, "DIR|CPIO", initrd,
           "initial files: a folder, or a cpio archive (newc)"),
    OPTION("env", 'e', OPTION_LIST, "K=V", env,
           "variable for the program's environment; repeatable"),
    OPTION("disk", 0, OPTION_LIST, "FILE[:PATH]", disks,
           "raw disk image, as /dev/vda; its ext3 at PATH (default /disk)"),
    OPTION("net", 0, OPTION_STRING, "KIND", net,
           "user, user,hostfwd=tcp::8080-:80 or tap=NAME; and an address with "
           ",ip=ADDRESS::GATEWAY:NETMASK"),
    OPTION("share", 0, OPTION_STRING, "DIR[:PATH]", share,
           "folder of the host that the guest sees at PATH (default /share)"),
    OPTION("machine", 0, OPTION_STRING, "NAME", machine,
           "microvm (default), q35 or pc"),
    OPTION("accel", 0, OPTION_STRING, "NAME", accel,
           "auto (default: KVM where it is quick), kvm or tcg"),
    OPTION("vmm", 0, OPTION_STRING, "NAME", vmm,
           "monitor: qemu (default), or with --dry-run firecracker or "
           "cloud-hypervisor"),
    OPTION("qemu", 0, OPTION_STRING, "PROGRAM", qemu,
           "QEMU to start (default qemu-system-x86_64)"),
    OPTION("trace", 0, OPTION_STRING, "FILE", trace,
           "write what ran to FILE, as lines of JSON; the image has to be "
           "linked with --trace"),
    OPTION("gdb", 0, OPTION_STRING, "PORT|PATH", gdb,
           "stop before the first instruction until gdb comes to this port, "
           "or socket of this name"),
    OPTION("strace", 0, OPTION_FLAG, NULL, strace,
           "print each system call, its arguments and its result on stderr; "
           "the image has to be linked with --trace"),
    OPTION("profile", 0, OPTION_STRING, "FILE", profile,
           "write folded stacks to FILE, for flame graphs; see below"),
    OPTION("dry-run", 'n', OPTION_FLAG, NULL, dry_run,
           "print the monitor's command line and stop"),
    OPTION("verbose", 'v', OPTION_FLAG, NULL, verbose,
           "say on stderr what is started, and what QEMU says"),
};

/* One run, from checked options to the monitor's command line. */
struct run {
    const struct tool *tool;
    const struct run_options *options;
    const struct arguments *arguments;
    struct image image;
    struct qemu_setup setup;
    struct console console;
    struct initrd initrd;
    struct guest_devices devices;
    struct profile *profile;
    char *cmdline, *kvm_reason; /* owned */
    char **argv;
};

/* ---- options */

static bool one_of(const char *text, const char *const *names)
{
    for (; *names; names++)
        if (!strcmp(text, *names))
            return true;
    return false;
}

/* Bytes of "64M", 0 if that is not a size. */
static uint64_t parse_size(const char *text)
{
    char *end;
    if (*text < '0' || *text > '9')
        return 0;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    unsigned shift = *end == 'K' || *end == 'k'   ? 10
                     : *end == 'M' || *end == 'm' ? 20
                     : *end == 'G' || *end == 'g' ? 30
                                                  : 0;
    if (errno || !shift || end[1] || number > UINT64_MAX >> 1 >> shift)
        return 0;
    return (uint64_t)number << shift;
}

static bool check_environment(const struct run *r)
{
    for (size_t i = 0; i < r->options->env.count; i++) {
        const char *item = r->options->env.items[i];
        if (*item == '=' || !strchr(item, '=')) {
            tool_error(r->tool, "--env=%s: not of the form NAME=VALUE", item);
            return false;
        }
    }
    return true;
}

static bool check_choice(const struct run *r, const char *option,
                         const char *value, const char *const *names,
                         const char *listed)
{
    if (one_of(value, names))
        return true;
    tool_error(r->tool, "--%s=%s: not supported; there is: %s", option, value,
               listed);
    return false;
}

/* A port, or a path that a socket's address can hold. */
static bool check_gdb(const struct run *r)
{
    const char *where = r->options->gdb;
    bool port = where && *where && !where[strspn(where, "0123456789")];

    if (where && r->options->profile) {
        tool_error(r->tool, "--profile and --gdb cannot be used together: "
                            "QEMU has one stub");
        return false;
    }
    if (!where)
        return true;
    if (port ? strlen(where) < 6 && atoi(where) > 0 && atoi(where) < 65536
             : *where &&
                   strlen(where) < sizeof(((struct sockaddr_un){0}).sun_path))
        return true;
    tool_error(r->tool,
               "--gdb=%s: no port from 1 to 65535, and no path that "
               "is short enough for a socket; give one of them",
               where);
    return false;
}

/* The other words are for a shell. */
static void say_gdb(const struct run *r)
{
    const char *where = r->options->gdb;
    bool port = where && !where[strspn(where, "0123456789")];
    char *target = tool_format("target remote %s%s", port ? "localhost:" : "",
                               where ? where : "");
    char *script = tool_format("%s/lib/unispec/gdb.py", r->tool->root);
    char *const words[] = {
        "gdb", (char *)r->image.path, "-x",  script,     "-ex", target,
        "-ex", "break main",          "-ex", "continue", NULL};
    char *text = where ? qemu_command_text(words) : NULL;

    if (where)
        tool_note("%s", text);
    if (where)
        tool_note("unispec-threads lists the program's threads there");
    free(text);
    free(script);
    free(target);
}

/* The others have no control port: nothing would tell the status. */
static bool check_monitor(const struct run *r)
{
    const struct run_options *o = r->options;

    if (!o->vmm || !strcmp(o->vmm, "qemu") || o->dry_run)
        return true;
    tool_error(r->tool, "--vmm=%s: works with --dry-run only", o->vmm);
    tool_note("it prints what starts the monitor");
    return false;
}

static bool check_options(struct run *r)
{
    const struct run_options *o = r->options;
    static const char *const machines[] = {"microvm", "q35", "pc", NULL};
    static const char *const accels[] = {"auto", "kvm", "tcg", NULL};
    static const char *const vmms[] = {"qemu", "firecracker",
                                       "cloud-hypervisor", NULL};
    r->setup.machine = o->machine ? o->machine : "microvm";
    r->setup.accelerator = o->accel ? o->accel : "auto";
    r->setup.program = o->qemu ? o->qemu : "qemu-system-x86_64";
    r->setup.memory = parse_size(o->memory ? o->memory : "64M");
    if (!r->setup.memory) {
        tool_error(r->tool, "--memory=%s: not a size such as 64M", o->memory);
        return false;
    }
    return check_choice(r, "machine", r->setup.machine, machines,
                        "microvm, q35, pc") &&
           check_choice(r, "accel", r->setup.accelerator, accels,
                        "auto, kvm, tcg") &&
           check_choice(r, "vmm", o->vmm ? o->vmm : "qemu", vmms,
                        "qemu, firecracker, cloud-hypervisor") &&
           check_monitor(r) && check_environment(r) && check_gdb(r);
}

static bool check_memory(const struct run *r, uint64_t load_end)
{
    uint64_t need = load_end + r->initrd.size;
    if (need <= r->setup.memory)
        return true;
    tool_error(r->tool,
               "%s: needs %llu KiB%s, the guest has %llu KiB of memory",
               r->image.path, (unsigned long long)(need + 1023) / 1024,
               r->initrd.size ? " with its initial files" : "",
               (unsigned long long)r->setup.memory / 1024);
    tool_note("give more with --memory=SIZE");
    return false;
}

/* ---- the guest's command line and the console */

/*
 * The terminal is the guest's only when both ends of the console are on it:
 * echo is output, and would end up in the pipe.
 */
static void choose_console(struct run *r)
{
    bool in = isatty(0), out = isatty(1);
    r->console.use_terminal = in && out && terminal_owned(0);
    r->console.stdin_pipe = !(in && out);
    r->console.no_input = in && !terminal_owned(0); /* in the background */
}

static bool make_cmdline(struct run *r)
{
    const char *slash = strrchr(r->image.path, '/');
    char *share = r->devices.share
                      ? tool_format("%s:%s", SHARE_TAG, r->devices.mount)
                      : NULL;
    struct guest_words words = {
        .name = slash ? slash + 1 : r->image.path,
        .environment = &r->options->env,
        .arguments = r->arguments->rest,
        .argument_count = r->arguments->rest_count,
        .stdin_pipe = r->console.stdin_pipe,
        .stdout_pipe = !isatty(1),
        .share = share,
        .strace = r->options->strace,
        .devices = &r->devices,
    };
    r->cmdline = guest_cmdline(&words);
    free(share);
    r->setup.cmdline = r->cmdline;
    size_t length = strlen(r->cmdline);
    if (length < GUEST_CMDLINE_MAX)
        return true;
    tool_error(r->tool,
               "arguments and environment are too long: %zu bytes quoted, at "
               "most %d",
               length, GUEST_CMDLINE_MAX - 1);
    tool_note("put long input into a file of --initrd, or on the standard "
              "input");
    return false;
}

static void choose_accelerator(struct run *r)
{
    if (strcmp(r->setup.accelerator, "auto"))
        return;
    bool quick = kvm_probe(&r->kvm_reason);
    r->setup.accelerator = quick ? "kvm" : "tcg";
    if (r->options->verbose)
        tool_note("KVM: %s; using %s", r->kvm_reason, r->setup.accelerator);
}

/* ---- the three ends of a run */

/* A packed folder is a file of the working folder in a script. */
static void print_initrd(const struct run *r)
{
    char *const quoted[] = {(char *)r->options->initrd, NULL};
    char *folder;
    if (!r->initrd.packed)
        return;
    folder = qemu_command_text(quoted);
    printf("(cd %s && find . -mindepth 1 -printf '%%P\\n' | LC_ALL=C sort "
           "| cpio -o -H newc -R 0:0 --quiet) >" SCRIPT_INITRD "\n",
           folder);
    free(folder);
}

static int print_other(struct run *r)
{
    bool firecracker = !strcmp(r->options->vmm, "firecracker");
    if (r->initrd.packed)
        r->setup.initrd = SCRIPT_INITRD;
    if (firecracker ? !firecracker_check(r->tool, &r->setup)
                    : !cloud_hypervisor_check(r->tool, &r->setup))
        return STATUS_USAGE;
    print_initrd(r);
    if (firecracker)
        firecracker_print(&r->setup);
    else
        cloud_hypervisor_print(&r->setup);
    return STATUS_OK;
}

/* A script for a shell: console on the terminal, control port on stderr. */
static int print_command(struct run *r)
{
    if (r->options->vmm && strcmp(r->options->vmm, "qemu"))
        return print_other(r);
    print_initrd(r);
    char *text = qemu_command_text(r->argv);
    printf("%s %d>&2", text, QEMU_CONTROL_FD);
    if (r->initrd.packed)
        printf(" %d<" SCRIPT_INITRD, QEMU_INITRD_FD);
    putchar('\n');
    free(text);
    return STATUS_OK;
}

static int report_start(const struct run *r, int error)
{
    tool_error(r->tool, "cannot start %s: %s", r->setup.program,
               strerror(error));
    if (error == ENOENT && !r->options->qemu)
        tool_note("install QEMU: apt-get install qemu-system-x86");
    return STATUS_INPUT;
}

static void print_messages(const char *messages)
{
    for (const char *line = messages; *line;) {
        int length = (int)strcspn(line, "\n");
        tool_note("%.*s", length, line);
        line += length + (line[length] == '\n');
    }
}

/* QEMU ended, and the guest had said nothing about its end. */
static int report_silence(const struct run *r,
                          const struct console_result *result)
{
    int status = result->wait_status;
    if (WIFSIGNALED(status))
        tool_error(r->tool, "%s: QEMU was killed by signal %d (%s)",
                   r->image.path, WTERMSIG(status),
                   strsignal(WTERMSIG(status)));
    else if (WEXITSTATUS(status) == 1 && *result->messages)
        tool_error(r->tool, "%s: QEMU failed; it says:", r->image.path);
    else
        tool_error(r->tool,
                   "%s: the guest reset without an exit status (QEMU's "
                   "status %d); --gdb stops it before its start",
                   r->image.path, WEXITSTATUS(status));
    print_messages(result->messages);
    return STATUS_INTERNAL;
}

static int judge(const struct run *r, const struct console_result *result)
{
    const struct guest_end *end = &result->end;
    if (result->signal)
        return 128 + result->signal;
    if (result->output_error) {
        tool_error(r->tool, "cannot write the standard output: %s",
                   strerror(result->output_error));
        return STATUS_INPUT;
    }
    if (end->panicked || end->trapped)
        crash_report(r->tool, &r->image, end);
    if (result->stopped)
        tool_warn(r->tool,
                  "%s: the guest ended but did not power off; "
                  "stopped it",
                  r->image.path);
    if (r->options->verbose)
        print_messages(result->messages);
    if (end->exited)
        return end->status;
    if (end->panicked || end->trapped)
        return crash_status(end);
    return report_silence(r, result);
}

static int boot(struct run *r)
{
    struct qemu_process process;
    struct console_result result;
    if (r->options->verbose) {
        char *text = qemu_command_text(r->argv);
        tool_note("%s", text);
        free(text);
    }
    say_gdb(r);
    int error = qemu_start(&process, r->argv, r->initrd.fd,
                           r->profile ? profile_fd(r->profile) : -1);
    if (error)
        return report_start(r, error);
    bool sampled = !r->profile || profile_start(r->tool, &r->image, r->profile);
    console_run(&r->console, &process, &result);
    strace_close(r->console.strace);
    r->console.strace = NULL;
    int status = judge(r, &result);
    free(result.messages);
    bool traced = trace_close(r->tool, &r->image, r->console.trace);
    r->console.trace = NULL;
    sampled &= profile_close(r->profile);
    r->profile = NULL;
    return (traced && sampled) || status ? status : STATUS_INPUT;
}

static int run_image(struct run *r)
{
    uint64_t load_end;
    const char *path = r->arguments->positional[0];
    if (!check_options(r))
        return STATUS_USAGE;
    int status = devices_parse(r->tool, &r->devices, &r->options->disks,
                               r->options->net, r->options->share);
    if (status)
        return status;
    r->setup.devices = &r->devices;
    if (!image_open(r->tool, &r->image, path) ||
        !image_check_bootable(r->tool, &r->image, &load_end) ||
        !initrd_open(r->tool, &r->initrd, r->options->initrd) ||
        !check_memory(r, load_end))
        return STATUS_INPUT;
    devices_compare(r->tool, &r->devices, &r->image);
    choose_console(r);
    if (!make_cmdline(r))
        return STATUS_INPUT;
    choose_accelerator(r);
    r->setup.image = path;
    r->setup.initrd = r->initrd.path;
    r->setup.gdb = r->options->gdb;
    r->setup.profile = r->options->profile && !r->options->dry_run;
    r->argv = qemu_command(&r->setup);
    if (r->options->dry_run)
        return print_command(r);
    if (r->options->trace &&
        !(r->console.trace = trace_open(r->tool, &r->image, r->options->trace)))
        return STATUS_INPUT;
    if (r->options->strace &&
        !(r->console.strace = strace_open(r->tool, &r->image)))
        return STATUS_INPUT;
    if (r->options->profile &&
        !(r->profile = profile_open(r->tool, r->options->profile)))
        return STATUS_INPUT;
    return boot(r);
}

static int run_main(struct tool *tool, const void *options,
                    const struct arguments *arguments)
{
    struct run r = {.tool = tool,
                    .options = options,
                    .arguments = arguments,
                    .image = {.fd = -1},
                    .initrd = {.fd = -1}};
    int status = run_image(&r);
    image_close(&r.image);
    initrd_close(&r.initrd);
    devices_free(&r.devices);
    profile_close(r.profile);
    strace_close(r.console.strace);
    qemu_command_free(r.argv);
    free(r.cmdline);
    free(r.kvm_reason);
    return status;
}

const struct command command_run = {
    .name = "run",
    .summary = "boot an image in QEMU; its console and exit status are ours",
    .arguments = "IMAGE",
    .details =
        "The exit status is the program's. 1: the image or QEMU cannot be "
        "used, 2: wrong\nusage, 125: the guest ended without a status, "
        "126: it called removed code,\n128+N: ended by signal N.\n"
        "As unispec-run, all words after IMAGE are the program's arguments.\n"
        "--profile stops the guest about each millisecond of its time, at the "
        "end of a\nbasic block under TCG. There are no frame pointers: callers "
        "are what on the stack\nlooks like return addresses, so a stack may "
        "have a frame too many or too few.\n",
    .options = run_option_table,
    .option_count = sizeof(run_option_table) / sizeof(run_option_table[0]),
    .options_size = sizeof(struct run_options),
    .positional_min = 1,
    .positional_max = 1,
    .takes_rest = true,
    .values = "machine=microvm q35 pc\naccel=auto kvm tcg\n"
              "vmm=qemu firecracker cloud-hypervisor",
    .run = run_main,
};
