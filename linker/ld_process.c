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
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the child tells the parent. */
struct shared {
    char phase[64];
    bool unnamed_error;
    bool progress; /* a line of progress is on the terminal */
};

/* Of jemalloc, where it is linked: a fifth of a small link was page faults. */
const char *malloc_conf = "thp:always,metadata_thp:always,narenas:1";

static struct shared *shared;
static volatile sig_atomic_t child;

void phase_enter(const char *name)
{
    if (shared)
        snprintf(shared->phase, sizeof(shared->phase), "%s", name);
}

void process_note_unnamed_error(void)
{
    if (shared)
        shared->unnamed_error = true;
}

void progress_clear(void)
{
    static const char clear[] = "\r\033[K";

    if (!shared || !shared->progress)
        return;
    shared->progress = false;
    (void)!write(STDERR_FILENO, clear, sizeof(clear) - 1);
}

static void on_end(int signal)
{
    if (child > 0)
        kill((pid_t)child, SIGKILL);
    progress_clear();
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

    if (signal)
        link_error(l, "internal error: %s during %s%s", strsignal(signal),
                   shared->phase, signal == SIGKILL ? " (out of memory?)" : "");
    else
        link_error(l, "internal error: status %d during %s",
                   WEXITSTATUS(status), shared->phase);
    link_note(l, "to report it, add --reproduce=FILE.tar to the command line "
                 "and attach that file");
    return EXIT_INTERNAL;
}

/* Somebody ended the child, not a mistake of ours: end in the same way. */
static void follow(int status)
{
    int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
        if (signal == ends[i])
            raise(signal);
}

/* One line, rewritten: not in logs, and not where every link is quick. */
static void progress_show(const struct link *l, unsigned seconds)
{
    char line[160];
    int n = snprintf(line, sizeof(line), "\r\033[K%s: %.60s: %s, %u s",
                     l->program, path_base(l->output), shared->phase, seconds);

    if (n > 0 && (size_t)n < sizeof(line)) {
        shared->progress = true;
        (void)!write(STDERR_FILENO, line, (size_t)n);
    }
}

/* Until the child has ended; at once where this kernel cannot tell of it. */
static void watch(const struct link *l, pid_t pid)
{
    enum { QUIET_TICKS = 10, TICK = 200 /* ms */ };
    int fd = (int)syscall(SYS_pidfd_open, pid, 0);
    struct pollfd end = {.fd = fd, .events = POLLIN};
    unsigned ticks = 0;
    int ready;

    while (fd >= 0 && ((ready = poll(&end, 1, TICK)) == 0 ||
                       (ready < 0 && errno == EINTR)))
        if (++ticks >= QUIET_TICKS && ticks % 2 == 0)
            progress_show(l, ticks * TICK / 1000);
    progress_clear();
    if (fd >= 0)
        close(fd);
}

static bool wait_for(struct link *l, pid_t pid, int *status)
{
    const char *kind = getenv("TERM");

    if (isatty(STDERR_FILENO) && kind && strcmp(kind, "dumb"))
        watch(l, pid);
    while (waitpid(pid, status, 0) < 0)
        if (errno != EINTR) {
            link_error(l, "internal error: waitpid: %s", strerror(errno));
            return false;
        }
    child = 0;
    return true;
}

static void run_child(pid_t parent, int (*work)(void *), void *argument)
{
    int result;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_INTERNAL);
    result = work(argument);
    fflush(NULL);
    _exit(result); /* no destructors: the memory goes with the process */
}

static pid_t beside;
static int beside_result;

void process_at_once(int (*work)(void *), void *argument)
{
    int result = work(argument);

    if (result) {
        fflush(NULL);
        _exit(result);
    }
}

void process_beside(int (*work)(void *), void *argument)
{
    pid_t parent = getpid();

    fflush(NULL); /* nothing is printed twice */
    beside = fork();
    if (beside == 0)
        run_child(parent, work, argument);
    if (beside < 0)
        beside_result = work(argument);
}

bool process_join(struct link *l)
{
    int status;

    if (beside <= 0)
        return beside_result == 0;
    while (waitpid(beside, &status, 0) < 0)
        if (errno != EINTR) {
            link_error(l, "internal error: waitpid: %s", strerror(errno));
            return false;
        }
    beside = 0;
    if (WIFSIGNALED(status))
        link_error(l, "internal error: %s during %s",
                   strsignal(WTERMSIG(status)), shared->phase);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool share(struct link *l)
{
    void *memory = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED) {
        link_error(l, "internal error: mmap: %s", strerror(errno));
        return false;
    }
    shared = memory;
    phase_enter("start");
    return true;
}

/* A signal finds the temporary file and the child either not yet there or
 * known to on_end(). */
static int start(struct link *l, int (*work)(void *), void *argument)
{
    pid_t parent = getpid(), pid = -1;
    sigset_t blocked, old;
    int result = EXIT_OK;

    sigemptyset(&blocked);
    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
        sigaddset(&blocked, ends[i]);
    sigprocmask(SIG_BLOCK, &blocked, &old);
    catch_ends();
    fflush(NULL);
    if (!output_prepare(l)) {
        result = EXIT_INPUT;
    } else if ((pid = fork()) < 0) {
        link_error(l, "internal error: fork: %s", strerror(errno));
        result = EXIT_INTERNAL;
    } else if (pid == 0) {
        forget_ends();
        sigprocmask(SIG_SETMASK, &old, NULL);
        run_child(parent, work, argument);
    } else {
        child = pid;
    }
    sigprocmask(SIG_SETMASK, &old, NULL);
    return result;
}

static int start_and_wait(struct link *l, int (*work)(void *),
                          bool (*diagnose)(void *), void *argument)
{
    int result = start(l, work, argument), status;
    pid_t pid = child;

    if (result != EXIT_OK)
        return result;
    if (!wait_for(l, pid, &status))
        return EXIT_INTERNAL;
    follow(status);
    if (!WIFEXITED(status) || WEXITSTATUS(status) >= EXIT_INTERNAL)
        return diagnose(argument) ? EXIT_INPUT : report_crash(l, status);
    if (WEXITSTATUS(status) == EXIT_INPUT && shared->unnamed_error)
        diagnose(argument);
    return WEXITSTATUS(status);
}

int process_supervise(struct link *l, int (*work)(void *),
                      bool (*diagnose)(void *), void *argument)
{
    int result = EXIT_INTERNAL;

    if (share(l))
        result = start_and_wait(l, work, diagnose, argument);
    if (result == EXIT_OK && !output_commit(l))
        result = EXIT_INPUT;
    output_discard();
    return result;
}
