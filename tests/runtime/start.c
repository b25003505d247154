/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Program start and end: arguments, environment, auxiliary vector, thread
 * storage of every kind, constructors, exit handlers, the exit status.
 */
// RUN: %edge %t.edge.o
// RUN: %unispec_cc -O2 -c %s -o %t.o
// RUN: %link_linux %t.o %t.edge.o -o %t
// RUN: env -i FOO=bar EMPTY= sh -c '%t one "two words" ""; echo status $?' | FileCheck %s
// RUN: %unispec_cc -O0 -c %s -o %t.O0.o
// RUN: %link_linux %t.O0.o %t.edge.o -o %t.O0
// RUN: env -i FOO=bar EMPTY= sh -c '%t.O0 one "two words" ""; echo status $?' | FileCheck %s
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

static _Thread_local int initialised = 42;
static _Thread_local int zeroed;
static _Thread_local char large[100000];
static _Alignas(128) _Thread_local int aligned = 7;

extern char *program_invocation_short_name;

__attribute__((constructor(101))) static void first(void)
{
    printf("constructor 1\n");
}

__attribute__((constructor(102))) static void second(int argc)
{
    printf("constructor 2\n");
}

__attribute__((destructor)) static void last(void)
{
    printf("destructor\n");
}

static void handler_a(void)
{
    printf("atexit a\n");
}

static void handler_b(void)
{
    printf("atexit b\n");
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

int main(int argc, char **argv, char **envp)
{
    unsigned char *random = (void *)getauxval(AT_RANDOM);

    // CHECK: constructor 1
    // CHECK-NEXT: constructor 2
    // CHECK-NEXT: arguments 4: one|two words||
    printf("arguments %d: %s|%s|%s|\n", argc, argv[1], argv[2], argv[3]);
    // CHECK-NEXT: environment bar,, null
    printf("environment %s,%s, %s\n", getenv("FOO"), getenv("EMPTY"),
           getenv("NONE") ? "set" : "null");
    // CHECK-NEXT: vector ends 1 1
    printf("vector ends %d %d\n", !argv[argc], envp == argv + argc + 1);
    // CHECK-NEXT: thread storage 42 0 0 7 0
    printf("thread storage %d %d %d %d %d\n", initialised, zeroed,
           large[99999], aligned, (int)((uintptr_t)&aligned % 128));
    // CHECK-NEXT: page 4096 random 1
    printf("page %lu random %d\n", getauxval(AT_PAGESZ), random != NULL);
    // CHECK-NEXT: name matches 1
    printf("name matches %d\n",
           !strcmp(base_name(argv[0]), program_invocation_short_name));
    // CHECK-NEXT: errno 2
    fopen("/no/such/file", "r");
    printf("errno %d\n", errno);
    atexit(handler_a);
    atexit(handler_b);
    // CHECK-NEXT: not flushed by a newline
    // CHECK-NEXT: atexit b
    // CHECK-NEXT: atexit a
    // CHECK-NEXT: destructor
    // CHECK-NEXT: status 7
    printf("not flushed by a newline\n");
    return 7;
}
