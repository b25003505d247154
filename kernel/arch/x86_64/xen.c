/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Xen's hypercalls, as a PVH guest makes them in long mode (Xen
 * public/arch-x86/xen-x86_64.h, public/xen.h): the console, the memory map that
 * the first domain is not given otherwise, and the end of the domain. The
 * instruction is given directly, as the processor's maker has it, instead of
 * through the page that Xen would fill: that one would have to be writable and
 * executable.
 *
 * Without Xen (an image for several monitors) every function says so.
 */
#include "xen.h"
#include "x86.h"
#include <unispec/attributes.h>

#define LEAF_FIRST 0x40000000u
#define LEAF_STEP 0x100u /* Xen moves up where it also plays Hyper-V */
#define LEAF_LAST 0x40000200u
#define FEATURE_HYPERVISOR (1u << 31) /* leaf 1, ECX */

#define HYPERCALL_MEMORY_OP 12
#define MEMORY_MAP 9
#define HYPERCALL_CONSOLE_IO 18
#define CONSOLE_WRITE 0
#define CONSOLE_READ 1
#define HYPERCALL_SCHED_OP 29
#define SCHED_SHUTDOWN 2
#define SHUTDOWN_POWEROFF 0

static enum { UNKNOWN, ABSENT, VMCALL, VMMCALL } way;

static bool xen_leaf(void)
{
    if (!(cpuid(1, 0).ecx & FEATURE_HYPERVISOR))
        return false;
    for (uint32_t leaf = LEAF_FIRST; leaf < LEAF_LAST; leaf += LEAF_STEP) {
        struct cpuid r = cpuid(leaf, 0);

        /* "XenVMMXenVMM" */
        if (r.ebx == 0x566e6558 && r.ecx == 0x65584d4d && r.edx == 0x4d4d566e)
            return true;
    }
    return false;
}

static bool on_xen(void)
{
    uint32_t maker;

    if (way == UNKNOWN) {
        maker = cpuid(0, 0).ebx;
        way = !xen_leaf() ? ABSENT
              /* "AuthenticAMD", "HygonGenuine" */
              : maker == 0x68747541 || maker == 0x6f677948 ? VMMCALL
                                                           : VMCALL;
    }
    return way != ABSENT;
}

static long hypercall(unsigned long number, unsigned long a, unsigned long b,
                      void *c)
{
    if (way == VMMCALL)
        __asm__ volatile("vmmcall"
                         : "+a"(number), "+D"(a), "+S"(b), "+d"(c)
                         :
                         : "memory");
    else
        __asm__ volatile("vmcall"
                         : "+a"(number), "+D"(a), "+S"(b), "+d"(c)
                         :
                         : "memory");
    return (long)number;
}

UNISPEC_DRIVER("xen", "console", "xen")
bool xen_console_write(const void *data, size_t size)
{
    /* A domain without the right to this console has none that we know. */
    return on_xen() && !hypercall(HYPERCALL_CONSOLE_IO, CONSOLE_WRITE, size,
                                  (void *)data);
}

UNISPEC_DRIVER("xen", "console", "xen")
bool xen_console_getc(int *c)
{
    unsigned char byte;
    long n;

    if (!on_xen())
        return false;
    n = hypercall(HYPERCALL_CONSOLE_IO, CONSOLE_READ, 1, &byte);
    if (n < 0)
        return false;
    *c = n ? byte : ARCH_CONSOLE_EMPTY;
    return true;
}

unsigned xen_memory_map(void *entries, unsigned room)
{
    struct {
        unsigned count;
        void *entries;
    } map = {room, entries}; /* public/memory.h, struct xen_memory_map */

    if (!on_xen() ||
        hypercall(HYPERCALL_MEMORY_OP, MEMORY_MAP, (uintptr_t)&map, NULL))
        return 0;
    return map.count;
}

void xen_shutdown(void)
{
    unsigned reason = SHUTDOWN_POWEROFF;

    if (on_xen())
        hypercall(HYPERCALL_SCHED_OP, SCHED_SHUTDOWN, (uintptr_t)&reason, NULL);
}
