/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * posix_spawn with both outputs on one pipe that is read until it closes or
 * the time is over; then the program's process group is killed.
 */
#include "subprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static long now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000L + t.tv_nsec / 1000000;
}

static int start(const char *const *argv, int output, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, 1);
    posix_spawn_file_actions_adddup2(&files, output, 2);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    int error = posix_spawnp(pid, argv[0], &files, &attributes,
                             (char *const *)argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

/* Reads to the end of the output; false when the time is over first. */
static bool collect(int fd, long end, char *text, size_t size)
{
    size_t used = 0;
    text[0] = 0;
    for (;;) {
        char piece[512];
        struct pollfd watch = {.fd = fd, .events = POLLIN};
        long left = end - now_ms();
        if (left <= 0)
            return false;
        int ready = poll(&watch, 1, (int)left);
        ssize_t got = ready > 0 ? read(fd, piece, sizeof(piece)) : -1;
        if (got == 0)
            return true;
        if (got < 0)
            continue;
        size_t room = size - 1 - used;
        size_t taken = (size_t)got < room ? (size_t)got : room;
        memcpy(text + used, piece, taken);
        used += taken;
        text[used] = 0;
    }
}

void subprocess_run(const char *const *argv, int limit_ms,
                    struct subprocess_result *result)
{
    int fds[2], status = 0;
    pid_t pid;
    memset(result, 0, sizeof(*result));
    if (pipe2(fds, O_CLOEXEC) < 0) {
        result->error = errno;
        return;
    }
    result->error = start(argv, fds[1], &pid);
    close(fds[1]);
    if (!result->error) {
        result->timed_out = !collect(fds[0], now_ms() + limit_ms, result->text,
                                     sizeof(result->text));
        if (result->timed_out)
            kill(-pid, SIGKILL);
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
            ;
        result->status =
            WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }
    close(fds[0]);
}
