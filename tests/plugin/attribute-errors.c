// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Wrong subjects and arguments are errors at the place, and only those.
//
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -std=gnu11 -fsyntax-only -Xclang -verify %s

[[unispec::syscall("x")]] int v; // expected-error {{'unispec::syscall' attribute only applies to functions}}
[[unispec::syscall]] int f1(void); // expected-error {{'unispec::syscall' attribute takes one argument}}
[[unispec::syscall(3)]] int f2(void); // expected-error {{'unispec::syscall' attribute requires a string}}
[[unispec::syscall("")]] int f3(void); // expected-error {{neither empty nor hold a comma}}
[[unispec::unsupported("x")]] int f4(void); // expected-error {{'unispec::unsupported' attribute takes no arguments}}
[[unispec::root_when()]] int f5(void); // expected-error {{takes at least 1 argument}}
[[unispec::root_when]] int f6(void); // expected-error {{takes at least 1 argument}}
[[unispec::root_when(v)]] int f7(void); // expected-error {{root_when needs a function, but 'v' is not one}}
[[unispec::root_when("v")]] int f8(void); // expected-error {{root_when needs a function, but 'v' is not one}}
[[unispec::root_when(1 + 2)]] int f9(void); // expected-error {{root_when takes the names of functions}}
[[unispec::root_when(f1, "a,b")]] int f10(void); // expected-error {{neither empty nor hold a comma}}
[[unispec::driver("a")]] int f11(void); // expected-error {{'unispec::driver' attribute takes at least 2 arguments}}
[[unispec::driver("a", "b")]] typedef int t; // expected-error {{'unispec::driver' attribute only applies to functions and global variables}}
struct s {
    [[unispec::driver("a", "b")]] int m; // expected-error {{only applies to functions and global variables}}
};
void f12(void)
{
    [[unispec::driver("a", "b")]] int local; // expected-error {{only applies to functions and global variables}}
    [[unispec::driver("a", "b")]] static int global;
}
[[unispec::nothing]] int f13(void); // expected-warning {{unknown attribute 'unispec::nothing' ignored}}
__attribute__((unispec_root_when)) int f14(void); // expected-error {{'unispec_root_when' attribute takes at least 1 argument}}
__attribute__((unispec_syscall(read))) int f15(void); // expected-error {{'unispec_syscall' attribute requires a string}}

[[unispec::root_when(f1)]] int good1(void);
[[unispec::root_when(not_declared)]] int good2(void);
__attribute__((unispec_root_when("not_declared"))) int good3(void);
