/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Moves bytes between our standard streams and QEMU's pipes until QEMU has
 * ended and everything it wrote is out; one poll loop, no threads.
 *
 * Input goes to the guest only as fast as its 16550 takes it: QEMU reads from
 * the pipe what the receiver has room for. In pipe mode the bytes 0x04, 0x10
 * and 0x16 are quoted by 0x16, a 0x04 follows the last byte, and two 0x10 come
 * first: when the guest sees one it turns the receiver's FIFO on, by which the
 * other one may get lost. Output is
 * read only when the last piece is written, so that a slow reader slows down
 * the guest and nothing is lost. Signals come through a signalfd: one that
 * ends us kills QEMU first.
 */
#include "qemu.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

enum {
    GUEST_EOF = 0x04,
    GUEST_PAD = 0x10,
    GUEST_QUOTE = 0x16,
    INPUT_PIECE = 4096,
    OUTPUT_PIECE = 4096, /* PIPE_BUF: does not block after POLLOUT */
    MESSAGES_MAX = 16384,
    STOP_MS = 3000,    /* from "exit" to QEMU's end */
    REPORT_MS = 10000, /* from "panic" or "trap" to "exit" */
    LEAVE_MS = 1000    /* for the last output after a signal */
};

enum watch {
    WATCH_STDIN,
    WATCH_STDOUT,
    WATCH_INPUT,
    WATCH_OUTPUT,
    WATCH_ERROR,
    WATCH_CONTROL,
    WATCH_SIGNAL,
    WATCHES
};

struct pump {
    const struct console *console;
    struct qemu_process *process;
    struct console_result *result;
    struct terminal terminal;
    struct control_reader control;
    struct pollfd watch[WATCHES];
    int signals; /* signalfd */
    bool input_ended;
    bool killed;
    int64_t deadline; /* ms, 0: none */
    size_t messages_size;
    size_t input_start, input_end, output_start, output_end;
    unsigned char input[2 * INPUT_PIECE + 1]; /* each byte may be quoted */
    char output[OUTPUT_PIECE];
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void end_guest(struct pump *s)
{
    qemu_kill(s->process);
    s->killed = true;
    s->input_ended = true;
}

static void close_end(int *fd)
{
    close(*fd);
    *fd = -1;
}

/* ---- input */

static void put_input(struct pump *s, unsigned char c)
{
    s->input[s->input_end++] = c;
}

static void encode_input(struct pump *s, const unsigned char *data, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (s->console->stdin_pipe &&
            (data[i] == GUEST_EOF || data[i] == GUEST_PAD ||
             data[i] == GUEST_QUOTE))
            put_input(s, GUEST_QUOTE);
        put_input(s, data[i]);
    }
}

static void read_input(struct pump *s)
{
    unsigned char piece[INPUT_PIECE];
    ssize_t got = read(0, piece, sizeof(piece));
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    s->input_start = s->input_end = 0;
    if (got > 0) {
        encode_input(s, piece, (size_t)got);
        return;
    }
    s->input_ended = true;
    if (s->console->stdin_pipe)
        put_input(s, GUEST_EOF);
}

static void write_input(struct pump *s)
{
    ssize_t put = write(s->process->input, s->input + s->input_start,
                        s->input_end - s->input_start);
    if (put > 0) {
        s->input_start += (size_t)put;
    } else if (put < 0 && errno != EINTR && errno != EAGAIN) {
        close_end(&s->process->input); /* QEMU has ended */
        s->input_ended = true;
    }
}

/* ---- output */

static void read_output(struct pump *s)
{
    ssize_t got = read(s->process->output, s->output, sizeof(s->output));
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        close_end(&s->process->output);
        return;
    }
    s->output_start = 0;
    s->output_end = (size_t)got;
}

/* Nobody reads any more: end as a program would that SIGPIPE kills. */
static void output_failed(struct pump *s)
{
    if (errno == EPIPE)
        s->result->signal = SIGPIPE;
    else
        s->result->output_error = errno;
    s->output_start = s->output_end = 0;
    end_guest(s);
}

static void write_output(struct pump *s)
{
    ssize_t put =
        write(1, s->output + s->output_start, s->output_end - s->output_start);
    if (put >= 0)
        s->output_start += (size_t)put;
    else if (errno != EINTR && errno != EAGAIN)
        output_failed(s);
}

/* ---- QEMU's messages and the control port */

static void read_messages(struct pump *s)
{
    char piece[1024];
    ssize_t got = read(s->process->error, piece, sizeof(piece));
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        close_end(&s->process->error);
        return;
    }
    size_t room = MESSAGES_MAX - s->messages_size;
    size_t size = (size_t)got < room ? (size_t)got : room;
    memcpy(s->result->messages + s->messages_size, piece, size);
    s->messages_size += size;
}

static void read_control(struct pump *s)
{
    char piece[1024];
    ssize_t got = read(s->process->control, piece, sizeof(piece));
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        close_end(&s->process->control);
        return;
    }
    struct guest_end *end = &s->result->end;
    bool exited = end->exited, reported = end->panicked || end->trapped;
    control_feed(&s->control, piece, (size_t)got, end);
    if (end->exited && !exited)
        s->deadline = now_ms() + STOP_MS;
    else if (!end->exited && !reported && (end->panicked || end->trapped))
        s->deadline = now_ms() + REPORT_MS;
}

/* ---- signals */

static const int handled_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT,
                                      SIGTSTP};

/* Those that the parent made us ignore (nohup, a shell's &) stay ignored. */
static void catch_signals(struct pump *s, sigset_t *old)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof(handled_signals) / sizeof(handled_signals[0]);
         i++) {
        struct sigaction action;
        if (sigaction(handled_signals[i], NULL, &action) == 0 &&
            action.sa_handler != SIG_IGN)
            sigaddset(&set, handled_signals[i]);
    }
    sigprocmask(SIG_BLOCK, &set, old);
    signal(SIGPIPE, SIG_IGN);
    s->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void pause_all(struct pump *s)
{
    bool was_active = s->terminal.active;
    terminal_leave(&s->terminal);
    kill(s->process->pid, SIGSTOP);
    kill(getpid(), SIGSTOP);
    kill(s->process->pid, SIGCONT); /* here we were continued */
    if (was_active && terminal_owned(0))
        terminal_enter(&s->terminal);
}

static void take_signal(struct pump *s)
{
    struct signalfd_siginfo info;
    if (read(s->signals, &info, sizeof(info)) != sizeof(info))
        return;
    if (info.ssi_signo == SIGTSTP) {
        pause_all(s);
        return;
    }
    if (!s->result->signal)
        s->result->signal = (int)info.ssi_signo;
    end_guest(s);
    s->deadline = now_ms() + LEAVE_MS;
}

/* ---- the loop */

static void set_watch(struct pump *s, enum watch which, bool wanted, int fd,
                      short events)
{
    s->watch[which] = (struct pollfd){.fd = wanted ? fd : -1, .events = events};
}

static void set_watches(struct pump *s)
{
    struct qemu_process *p = s->process;
    bool in_empty = s->input_start == s->input_end;
    bool out_empty = s->output_start == s->output_end;
    set_watch(s, WATCH_STDIN, in_empty && !s->input_ended, 0, POLLIN);
    set_watch(s, WATCH_INPUT, !in_empty, p->input, POLLOUT);
    set_watch(s, WATCH_STDOUT, !out_empty, 1, POLLOUT);
    set_watch(s, WATCH_OUTPUT, out_empty, p->output, POLLIN);
    set_watch(s, WATCH_ERROR, true, p->error, POLLIN);
    set_watch(s, WATCH_CONTROL, true, p->control, POLLIN);
    set_watch(s, WATCH_SIGNAL, true, s->signals, POLLIN);
}

static void serve_watches(struct pump *s)
{
    static void (*const serve[WATCHES])(struct pump *) = {
        [WATCH_STDIN] = read_input,    [WATCH_INPUT] = write_input,
        [WATCH_STDOUT] = write_output, [WATCH_OUTPUT] = read_output,
        [WATCH_ERROR] = read_messages, [WATCH_CONTROL] = read_control,
        [WATCH_SIGNAL] = take_signal,
    };
    for (int i = 0; i < WATCHES; i++)
        if (s->watch[i].fd >= 0 && s->watch[i].revents)
            serve[i](s);
}

static bool finished(const struct pump *s)
{
    const struct qemu_process *p = s->process;
    return p->output < 0 && p->error < 0 && p->control < 0 &&
           s->output_start == s->output_end;
}

/* Returns false when there is nothing left to wait for. */
static bool check_deadline(struct pump *s)
{
    if (!s->deadline || now_ms() < s->deadline)
        return true;
    s->deadline = 0;
    if (s->result->signal)
        return false; /* the reader of our output does not read */
    if (!s->killed && s->process->output >= 0) {
        s->result->stopped = true;
        end_guest(s);
    }
    return true;
}

static int poll_timeout(const struct pump *s)
{
    if (!s->deadline)
        return -1;
    int64_t left = s->deadline - now_ms();
    return left > 0 ? (int)left : 0;
}

static void loop(struct pump *s)
{
    while (!finished(s)) {
        set_watches(s);
        int ready = poll(s->watch, WATCHES, poll_timeout(s));
        if (ready < 0 && errno != EINTR)
            break;
        if (ready > 0)
            serve_watches(s);
        if (!check_deadline(s))
            break;
    }
}

void console_run(const struct console *console, struct qemu_process *process,
                 struct console_result *result)
{
    struct pump *s = tool_alloc(sizeof(*s));
    sigset_t old;
    *s = (struct pump){.console = console,
                       .process = process,
                       .result = result,
                       .input_ended = console->no_input};
    *result = (struct console_result){.end.trace = console->trace,
                                      .end.strace = console->strace,
                                      .messages = tool_alloc(MESSAGES_MAX + 1)};
    catch_signals(s, &old);
    fcntl(process->input, F_SETFL, O_NONBLOCK);
    if (console->stdin_pipe && !console->no_input) {
        put_input(s, GUEST_PAD);
        put_input(s, GUEST_PAD);
    }
    if (console->use_terminal)
        terminal_enter(&s->terminal);
    loop(s);
    terminal_leave(&s->terminal);
    if (!finished(s))
        qemu_kill(process);
    result->wait_status = qemu_wait(process);
    close(s->signals);
    sigprocmask(SIG_SETMASK, &old, NULL);
    free(s);
}
