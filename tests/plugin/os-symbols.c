/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-component=kernel -O1 -S -emit-llvm %s -o - | FileCheck %s
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-component=net -O1 -c %s -o %t.o
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=NATIVE
// RUN: %clang -fplugin=%plugin -O1 -S -emit-llvm %s -o - | FileCheck %s --check-prefix=APP
/*
 * In the system's components every global name gets the prefix, defined or
 * declared; static ones, reserved ones and libc's do not. In a program only
 * what is declared to be the system's has it.
 */
#include <string.h>
#include <unispec/attributes.h>
#include <unispec/os_symbol.h>

extern int counter;
int counter_of_ours;
void idle(void);
void thread_cancel(int) UNISPEC_OS_SYMBOL(thread_cancel);
extern char _end[];
void __unispec_trap(unsigned);
#pragma weak gate
void gate(void);
static __attribute__((noinline)) int local(int n)
{
    return n + counter;
}
UNISPEC_ROOT_WHEN(idle, local, memcpy) void condition(void)
{
}
__attribute__((alias("condition"))) void other(void);

// CHECK-DAG: @unispec.os.counter = external
// CHECK-DAG: @unispec.os.counter_of_ours = {{.*}}global
// CHECK-DAG: @_end = external
// CHECK-DAG: @unispec.os.other = {{.*}}alias {{.*}} @unispec.os.condition
// CHECK-DAG: define internal {{.*}} @local(
// CHECK-DAG: define {{.*}} @unispec.os.panic(
// CHECK-DAG: declare {{.*}}@unispec.os.idle(
// CHECK-DAG: declare {{.*}}@unispec.os.thread_cancel(
// CHECK-DAG: declare {{.*}}@__unispec_trap(
// CHECK-DAG: declare {{.*}}@strlen(
// CHECK-DAG: declare {{.*}}extern_weak {{.*}}@unispec.os.gate(
// CHECK-DAG: "unispec-root-when"="unispec.os.idle,local,memcpy"
// NATIVE-DAG: U unispec.os.counter
// NATIVE-DAG: w unispec.os.gate
// NATIVE-DAG: T unispec.os.panic
// NATIVE-DAG: T unispec.os.other
// APP-DAG: @counter = external
// APP-DAG: define {{.*}} @panic(
// APP-DAG: declare {{.*}}@unispec.os.thread_cancel(
// APP-DAG: declare {{.*}}extern_weak {{.*}}@gate(
// APP-DAG: "unispec-root-when"="idle,local,memcpy"
void panic(const char *text)
{
    idle();
    thread_cancel(local(strlen(text)));
    if (gate)
        gate();
    __unispec_trap((unsigned)(long)_end);
}
