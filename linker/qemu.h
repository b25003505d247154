/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * How `unispec run` boots an image under QEMU, in the order of use:
 *   qemu_kvm.c      is KVM real and quick here?
 *   qemu_initrd.c   the guest's initial files
 *   qemu_cmdline.c  the guest's command line
 *   qemu_command.c  QEMU's argv, and its text for a shell
 *   qemu_process.c  starts QEMU on pipes, waits, kills
 *   qemu_control.c  the lines of the control port: exit status, panic, trap,
 *                   trace (run_trace.c)
 *   qemu_terminal.c the terminal's mode while the guest owns it
 *   qemu_console.c  moves bytes between terminal and guest until the end
 * cmd_run.c holds them together.
 */
#ifndef UNISPEC_QEMU_H
#define UNISPEC_QEMU_H

#include "command.h"
#include "run_devices.h"

#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

/* ---- the initial files */

struct initrd {
    int fd;        /* of a packed folder, else -1 */
    char *path;    /* that QEMU shall open, owned; NULL: none */
    uint64_t size; /* bytes of the archive */
    bool packed;   /* it was made from a folder */
};

/*
 * Packs the folder PATH, or checks the archive PATH; NULL is no initial files.
 * Reports and returns false if that cannot be.
 */
bool initrd_open(const struct tool *tool, struct initrd *initrd,
                 const char *path);
void initrd_close(struct initrd *initrd);

/* ---- the guest's command line */

struct guest_words {
    const char *name;                      /* argv[0] */
    const struct option_list *environment; /* "K=V" */
    char *const *arguments;
    size_t argument_count;
    bool stdin_pipe, stdout_pipe;
    const char *share; /* "TAG:PATH" of a shared folder, or NULL */
    bool strace;       /* a trace image tells of its system calls */
    const struct guest_devices *devices;
};

/* What the boot firmware and the monitors take, the final 0 included. */
enum { GUEST_CMDLINE_MAX = 4096 };

/* The quoted text, owned by the caller. */
char *guest_cmdline(const struct guest_words *words);

/* ---- KVM */

/*
 * Whether the host's KVM runs a guest at a speed that beats TCG. REASON
 * receives the finding as a phrase, owned by the caller.
 */
bool kvm_probe(char **reason);

/* ---- QEMU's own command line */

struct qemu_setup {
    const char *program; /* what to start: a path, or a name on PATH */
    const char *image;
    const char *machine;     /* "microvm", "q35" or "pc" */
    const char *accelerator; /* "kvm" or "tcg" */
    uint64_t memory;         /* bytes */
    const char *initrd;      /* path that QEMU shall open, or NULL */
    const char *cmdline;
    const struct guest_devices *devices;
    const char *gdb; /* port or path of a socket where gdb is waited for */
    bool profile;    /* the stub is on the inherited QEMU_GDB_FD */
};

/* Words of a command line, owned; for qemu_command_text and _free. */
struct words {
    char **items; /* NULL-terminated */
    size_t count;
};
void words_add(struct words *words, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* An option and its value. */
void words_pair(struct words *words, const char *option, const char *format,
                ...) __attribute__((format(printf, 3, 4)));

/* A NULL-terminated argv; free with qemu_command_free. */
char **qemu_command(const struct qemu_setup *setup);
void qemu_command_free(char **argv);
/* ARGV as one line for a shell, owned by the caller. */
char *qemu_command_text(char *const *argv);

/* ---- the process */

/* Where QEMU finds the control port's pipe, a packed initrd, gdb's socket. */
enum { QEMU_CONTROL_FD = 3, QEMU_INITRD_FD = 4, QEMU_GDB_FD = 5 };

struct qemu_process {
    pid_t pid;
    int input, output, error, control; /* our ends, -1 when closed */
};

/*
 * Starts ARGV; INITRD_FD (or -1) becomes QEMU_INITRD_FD, GDB_FD (or -1)
 * QEMU_GDB_FD. Returns 0 or the errno of what failed.
 */
int qemu_start(struct qemu_process *process, char *const *argv, int initrd_fd,
               int gdb_fd);
void qemu_kill(const struct qemu_process *process);
/* Reaps; the status is that of waitpid. */
int qemu_wait(struct qemu_process *process);

/* ---- the control port */

enum { PANIC_REGISTERS = 24, PANIC_FRAMES = 64 };

struct panic_register {
    char name[16];
    uint64_t value;
};

struct guest_end {
    bool exited, panicked, trapped;
    bool frames_begun; /* the panic's registers are complete */
    int status;       /* of "exit N" */
    uint64_t trap_id; /* of "trap id=N" */
    struct panic_register registers[PANIC_REGISTERS];
    size_t register_count;
    uint64_t frames[PANIC_FRAMES]; /* return addresses, innermost first */
    size_t frame_count;
    struct trace_log *trace; /* takes the lines "trace ..."; NULL: nobody */
    struct strace *strace;   /* takes "call ..." and "done ..."; likewise */
};

struct control_reader {
    char line[4096];
    size_t length;
    bool overlong; /* skipping to the end of a line that does not fit */
};

/* Takes bytes of the control port; complete lines go into END. */
void control_feed(struct control_reader *reader, const char *data, size_t size,
                  struct guest_end *end);
/* A register of the panic record; false if it was not there. */
bool panic_register(const struct guest_end *end, const char *name,
                    uint64_t *value);

/* ---- the terminal */

struct terminal {
    bool active;
    struct termios saved;
};

/* Byte-wise input without echo; signals of the keyboard stay. */
void terminal_enter(struct terminal *terminal);
void terminal_leave(struct terminal *terminal);
/* Whether FD is a terminal that this process may use now. */
bool terminal_owned(int fd);

/* ---- the console */

struct console {
    bool stdin_pipe;         /* encode for the guest's pipe mode */
    bool use_terminal;       /* standard input is a terminal in our hands */
    bool no_input;           /* never read the standard input */
    struct trace_log *trace; /* of run_trace.h, or NULL */
    struct strace *strace;   /* of run_strace.h, or NULL */
};

struct console_result {
    struct guest_end end;
    int signal;       /* that ended the run, or 0 */
    int output_error; /* errno of a failed write to standard output */
    bool stopped;     /* the guest said its end but did not stop */
    int wait_status;  /* QEMU's, as of waitpid */
    char *messages;   /* what QEMU wrote to its stderr, owned */
};

/* Runs until QEMU has ended and all of its output is written. */
void console_run(const struct console *console, struct qemu_process *process,
                 struct console_result *result);

#endif
