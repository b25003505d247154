/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * QEMU as a child on four pipes: console in and out, its own messages, the
 * control port. It lives in a process group of its own, so that Ctrl-C
 * reaches only us, and dies with us whatever ends us (PR_SET_PDEATHSIG).
 */
#include "qemu.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRST_FREE_FD = 10 }; /* above every descriptor that QEMU gets */

struct pipe_pair {
    int read, write;
};

static int move_up(int fd)
{
    int moved = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FREE_FD);
    close(fd);
    return moved;
}

static int open_pipe(struct pipe_pair *pair)
{
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) < 0)
        return errno;
    pair->read = move_up(fds[0]);
    pair->write = move_up(fds[1]);
    return pair->read < 0 || pair->write < 0 ? EMFILE : 0;
}

enum pipe_use { PIPE_INPUT, PIPE_OUTPUT, PIPE_ERROR, PIPE_CONTROL, PIPE_EXEC };
enum { PIPES = PIPE_EXEC + 1 };

static void close_pipes(struct pipe_pair *pipes)
{
    for (int i = 0; i < PIPES; i++) {
        if (pipes[i].read >= 0)
            close(pipes[i].read);
        if (pipes[i].write >= 0)
            close(pipes[i].write);
    }
}

static void reset_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    for (int s = 1; s < NSIG; s++)
        signal(s, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void child(const struct pipe_pair *pipes, char *const *argv,
                  int initrd_fd, int gdb_fd, pid_t parent)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(STATUS_INTERNAL); /* it ended before the prctl */
    reset_signals();
    if (dup2(pipes[PIPE_INPUT].read, 0) >= 0 &&
        dup2(pipes[PIPE_OUTPUT].write, 1) >= 0 &&
        dup2(pipes[PIPE_ERROR].write, 2) >= 0 &&
        dup2(pipes[PIPE_CONTROL].write, QEMU_CONTROL_FD) >= 0 &&
        (initrd_fd < 0 || dup2(initrd_fd, QEMU_INITRD_FD) >= 0) &&
        (gdb_fd < 0 || dup2(gdb_fd, QEMU_GDB_FD) >= 0))
        execvp(argv[0], argv);
    int error = errno;
    (void)!write(pipes[PIPE_EXEC].write, &error, sizeof(error));
    _exit(STATUS_INTERNAL);
}

/* The errno of the exec, which closes the pipe when it succeeds. */
static int exec_result(int fd)
{
    int error = 0;
    ssize_t got;
    do
        got = read(fd, &error, sizeof(error));
    while (got < 0 && errno == EINTR);
    return got == sizeof(error) ? error : 0;
}

static void take_ends(struct qemu_process *process, struct pipe_pair *pipes)
{
    process->input = pipes[PIPE_INPUT].write;
    process->output = pipes[PIPE_OUTPUT].read;
    process->error = pipes[PIPE_ERROR].read;
    process->control = pipes[PIPE_CONTROL].read;
    pipes[PIPE_INPUT].write = -1;
    pipes[PIPE_OUTPUT].read = -1;
    pipes[PIPE_ERROR].read = -1;
    pipes[PIPE_CONTROL].read = -1;
}

static void close_ends(struct qemu_process *process)
{
    int *ends[] = {&process->input, &process->output, &process->error,
                   &process->control};
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        if (*ends[i] >= 0)
            close(*ends[i]);
        *ends[i] = -1;
    }
}

int qemu_start(struct qemu_process *process, char *const *argv, int initrd_fd,
               int gdb_fd)
{
    struct pipe_pair pipes[PIPES];
    int error = 0;
    for (int i = 0; i < PIPES; i++)
        pipes[i] = (struct pipe_pair){-1, -1};
    *process = (struct qemu_process){-1, -1, -1, -1, -1};
    for (int i = 0; i < PIPES && !error; i++)
        error = open_pipe(&pipes[i]);
    pid_t parent = getpid();
    if (!error && (process->pid = fork()) == 0)
        child(pipes, argv, initrd_fd, gdb_fd, parent);
    if (!error && process->pid < 0)
        error = errno;
    if (!error) {
        close(pipes[PIPE_EXEC].write);
        pipes[PIPE_EXEC].write = -1;
        error = exec_result(pipes[PIPE_EXEC].read);
        take_ends(process, pipes);
        if (error)
            qemu_wait(process);
    }
    close_pipes(pipes);
    return error;
}

void qemu_kill(const struct qemu_process *process)
{
    if (process->pid > 0)
        kill(process->pid, SIGKILL);
}

int qemu_wait(struct qemu_process *process)
{
    int status = 0;
    close_ends(process);
    while (process->pid > 0 && waitpid(process->pid, &status, 0) < 0 &&
           errno == EINTR)
        ;
    process->pid = -1;
    return status;
}
