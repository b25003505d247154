// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// At every -O level: bitcode for full LTO beside native code, one section per
// function and object, line tables, no unwind tables, nothing optnone. The
// control is the same compiler without the plugin.
//
// RUN: rm -rf %t && mkdir -p %t
// RUN: env CC=%clang PLUGIN=%plugin sh %S/Inputs/levels.sh %s %t 2>&1 | FileCheck %s
// RUN: %clang -O0 -c %s -o %t/control.o
// RUN: llvm-readelf -SW %t/control.o | FileCheck %s --check-prefix=CONTROL
// RUN: %clang -O0 -S -emit-llvm %s -o - | FileCheck %s --check-prefix=OPTNONE
//
// CHECK: level 0: sections .data.counter .debug_line .llvm.lto .text.add .text.main ThinLTO=0{{$}}
// CHECK-NEXT: level 1: sections .data.counter .debug_line .llvm.lto .text.add .text.main ThinLTO=0{{$}}
// CHECK-NEXT: level 2: sections .data.counter .debug_line .llvm.lto .text.add .text.main ThinLTO=0{{$}}
// CHECK-NEXT: level 3: sections .data.counter .debug_line .llvm.lto .text.add .text.main ThinLTO=0{{$}}
// CHECK-NEXT: level s: sections .data.counter .debug_line .llvm.lto .text.add .text.main ThinLTO=0{{$}}
// CHECK-NEXT: level z: sections .data.counter .debug_line .llvm.lto .text.add .text.main ThinLTO=0{{$}}
// CHECK-NEXT: level g: sections .data.counter .debug_line .llvm.lto .text.add .text.main ThinLTO=0{{$}}
// CHECK-NEXT: level fast: sections .data.counter .debug_line .llvm.lto .text.add .text.main ThinLTO=0{{$}}
//
// CONTROL-NOT: .llvm.lto
// CONTROL: .eh_frame
// CONTROL-NOT: .llvm.lto
// OPTNONE: attributes #0 = { noinline {{.*}}optnone

int counter = 1;

int add(int a)
{
    return a + counter++;
}

int main(void)
{
    return add(2);
}
