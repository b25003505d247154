// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attributes reach the bitcode as function attributes and metadata, in both
// spellings, and what only the link step refers to is still there. Nothing is
// left of the annotations that carried them; a user's own are.
//
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -std=gnu11 -O2 -c %s -o %t.o
// RUN: sh %S/Inputs/bitcode.sh %t.o | FileCheck %s
// RUN: sh %S/Inputs/bitcode.sh %t.o | FileCheck %s --check-prefix=GONE
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -std=gnu11 -O2 -S -emit-llvm -Xclang -disable-llvm-passes %s -o %t.ll
// RUN: FileCheck %s < %t.ll
// RUN: FileCheck %s --check-prefix=O2 < %t.ll
// RUN: llvm-nm %t.o | FileCheck %s --check-prefix=NATIVE

static void target(void)
{
}
int ext(void);

// CHECK-DAG: @llvm.global.annotations = {{.*}} [1 x {{.*}}@user
// CHECK-DAG: @llvm.compiler.used = appending global [5 x ptr] [ptr @boot, ptr @boot2, ptr @later, ptr @serial, ptr @target]
// GONE-NOT: c"unispec-
// GONE-NOT: unnamed_static
// GONE-NOT: @llvm.used
// O2-NOT: optnone
// NATIVE-DAG: t boot
// NATIVE-DAG: t target

// CHECK: define internal {{.*}}@boot() [[BOOT:#[0-9]+]] {{.*}}!unispec.root_when ![[TARGET:[0-9]+]]
static int boot(void) __attribute__((unispec_root_when(target)));
static int boot(void)
{
    return 3;
}

// CHECK: define internal {{.*}}@boot2() [[BOOT2:#[0-9]+]]
[[unispec::root_when(ext, "late_one")]] static int boot2(void)
{
    return ext();
}

// CHECK: define {{.*}}@boot3() {{.*}}!unispec.root_when ![[LATER:[0-9]+]]
[[unispec::root_when(later)]] int boot3(void)
{
    return 1;
}

static void later(void)
{
    ext();
}
static void unnamed_static(void)
{
    ext();
}

// CHECK: define {{.*}}@boot4() {{.*}}[[BOOT4:#[0-9]+]]
[[unispec::root_when(a1), unispec::root_when(a2)]] int boot4(void)
{
    return 1;
}

// CHECK: define {{.*}}@boot5() {{.*}}[[BOOT5:#[0-9]+]]
int renamed(void) __asm__("real_name");
[[unispec::root_when(renamed)]] int boot5(void)
{
    return 1;
}

// CHECK: define {{.*}}@sys_read({{.*}}) {{.*}}[[READ:#[0-9]+]]
[[unispec::syscall("read")]] long sys_read(long a)
{
    return a;
}

// CHECK: define {{.*}}@sys_fork() {{.*}}[[FORK:#[0-9]+]]
[[unispec::syscall("fork"), unispec::unsupported]] long sys_fork(void)
{
    return -38;
}

struct ops {
    int (*f)(void);
};
[[unispec::driver("ns16550", "console", "isa")]] static const struct ops
    serial = {ext};
__attribute__((unispec_driver("virtio", "net", "pci", "mmio"))) struct ops net =
    {ext};

// CHECK: define {{.*}}@probe() {{.*}}[[PROBE:#[0-9]+]]
[[unispec::driver("name", "class")]] int probe(void)
{
    return 1;
}

__attribute__((annotate("mine"))) int user(void)
{
    return 1;
}

// CHECK-DAG: attributes [[BOOT]] = {{.*}}"unispec-root-when"="target"
// CHECK-DAG: attributes [[BOOT2]] = {{.*}}"unispec-root-when"="ext,late_one"
// CHECK-DAG: attributes [[BOOT4]] = {{.*}}"unispec-root-when"="a1,a2"
// CHECK-DAG: attributes [[BOOT5]] = {{.*}}"unispec-root-when"="real_name"
// CHECK-DAG: attributes [[READ]] = {{.*}}"unispec-syscall"="read"
// CHECK-DAG: attributes [[FORK]] = {{.*}}"unispec-syscall"="fork" "unispec-unsupported"
// CHECK-DAG: attributes [[PROBE]] = {{.*}}"unispec-driver"="name,class"
// CHECK-DAG: !unispec.drivers = !{![[SERIAL:[0-9]+]], ![[NET:[0-9]+]]}
// CHECK-DAG: ![[SERIAL]] = !{ptr @serial, !"ns16550", !"console", !"isa"}
// CHECK-DAG: ![[NET]] = !{ptr @net, !"virtio", !"net", !"pci", !"mmio"}
// CHECK-DAG: ![[TARGET]] = !{ptr @target}
// CHECK-DAG: ![[LATER]] = !{ptr @later}
