; The check accepts what the analysis makes of calls.
; RUN: %analyse --check %s | %FileCheck %s
; CHECK: check: ok

%va_list = type { i32, i32, ptr, ptr }
@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @constructor, ptr null }]
@hook = internal global ptr null

define i32 @main(ptr %any) {
  ; memory from libc
  %a = call ptr @malloc(i64 8)
  store ptr @target, ptr %a
  %b = load ptr, ptr %a
  %c = call i32 %b(i32 3)
  ; variadic arguments
  %d = call i32 (i32, ...) @variadic(i32 1, ptr @target)
  ; native code, with a callback; a call of what only it knows
  call void @native(ptr @callback)
  store ptr %any, ptr @hook
  %e = load ptr, ptr @hook
  %f = call i32 %e(ptr @other_callback)
  ; conditional root
  call void @user()
  ; thread pointer
  %g = alloca [4 x i64]
  call void @arch_set_thread_pointer(ptr %g)
  store i64 77, ptr %g
  %h = load i64, ptr addrspace(257) null
  ret i32 %c
}
declare ptr @malloc(i64)
declare void @native(ptr)
declare void @arch_set_thread_pointer(ptr)
declare void @llvm.va_start.p0(ptr)
define internal void @constructor() { ret void }
define internal void @user() { ret void }
define internal void @conditional() "unispec-root-when"="user" { ret void }
define internal i32 @target(i32 %x) { ret i32 %x }
define internal void @callback() { ret void }
define internal i32 @other_callback(i32 %x) { ret i32 %x }
define internal i32 @variadic(i32 %n, ...) {
  %list = alloca %va_list
  call void @llvm.va_start.p0(ptr %list)
  %p = getelementptr %va_list, ptr %list, i32 0, i32 3
  %area = load ptr, ptr %p
  %f = load ptr, ptr %area
  %r = call i32 %f(i32 4)
  ret i32 %r
}
