/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The calls of wild_pointers.c: each with the wild pointer p in one of its
 * arguments and valid ones beside it. READERS read what it points to, WRITERS
 * write there, so that a constant is as bad to them. Arguments that go on the
 * stack are long: syscall() takes all of them as such.
 */
#define S(name, ...) C(#name, syscall(SYS_##name, __VA_ARGS__))
#define E(call) C(#call, call)

#define READERS                                                                \
    E(write(file, p, 64))                                                      \
    E(pwrite(file, p, 8, 0))                                                   \
    E(write(ends[1], p, 8))                                                    \
    E(readv(zero, p, 2))                                                       \
    E(writev(file, p, 2))                                                      \
    E(writev(ends[1], &(struct iovec){p, 3}, 1))                               \
    E(syscall(SYS_open, p, O_RDONLY))                                          \
    E(syscall(SYS_mkdir, p, 0700))                                             \
    E(syscall(SYS_rename, "names", p))                                         \
    E(syscall(SYS_unlink, p))                                                  \
    E(syscall(SYS_stat, p, &queue))                                            \
    E(syscall(SYS_readlink, p, constant, 1))                                   \
    E(syscall(SYS_nanosleep, p, NULL))                                         \
    E(syscall(SYS_rt_sigaction, SIGUSR1, p, NULL, 8))                          \
    E(syscall(SYS_sendto, pair[0], p, 8, 0, NULL, 0))                          \
    E(syscall(SYS_sendmsg, pair[0], p, 0))                                     \
    E(syscall(SYS_epoll_ctl, queue, 1, ends[0], p))                            \
    E(syscall(SYS_futex, p, 0, 1, NULL, NULL, 0l))                             \
    S(chdir, p)                                                                \
    S(access, p, 0)                                                            \
    S(lstat, p, good)                                                          \
    S(creat, p, 0600)                                                          \
    S(rename, p, "/x")                                                         \
    S(rmdir, p)                                                                \
    S(link, p, "/x")                                                           \
    S(link, "/proc", p)                                                        \
    S(symlink, p, "/x/y")                                                      \
    S(symlink, "x", p)                                                         \
    S(chmod, p, 0)                                                             \
    S(chown, p, 0, 0)                                                          \
    S(lchown, p, 0, 0)                                                         \
    S(truncate, p, 0)                                                          \
    S(mknod, p, 0100600, 0)                                                    \
    S(statfs, p, good)                                                         \
    S(utime, p, NULL)                                                          \
    S(utime, ".", p)                                                           \
    S(utimes, ".", p)                                                          \
    S(futimesat, HERE, ".", p)                                                 \
    S(utimensat, HERE, ".", p, 0)                                              \
    S(openat, HERE, p, 0)                                                      \
    S(mkdirat, HERE, p, 0)                                                     \
    S(mknodat, HERE, p, 0100600, 0)                                            \
    S(fchownat, HERE, p, 0, 0, 0)                                              \
    S(fchmodat, HERE, p, 0)                                                    \
    S(newfstatat, HERE, p, good, 0)                                            \
    S(unlinkat, HERE, p, 0)                                                    \
    S(renameat, HERE, p, HERE, "/x")                                           \
    S(renameat2, HERE, ".", HERE, p, 0)                                        \
    S(linkat, HERE, p, HERE, "/x", 0)                                          \
    S(symlinkat, p, HERE, "/x/y")                                              \
    S(readlinkat, HERE, p, good, 9)                                            \
    S(faccessat, HERE, p, 0)                                                   \
    S(faccessat2, HERE, p, 0, 0)                                               \
    S(statx, HERE, p, 0, 0xfff, good)                                          \
    S(memfd_create, p, 0)                                                      \
    S(umount2, p, 0)                                                           \
    S(pwritev, file, p, 2, 0, 0)                                               \
    S(preadv, file, p, 2, 0, 0)                                                \
    S(pwritev2, file, p, 2, 0, 0, 0)                                           \
    S(preadv2, file, p, 2, 0, 0, 0)                                            \
    S(vmsplice, ends[1], p, 2, 0)                                              \
    S(bind, pair[0], p, 16)                                                    \
    S(connect, pair[0], p, 16)                                                 \
    S(sendmmsg, pair[0], p, 1, 0)                                              \
    S(setsockopt, pair[0], SOL_SOCKET, SO_RCVBUF, p, 4)                        \
    S(fcntl, file, F_SETLK, p)                                                 \
    S(fcntl, file, F_OFD_SETLK, p)                                             \
    S(rt_sigprocmask, SIG_BLOCK, p, NULL, 8)                                   \
    S(rt_sigsuspend, p, 8)                                                     \
    S(rt_sigtimedwait, p, NULL, &tick, 8)                                      \
    S(rt_sigqueueinfo, getpid(), SIGWINCH, p)                                  \
    S(rt_tgsigqueueinfo, getpid(), getpid(), SIGWINCH, p)                      \
    S(sigaltstack, p, NULL)                                                    \
    S(signalfd, -1, p, 8)                                                      \
    S(signalfd4, -1, p, 8, 0)                                                  \
    S(clock_nanosleep, CLOCK_MONOTONIC, 0, p, NULL)                            \
    S(setitimer, ITIMER_REAL, p, NULL)                                         \
    S(timer_settime, timer, 0, p, NULL)                                        \
    S(timerfd_settime, clock_file, 0, p, NULL)                                 \
    S(timer_create, CLOCK_MONOTONIC, p, &timer)                                \
    S(setrlimit, RLIMIT_CORE, p)                                               \
    S(prlimit64, 0, RLIMIT_CORE, p, NULL)                                      \
    S(setgroups, 1, p)                                                         \
    S(capset, p, good)                                                         \
    S(sched_setparam, 0, p)                                                    \
    S(sched_setscheduler, 0, SCHED_OTHER, p)                                   \
    S(sched_setaffinity, 0, 8, p)                                              \
    S(prctl, 15, p, 0, 0, 0)                                                   \
    S(ppoll, NULL, 0, p, NULL, 8)                                              \
    S(ppoll, NULL, 0, &tick, p, 8)                                             \
    S(select, 0, NULL, NULL, NULL, p)                                          \
    S(select, 8, p, NULL, NULL, zeros)                                         \
    S(select, 8, NULL, p, NULL, zeros)                                         \
    S(select, 8, NULL, NULL, p, zeros)                                         \
    S(pselect6, 0, NULL, NULL, NULL, p, NULL)                                  \
    S(pselect6, 0, NULL, NULL, NULL, &tick, p)                                 \
    S(epoll_pwait, queue, good, 1, 0, p, 8l)                                   \
    S(epoll_pwait2, queue, good, 1, p, NULL, 8l)                               \
    S(futex, zeros, 0, 0, p, NULL, 0l)                                         \
    S(futex, zeros, 5, 1, 1, p, 0l)                                            \
    S(splice, file, p, ends[1], NULL, 1, 0)                                    \
    S(sendfile, pair[0], file, p, 1)                                           \
    S(copy_file_range, file, p, file, NULL, 1, 0)

#define WRITERS                                                                \
    E(read(zero, p, 64))                                                       \
    E(pread(file, p, 8, 0))                                                    \
    E(read(ends[0], p, 4))                                                     \
    E(readv(zero, &(struct iovec){p, 3}, 1))                                   \
    E(syscall(SYS_stat, "/", p))                                               \
    E(syscall(SYS_fstat, file, p))                                             \
    E(syscall(SYS_getcwd, p, 100))                                             \
    E(syscall(SYS_pipe, p))                                                    \
    E(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, p))                          \
    E(syscall(SYS_uname, p))                                                   \
    E(syscall(SYS_getrandom, p, 8, 0))                                         \
    E(syscall(SYS_getdents64, folder, p, 1000))                                \
    E(syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, p))                     \
    E(syscall(SYS_recvfrom, pair[1], p, 4, 0, NULL, NULL))                     \
    E(syscall(SYS_poll, p, 1, 0))                                              \
    E(syscall(SYS_ioctl, pair[1], 0x541b, p))                                  \
    E(syscall(SYS_getrlimit, 7, p))                                            \
    E(syscall(SYS_sysinfo, p))                                                 \
    S(lstat, ".", p)                                                           \
    S(newfstatat, HERE, ".", p, 0)                                             \
    S(statx, HERE, ".", 0, 0xfff, p)                                           \
    S(statfs, "/", p)                                                          \
    S(fstatfs, folder, p)                                                      \
    S(readlink, "link", p, 9)                                                  \
    S(readlinkat, HERE, "link", p, 9)                                          \
    S(getdents, folder, p, 1000)                                               \
    S(pipe2, p, 0)                                                             \
    S(getsockname, pair[0], p, memset(good, 1, 4))                             \
    S(getsockname, pair[0], good, p)                                           \
    S(getpeername, pair[0], good, p)                                           \
    S(getsockopt, pair[0], SOL_SOCKET, SO_TYPE, p, memset(good, 4, 4))         \
    S(getsockopt, pair[0], SOL_SOCKET, SO_TYPE, good, p)                       \
    S(recvmsg, pair[1], p, MSG_DONTWAIT)                                       \
    S(recvmmsg, pair[1], p, 1, MSG_DONTWAIT, NULL)                             \
    S(fcntl, file, F_GETLK, p)                                                 \
    S(ioctl, ends[0], 0x541b, p)                                               \
    S(rt_sigaction, SIGUSR2, NULL, p, 8)                                       \
    S(rt_sigprocmask, 0, NULL, p, 8)                                           \
    S(rt_sigpending, p, 8)                                                     \
    S(sigaltstack, NULL, p)                                                    \
    S(clock_getres, CLOCK_MONOTONIC, p)                                        \
    S(gettimeofday, p, NULL)                                                   \
    S(gettimeofday, NULL, p)                                                   \
    S(time, p)                                                                 \
    S(times, p)                                                                \
    S(getitimer, ITIMER_REAL, p)                                               \
    S(setitimer, ITIMER_REAL, zeros, p)                                        \
    S(timer_gettime, timer, p)                                                 \
    S(timer_settime, timer, 0, zeros, p)                                       \
    S(timer_create, CLOCK_MONOTONIC, NULL, p)                                  \
    S(timerfd_gettime, clock_file, p)                                          \
    S(timerfd_settime, clock_file, 0, zeros, p)                                \
    S(getrusage, RUSAGE_SELF, p)                                               \
    S(prlimit64, 0, RLIMIT_CORE, NULL, p)                                      \
    S(getresuid, p, good, good)                                                \
    S(getresuid, good, p, good)                                                \
    S(getresuid, good, good, p)                                                \
    S(getresgid, p, good, good)                                                \
    S(getresgid, good, p, good)                                                \
    S(getresgid, good, good, p)                                                \
    S(capget, p, good)                                                         \
    S(sched_getparam, 0, p)                                                    \
    S(sched_rr_get_interval, 0, p)                                             \
    S(sched_getaffinity, 0, 8, p)                                              \
    S(getcpu, p, NULL)                                                         \
    S(getcpu, NULL, p)                                                         \
    S(prctl, 16, p, 0, 0, 0)                                                   \
    S(arch_prctl, 0x1003, p)                                                   \
    S(get_robust_list, 0, p, good)                                             \
    S(get_robust_list, 0, good, p)                                             \
    S(mincore, page, 1, p)                                                     \
    S(ppoll, p, 1, zeros, NULL, 8)                                             \
    S(epoll_wait, queue, p, 1, 0)                                              \
    S(preadv, file, &(struct iovec){p, 3}, 1, 0, 0)                            \
    S(recvfrom, pair[1], p, 4, MSG_DONTWAIT | MSG_PEEK, NULL, NULL)
