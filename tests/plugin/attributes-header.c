// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The macros of <unispec/attributes.h> mean the attributes with the plugin, and
// nothing without it.
//
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -I %unispec_source/runtime/include -S -emit-llvm -O1 %s -o - | FileCheck %s
// RUN: %clang -Werror -I %unispec_source/runtime/include -S -emit-llvm -O1 %s -o - | FileCheck %s --check-prefix=PLAIN
// RUN: %clang -x c++ -fplugin=%plugin -fplugin-arg-unispec-native-headers -I %unispec_source/runtime/include -fsyntax-only %s
// CHECK: call i32 @__unispec_reached(ptr {{.*}}@helper)
// CHECK: "unispec-root-when"="helper"
// CHECK: "unispec-syscall"="getpid" "unispec-unsupported"
// CHECK: !unispec.drivers = !{
// An operand of __unispec_reached is no use of its address.
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -I %unispec_source/runtime/include -S -emit-llvm -O1 %s -o - | FileCheck %s --check-prefix=NOTYPE
// NOTYPE-NOT: "unispec-type"
// PLAIN-NOT: {{"unispec-|!unispec|@__unispec}}

#include <unispec/attributes.h>

int helper(void);

UNISPEC_ROOT_WHEN(helper) int init(void)
{
    return 1;
}

UNISPEC_SYSCALL("getpid") UNISPEC_UNSUPPORTED long sys_getpid(void)
{
    return -38;
}

UNISPEC_DRIVER("n", "c") int table[] = {1, 2};

int gate(void)
{
    return __unispec_reached((const void *)helper);
}
