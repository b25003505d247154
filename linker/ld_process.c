/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The supervisor. LLD ends the process on a fatal error, LLVM may crash on
 * damaged bitcode, the machine may run out of memory: so the link runs in a
 * child, and the parent, which touches neither, always lives to remove the
 * temporary output and to say what happened. A signal that ends the parent
 * ends the child first.
 */
#include "ld_process.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PHASE_SIZE = 64 };

static char *phase; /* shared with the child */
static volatile sig_atomic_t child;

void phase_enter(const char *name)
{
    if (phase)
        snprintf(phase, PHASE_SIZE, "%s", name);
}

static void on_end(int signal)
{
    if (child > 0)
        kill((pid_t)child, SIGKILL);
    output_discard();
    sigaction(signal, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
    raise(signal);
}

static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};

/* The parent cleans up after itself; the child dies of what it gets. */
static void catch_ends(void)
{
    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
        struct sigaction old;
        if (!sigaction(ends[i], NULL, &old) && old.sa_handler == SIG_IGN)
            continue;
        sigaction(ends[i], &(struct sigaction){.sa_handler = on_end}, NULL);
    }
}

static void forget_ends(void)
{
    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
        struct sigaction old;
        if (!sigaction(ends[i], NULL, &old) && old.sa_handler == on_end)
            sigaction(ends[i], &(struct sigaction){.sa_handler = SIG_DFL},
                      NULL);
    }
}

static int report_crash(struct link *l, int status)
{
    int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

    if (signal == SIGINT || signal == SIGTERM || signal == SIGHUP) {
        output_discard();
        raise(signal);
    }
    if (signal)
        link_error(l, "internal error: %s during %s%s", strsignal(signal),
                   phase, signal == SIGKILL ? " (out of memory?)" : "");
    else
        link_error(l, "internal error: status %d during %s",
                   WEXITSTATUS(status), phase);
    link_note(l, "to report it, add --reproduce=FILE.tar to the command line "
                 "and attach that file");
    return EXIT_INTERNAL;
}

static int wait_for(struct link *l, pid_t pid)
{
    int status;

    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) {
            link_error(l, "internal error: waitpid: %s", strerror(errno));
            return EXIT_INTERNAL;
        }
    child = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) < EXIT_INTERNAL)
        return WEXITSTATUS(status);
    return report_crash(l, status);
}

int process_supervise(struct link *l, int (*work)(void *), void *argument)
{
    pid_t parent = getpid(), pid;
    int result;

    phase = mmap(NULL, PHASE_SIZE, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (phase == MAP_FAILED) {
        phase = NULL;
        link_error(l, "internal error: mmap: %s", strerror(errno));
        return EXIT_INTERNAL;
    }
    phase_enter("start");
    fflush(NULL);
    catch_ends();
    pid = fork();
    if (pid < 0) {
        link_error(l, "internal error: fork: %s", strerror(errno));
        output_discard();
        return EXIT_INTERNAL;
    }
    if (pid == 0) {
        forget_ends();
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(EXIT_INTERNAL);
        result = work(argument);
        fflush(NULL);
        _exit(result); /* no destructors: the memory goes with the process */
    }
    child = pid;
    result = wait_for(l, pid);
    if (result == EXIT_OK && !output_commit(l))
        result = EXIT_INPUT;
    output_discard();
    return result;
}
