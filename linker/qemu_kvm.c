/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Finds out whether KVM is real and quick: /dev/kvm may be there and not
 * work, or be emulated and slower than TCG. A child process makes a virtual
 * machine and runs 12 bytes of 16-bit code: a counted loop (how fast are
 * plain instructions?) and I/O exits (how dear is the console?). It has a time
 * limit, because a broken KVM may hang. Nothing is remembered between calls.
 */
#include "qemu.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    PROBE_MS = 100,     /* for the whole probe */
    LOOP_COUNT = 10000, /* iterations of two instructions */
    LOOP_MAX_US = 400,  /* a processor takes 10, TCG 50, an emulator 10000 */
    LOOP_TRIES = 3,     /* the host may be busy */
    EXITS = 32,
    EXIT_MAX_US = 60, /* one exit to user space */
    GUEST_BYTES = 4096,
    GUEST_START = 0x1000
};

/* mov ecx, LOOP_COUNT; dec ecx; jnz -4; out 0x10, al; jmp -4 */
static const unsigned char guest_code[] = {0x66,
                                           0xb9,
                                           LOOP_COUNT & 255,
                                           LOOP_COUNT >> 8 & 255,
                                           LOOP_COUNT >> 16 & 255,
                                           0,
                                           0x66,
                                           0x49,
                                           0x75,
                                           0xfc,
                                           0xe6,
                                           0x10,
                                           0xeb,
                                           0xfc};

/* What the child tells: a failed step with its errno, or two times. */
struct finding {
    const char *step; /* NULL: it ran */
    int error;
    int64_t loop_us, exit_us;
};

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static struct finding failed(const char *step)
{
    return (struct finding){.step = step, .error = errno};
}

/* Real mode, code at GUEST_START with a flat segment 0. */
static bool set_registers(int cpu)
{
    struct kvm_sregs segments;
    struct kvm_regs registers = {.rip = GUEST_START, .rflags = 2};
    if (ioctl(cpu, KVM_GET_SREGS, &segments) < 0)
        return false;
    segments.cs.base = 0;
    segments.cs.selector = 0;
    return ioctl(cpu, KVM_SET_SREGS, &segments) == 0 &&
           ioctl(cpu, KVM_SET_REGS, &registers) == 0;
}

/* Microseconds of one run to the next exit, or -1. */
static int64_t time_exit(int cpu, const struct kvm_run *state)
{
    int64_t start = now_us();
    bool good =
        ioctl(cpu, KVM_RUN, 0) == 0 && state->exit_reason == KVM_EXIT_IO;
    return good ? now_us() - start : -1;
}

/* The least of several measurements: the host may be busy. */
static struct finding measure(int cpu, const struct kvm_run *state)
{
    struct finding f = {.loop_us = INT64_MAX, .exit_us = INT64_MAX};
    for (int i = 0; i < LOOP_TRIES && f.loop_us > LOOP_MAX_US; i++) {
        int64_t spent = set_registers(cpu) ? time_exit(cpu, state) : -1;
        if (spent < 0)
            return failed("running a guest");
        f.loop_us = spent < f.loop_us ? spent : f.loop_us;
        if (spent > 8 * LOOP_MAX_US)
            break; /* not the host's load */
    }
    for (int i = 0; i < EXITS; i++) {
        int64_t spent = time_exit(cpu, state);
        if (spent < 0)
            return failed("running a guest");
        f.exit_us = spent < f.exit_us ? spent : f.exit_us;
    }
    return f;
}

/* Runs in the child; what it opens ends with it. */
static struct finding probe(void)
{
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (kvm < 0)
        return failed("opening /dev/kvm");
    if (ioctl(kvm, KVM_GET_API_VERSION, 0) != KVM_API_VERSION)
        return failed("KVM_GET_API_VERSION");
    int vm = ioctl(kvm, KVM_CREATE_VM, 0);
    if (vm < 0)
        return failed("KVM_CREATE_VM");
    void *memory = mmap(NULL, GUEST_BYTES, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return failed("memory for the guest");
    memcpy(memory, guest_code, sizeof(guest_code));
    struct kvm_userspace_memory_region region = {.guest_phys_addr = GUEST_START,
                                                 .memory_size = GUEST_BYTES,
                                                 .userspace_addr =
                                                     (uintptr_t)memory};
    if (ioctl(vm, KVM_SET_USER_MEMORY_REGION, &region) < 0)
        return failed("KVM_SET_USER_MEMORY_REGION");
    int cpu = ioctl(vm, KVM_CREATE_VCPU, 0);
    int size = ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0);
    if (cpu < 0 || size < (int)sizeof(struct kvm_run))
        return failed("KVM_CREATE_VCPU");
    const struct kvm_run *state =
        mmap(NULL, (size_t)size, PROT_READ, MAP_SHARED, cpu, 0);
    if (state == MAP_FAILED)
        return failed("the processor's state");
    return measure(cpu, state);
}

static void child(int fd)
{
    struct finding f = probe();
    (void)!write(fd, &f, sizeof(f));
    _exit(0);
}

/* Waits for the child's finding; false when the time is over. */
static bool collect(int fd, pid_t pid, struct finding *f)
{
    struct pollfd watch = {.fd = fd, .events = POLLIN};
    int64_t end = now_us() + PROBE_MS * 1000LL;
    int ready;
    do
        ready = poll(&watch, 1, (int)((end - now_us()) / 1000) + 1);
    while (ready < 0 && errno == EINTR && now_us() < end);
    bool got = ready > 0 && read(fd, f, sizeof(*f)) == sizeof(*f);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, got ? 0 : WNOHANG);
    return got;
}

static bool judge(const struct finding *f, char **reason)
{
    if (f->step) {
        *reason =
            tool_format("%s: %s", f->step,
                        f->error ? strerror(f->error) : "unexpected answer");
        return false;
    }
    bool quick = f->loop_us <= LOOP_MAX_US && f->exit_us <= EXIT_MAX_US;
    *reason =
        tool_format("%d loop rounds in %lld us, one I/O exit in %lld "
                    "us: %s",
                    LOOP_COUNT, (long long)f->loop_us, (long long)f->exit_us,
                    quick ? "quick" : "slower than TCG");
    return quick;
}

bool kvm_probe(char **reason)
{
    int fds[2];
    struct finding f = {0};
    if (pipe2(fds, O_CLOEXEC) < 0) {
        *reason = tool_format("no pipe: %s", strerror(errno));
        return false;
    }
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0)
        child(fds[1]);
    close(fds[1]);
    bool got = pid > 0 && collect(fds[0], pid, &f);
    close(fds[0]);
    if (!got) {
        *reason = tool_format("no answer within %d ms", PROBE_MS);
        return false;
    }
    return judge(&f, reason);
}
