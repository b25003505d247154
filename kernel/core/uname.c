/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * uname: names itself Linux, because programs take that for the system whose
 * calls they make, with the release whose interface the calls follow.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <sys/utsname.h>

#if defined(__x86_64__)
#define MACHINE "x86_64"
#elif defined(__aarch64__)
#define MACHINE "aarch64"
#else
#error "name this architecture"
#endif

_Static_assert(sizeof(struct utsname) == 6 * 65, "Linux ABI");

const struct utsname system_names = {
    .sysname = "Linux",
    .nodename = "unispec",
    .release = "6.1.0-unispec",
    .version = "#1 unispec",
    .machine = MACHINE,
    .domainname = "(none)",
};

SYSCALL1(uname, struct utsname *, result)
{
    *result = system_names;
    return 0;
}
