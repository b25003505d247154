// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The native half of a fat object links with the host's tools and runs.
//
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -c %s -o %t.o
// RUN: %clang %t.o -o %t.exe && %t.exe word | FileCheck %s
// RUN: %clang -fuse-ld=lld %t.o -o %t.exe && %t.exe word | FileCheck %s
// RUN: %clang -fuse-ld=lld -flto -ffat-lto-objects %t.o -o %t.exe && %t.exe word | FileCheck %s
// RUN: %if gcc %{ gcc %t.o -o %t.exe && %t.exe word | FileCheck %s %}
// RUN: %if gcc %{ gcc -static %t.o -o %t.exe && %t.exe word | FileCheck %s %}
// CHECK: 1 2 word

#include <stdio.h>
#include <stdlib.h>

static int compare(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

int main(int argc, char **argv)
{
    int v[] = {3, 1, 2};
    qsort(v, 3, sizeof(v[0]), compare);
    printf("%d %d %s\n", v[0], argc, argc > 1 ? argv[1] : "-");
    return 0;
}
