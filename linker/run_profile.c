/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The process that samples. It ends when QEMU does, whatever the reason, so
 * that a guest that is stopped from the keyboard leaves a profile, too.
 */
#include "run_profile.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SAMPLE_NS = 1000000, FREE_FD = 10 /* QEMU's are below */ };

struct profile {
    const char *path;
    FILE *file;
    int ours, qemus;
    pid_t sampler; /* 0: not started */
};

static bool make_sockets(struct profile *p)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
        return false;
    p->ours = fcntl(ends[0], F_DUPFD_CLOEXEC, FREE_FD);
    p->qemus = fcntl(ends[1], F_DUPFD_CLOEXEC, FREE_FD);
    close(ends[0]);
    close(ends[1]);
    return p->ours >= 0 && p->qemus >= 0;
}

static void close_ends(struct profile *p)
{
    if (p->ours >= 0)
        close(p->ours);
    if (p->qemus >= 0)
        close(p->qemus);
    p->ours = p->qemus = -1;
}

struct profile *profile_open(const struct tool *tool, const char *path)
{
    struct profile *p = tool_alloc(sizeof(*p));
    *p = (struct profile){.path = path, .ours = -1, .qemus = -1};
    if ((p->file = fopen(path, "we")) && make_sockets(p))
        return p;
    tool_error(tool, "cannot write %s: %s", path, strerror(errno));
    profile_close(p);
    return NULL;
}

int profile_fd(const struct profile *p)
{
    return p->qemus;
}

static int sample(const struct tool *tool, const struct image *image,
                  struct profile *p)
{
    static struct stub_sample seen;
    static struct stub stub;
    const struct timespec pause = {.tv_nsec = SAMPLE_NS};
    struct symbols *symbols = symbols_open(image);
    struct fold fold = {0};
    uint64_t frames[PROFILE_FRAMES];
    bool running;
    stub.fd = p->ours;
    for (running = stub_begin(&stub); running;) {
        nanosleep(&pause, NULL);
        running = stub_sample(&stub, &seen);
        if (running)
            fold_add(&fold, frames,
                     stack_callers(image, symbols, &seen, frames));
    }
    fold_write(&fold, symbols, p->file);
    bool written = !fflush(p->file) && !ferror(p->file);
    if (written)
        tool_note("%s: %zu samples, one each %d ms", p->path, fold.count,
                  SAMPLE_NS / 1000000);
    else
        tool_error(tool, "cannot write %s: %s", p->path, strerror(errno));
    fold_free(&fold);
    symbols_close(symbols);
    return written ? 0 : STATUS_INPUT;
}

/* What ends the command ends QEMU, and by this the sampler. */
static void ignore_ends(void)
{
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
}

bool profile_start(const struct tool *tool, const struct image *image,
                   struct profile *p)
{
    fflush(NULL);
    p->sampler = fork();
    if (p->sampler == 0) {
        close(p->qemus);
        ignore_ends();
        _exit(sample(tool, image, p));
    }
    close_ends(p);
    if (p->sampler > 0)
        return true;
    tool_error(tool, "cannot start the sampling: %s", strerror(errno));
    return false;
}

bool profile_close(struct profile *p)
{
    int status = 0;
    if (!p)
        return true;
    close_ends(p);
    while (p->sampler > 0 && waitpid(p->sampler, &status, 0) < 0 &&
           errno == EINTR)
        ;
    if (p->file)
        fclose(p->file);
    free(p);
    return status == 0;
}
