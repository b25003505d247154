// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <unispec/format.h>: a call with the plugin, the value itself without it; and
// which calls an optimiser may merge, drop and move.
//
// RUN: %clang -fplugin=%plugin -O2 -S -emit-llvm %s -o - | FileCheck %s
// RUN: %clang -Werror -O2 -I %unispec_source/runtime/include -S -emit-llvm %s -o - | FileCheck %s --check-prefix=PLAIN
// RUN: %clang -x c++ -fplugin=%plugin -fsyntax-only %s
// PLAIN-NOT: __unispec_format
#include <unispec/format.h>

#ifdef __cplusplus
extern "C" {
#endif

void effect(void);

// Two calls that say the same are one, of the pointer that the caller gave.
// CHECK-LABEL: @twice(
// CHECK: call i32 @__unispec_format(ptr {{.*}}%0, i32 {{.*}}, i32 {{.*}}8)
// CHECK-NOT: call
// CHECK: ret
int twice(const char *format)
{
    const char *s = format + 1;

    return __unispec_format(format, *s, UNISPEC_PRINTF_LETTER) +
           __unispec_format(format, *s, UNISPEC_PRINTF_LETTER);
}

// None is made where the program has none.
// CHECK-LABEL: @branch(
// CHECK: br i1
// CHECK: call i32 @__unispec_format
// CHECK: ret
int branch(const char *format, int value, int here)
{
    if (!here)
        return 0;
    effect();
    return __unispec_format(format, value, UNISPEC_PRINTF_FLAG);
}

// The result is not taken for the value before the link step says so.
// CHECK-LABEL: @known(
// CHECK: call i32 @__unispec_format(ptr {{.*}}, i32 {{.*}}5, i32 {{.*}}1)
int known(const char *format)
{
    return __unispec_format(format, 5, UNISPEC_PRINTF_FLAGS);
}

// CHECK: attributes {{.*}}nocallback{{.*}}nounwind willreturn memory(none)

#ifdef __cplusplus
}
#endif
