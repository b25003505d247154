// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Below -O3 the compiler leaves what costs bytes to the link's inliner. The
// user's limit wins.
//
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -O2 -S -emit-llvm %s -o - | FileCheck %s --check-prefixes=LITTLE,BOTH
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -O1 -S -emit-llvm %s -o - | FileCheck %s --check-prefixes=LITTLE,BOTH
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -O3 -S -emit-llvm %s -o - | FileCheck %s --check-prefixes=MUCH,BOTH
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -O2 -mllvm -inlinedefault-threshold=225 -S -emit-llvm %s -o - | FileCheck %s --check-prefixes=MUCH,BOTH
// The control: the compiler by itself.
// RUN: %clang -O2 -S -emit-llvm %s -o - | FileCheck %s --check-prefixes=MUCH,BOTH

int g(int);

static int small(int a) { return a * 3 + 1; }

static int large(int a)
{
    return g(a + 1) + g(a + 2) * g(a ^ 3) - g(a | 4);
}

// BOTH: define {{.*}}@twice(
// BOTH-NOT: @small
// LITTLE: call {{.*}}@large
// MUCH-NOT: call {{.*}}@large
// BOTH: ret
int twice(int a) { return small(a) + large(a) + small(a + 7) + large(a + 9); }
