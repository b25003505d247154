// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a unikernel cannot do is warned about at the place; what the file defines
// itself, what is not evaluated and what looks alike is not.
//
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -fsyntax-only -Xclang -verify %s
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=CARET --match-full-lines --strict-whitespace
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -fsyntax-only -Wno-user-defined-warnings %s 2>&1 | count 0
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -fplugin-arg-unispec-no-warnings -fsyntax-only %s 2>&1 | count 0
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -fsyntax-only -w %s 2>&1 | count 0
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -fsyntax-only -Wno-everything %s 2>&1 | count 0
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -fsyntax-only -Wno-everything -Wuser-defined-warnings -Xclang -verify %s
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -fsyntax-only -Werror -Wno-error=user-defined-warnings %s
// RUN: not %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -fsyntax-only -Werror %s 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: %clang -fsyntax-only -Wall %s 2>&1 | count 0
// ERROR: error: 'fork' is not supported in a unikernel; the call will fail [-Werror,-Wuser-defined-warnings]

#include <dlfcn.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

extern long syscall(long, ...);
int clone(int);

long number(long n)
{
    return syscall(n, 1); // expected-warning {{the system call number is not constant; the image may have to keep every system call; give a constant}}
}
long constant_numbers(void)
{
    enum { CALL = SYS_getpid };
    return syscall(SYS_getpid) + syscall(CALL) + syscall(SYS_getpid + 1);
}
long one_of_two(int c)
{
    return syscall(c ? SYS_getpid : SYS_read); // expected-warning {{the system call number is not constant}}
}

int processes(char **v)
{
//      CARET:{{.*}}:[[@LINE+3]]:12: warning: 'fork' is not supported in a unikernel; the call will fail [-Wuser-defined-warnings]
// CARET-NEXT:   [[@LINE+2]] |     return fork() + (fork)(); {{.*}}
// CARET-NEXT:      |            ^~~~
    return fork() + (fork)(); // expected-warning 2{{'fork' is not supported in a unikernel; the call will fail}}
}
int (*pointer)(void) = fork; // expected-warning {{'fork' is not supported in a unikernel; calls through this pointer will fail}}
void others(char **v)
{
    execve(v[0], v, v);  // expected-warning {{'execve' is not supported}}
    execl(v[0], v[0], NULL); // expected-warning {{'execl' is not supported}}
    dlopen("x", 0); // expected-warning {{'dlopen' is not supported}}
    dlsym(0, "x"); // expected-warning {{'dlsym' is not supported}}
    clone(0); // expected-warning {{'clone' is not supported}}
    if (system("x")) // expected-warning {{'system' is not supported}}
        posix_spawnp(0, v[0], 0, 0, v, v); // expected-warning {{'posix_spawnp' is not supported}}
    (void)sizeof(fork());
}

// Own functions of these names, defined later too.
static int popen(void);
int vfork(void);
int own(void)
{
    return vfork() + popen();
}
int vfork(void)
{
    return 1;
}
static int popen(void)
{
    return 2;
}

void assembly(long n)
{
    __asm__ volatile("syscall" : "+a"(n)); // expected-warning {{system call in inline assembly ('syscall'): it is not served; call a function of libc, or syscall()}}
    __asm__ volatile("nop\n\t1: int $0x80 # x" ::); // expected-warning {{system call in inline assembly ('int $0x80')}}
    __asm__ volatile("int $128"); // expected-warning {{system call in inline assembly ('int $0x80')}}
    __asm__ volatile("# syscall\n\tnop; sysenter"); // expected-warning {{system call in inline assembly ('sysenter')}}
    __asm__ volatile("int $3; nop; call syscall_entry # syscall");
}
__asm__(".globl q\nq: syscall\n ret"); // expected-warning {{system call in inline assembly ('syscall')}}

// A pragma silences its own lines only.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wuser-defined-warnings"
int silenced(void)
{
    return fork();
}
#pragma clang diagnostic pop
int heard(void)
{
    return fork(); // expected-warning {{'fork' is not supported}}
}
