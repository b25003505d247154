; The check accepts what the analysis makes of copies and of equal bytes.
; RUN: %analyse --check %s | %FileCheck %s
; CHECK: check: ok

%pair = type { ptr, i64 }
@zeroes = internal global [4 x i64] zeroinitializer

define i32 @main(i64 %n) {
  %to = alloca %pair
  %from = alloca %pair
  %bytes = alloca [8 x i8]
  store ptr @first, ptr %from
  %i = getelementptr i8, ptr %from, i64 8
  store i64 9, ptr %i
  call void @llvm.memcpy.p0.p0.i64(ptr %to, ptr %from, i64 16, i1 false)
  %f = load ptr, ptr %to
  %r = call i32 %f()
  call void @llvm.memset.p0.i64(ptr %bytes, i8 1, i64 8, i1 false)
  %b = load i64, ptr %bytes
  %c = icmp eq i64 %b, 72340172838076673
  br i1 %c, label %ones, label %other
ones:
  ; of unknown length, and within an object
  call void @llvm.memcpy.p0.p0.i64(ptr %to, ptr @zeroes, i64 %n, i1 false)
  %z = getelementptr [4 x i64], ptr @zeroes, i64 0, i64 1
  call void @llvm.memmove.p0.p0.i64(ptr %z, ptr @zeroes, i64 24, i1 false)
  %l = load i64, ptr %z
  ret i32 %r
other:
  ret i32 1
}
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
define internal i32 @first() { ret i32 1 }
