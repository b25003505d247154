/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Names of the system's side in the link. The kernel, the network stack and
 * crt0.o are linked with the program's own objects. So that no program can
 * define one of their functions by chance, or get one that it forgot to
 * define, the plugin puts a prefix before every global name of these
 * components that ISO C does not reserve; no identifier of C contains it. The
 * linker takes it off again in reports and in the image's symbol table.
 *
 * Whoever refers to them from elsewhere says so where he declares them:
 *     void thread_cancel(int tid) UNISPEC_OS_SYMBOL(thread_cancel);
 */
#ifndef UNISPEC_OS_SYMBOL_H
#define UNISPEC_OS_SYMBOL_H

#define UNISPEC_OS_PREFIX "unispec.os."

#ifdef UNISPEC_OS_SYMBOL
/* as a test on the host wants it */
#elif defined(__ASSEMBLER__)
#define UNISPEC_OS_SYMBOL(name) unispec.os.name
#elif !defined(__unispec__) || defined(__unispec_os__)
#define UNISPEC_OS_SYMBOL(name) /* on the host; or the plugin does it */
#else
#define UNISPEC_OS_SYMBOL(name) __asm__(UNISPEC_OS_PREFIX #name)
#endif

#endif
