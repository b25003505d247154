/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * For the programs that print what a system call did: SHOW() prints the call,
 * its result and the name of the error. They print nothing that differs
 * between two runs or two kernels that are both right.
 */
#ifndef PROC_CHECK_H
#define PROC_CHECK_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static inline const char *check_error(int error)
{
    switch (error) {
    case EPERM:
        return "EPERM";
    case ESRCH:
        return "ESRCH";
    case EINTR:
        return "EINTR";
    case EIO:
        return "EIO";
    case EAGAIN:
        return "EAGAIN";
    case ENOMEM:
        return "ENOMEM";
    case EBUSY:
        return "EBUSY";
    case EINVAL:
        return "EINVAL";
    case EDEADLK:
        return "EDEADLK";
    case ENOSYS:
        return "ENOSYS";
    case EOPNOTSUPP:
        return "EOPNOTSUPP";
    case ETIMEDOUT:
        return "ETIMEDOUT";
    default:
        return strerror(error);
    }
}

/* A call that sets errno. */
#define SHOW(call)                                                             \
    do {                                                                       \
        errno = 0;                                                             \
        long show_ = (long)(call);                                             \
        printf("%s: %ld%s%s\n", #call, show_, show_ == -1 ? " " : "",          \
               show_ == -1 ? check_error(errno) : "");                         \
    } while (0)

/* A call that returns the error. */
#define SHOW_ERROR(call)                                                       \
    do {                                                                       \
        int show_ = (call);                                                    \
        printf("%s: %s\n", #call, show_ ? check_error(show_) : "0");           \
    } while (0)

/* A condition that must hold. */
#define HOLDS(condition)                                                       \
    printf("%s: %s\n", #condition, (condition) ? "yes" : "NO")

static inline int64_t now_ns(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

#endif
