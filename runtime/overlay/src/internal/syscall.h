/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * musl's internal syscall.h with its ways to enter the kernel turned into
 * direct calls. The original is included for everything else it defines; only
 * the macros that end in an instruction or in a run-time number are replaced.
 *
 * Cancellation points (__syscall_cp) are the same direct calls, unless
 * pthread_cancel() is reached.
 */
#ifndef UNISPEC_INTERNAL_SYSCALL_H
#define UNISPEC_INTERNAL_SYSCALL_H

#include "src/internal/syscall.h" /* of the musl source tree */

#undef __syscall1
#undef __syscall2
#undef __syscall3
#undef __syscall4
#undef __syscall5
#undef __syscall6

/*
 * The choice is made by the front end: where n is not an integer constant
 * expression, no arm of __unispec_constant() shall ever be in the IR.
 */
#define __unispec_call(n, a, b, c, d, e, f)                                    \
    __builtin_choose_expr(                                                     \
        __builtin_constant_p(n),                                               \
        __unispec_constant(n, __scc(a), __scc(b), __scc(c), __scc(d),          \
                           __scc(e), __scc(f)),                                \
        __unispec_syscall(n, __scc(a), __scc(b), __scc(c), __scc(d), __scc(e), \
                          __scc(f)))

#define __syscall0(n) __unispec_call(n, 0, 0, 0, 0, 0, 0)
#define __syscall1(n, a) __unispec_call(n, a, 0, 0, 0, 0, 0)
#define __syscall2(n, a, b) __unispec_call(n, a, b, 0, 0, 0, 0)
#define __syscall3(n, a, b, c) __unispec_call(n, a, b, c, 0, 0, 0)
#define __syscall4(n, a, b, c, d) __unispec_call(n, a, b, c, d, 0, 0)
#define __syscall5(n, a, b, c, d, e) __unispec_call(n, a, b, c, d, e, 0)
#define __syscall6(n, a, b, c, d, e, f) __unispec_call(n, a, b, c, d, e, f)

#undef __syscall_cp0
#undef __syscall_cp1
#undef __syscall_cp2
#undef __syscall_cp3
#undef __syscall_cp4
#undef __syscall_cp5
#undef __syscall_cp6

/*
 * A cancellation point is a direct call, too, between two that tell the kernel,
 * where pthread_cancel() is reached. Declared weak: asking must not extract.
 */
#pragma weak __cancel_enable
#pragma weak __cancel_begin
#pragma weak __cancel_end
void __cancel_enable(void);
hidden long __cancel_begin(int *was);
hidden long __cancel_end(long result, int was);
#define __unispec_cancel __unispec_reached((const void *)__cancel_enable)

#define __unispec_point(call)                                                  \
    ({                                                                         \
        int was_ = 0;                                                          \
        long result_ = __unispec_cancel ? __cancel_begin(&was_) : 0;           \
                                                                               \
        if (!result_)                                                          \
            result_ = call;                                                    \
        __unispec_cancel ? __cancel_end(result_, was_) : result_;              \
    })

#define __syscall_cp0(n) __unispec_point(__syscall0(n))
#define __syscall_cp1(n, a) __unispec_point(__syscall1(n, a))
#define __syscall_cp2(n, a, b) __unispec_point(__syscall2(n, a, b))
#define __syscall_cp3(n, a, b, c) __unispec_point(__syscall3(n, a, b, c))
#define __syscall_cp4(n, a, b, c, d) __unispec_point(__syscall4(n, a, b, c, d))
#define __syscall_cp5(n, a, b, c, d, e)                                        \
    __unispec_point(__syscall5(n, a, b, c, d, e))
#define __syscall_cp6(n, a, b, c, d, e, f)                                     \
    __unispec_point(__syscall6(n, a, b, c, d, e, f))

/* musl reaches these through a function whose number is a parameter. */
#undef __socketcall
#undef __socketcall_cp
#define __socketcall(nm, a, b, c, d, e, f)                                     \
    __syscall6(SYS_##nm, a, b, c, d, e, f)
#define __socketcall_cp(nm, a, b, c, d, e, f)                                  \
    __syscall_cp6(SYS_##nm, a, b, c, d, e, f)

#endif
