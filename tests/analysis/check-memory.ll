; The check accepts what the analysis makes of memory.
; RUN: %analyse --check %s | %FileCheck %s
; CHECK: check: ok

%pair = type { ptr, i64 }
@table = internal constant [2 x ptr] [ptr @first, ptr @second]
@slot = internal global i64 5
@word = internal global i32 0
@text = internal constant [4 x i8] c"abc\00"

define i32 @main(i32 %n, i64 %m) {
  ; initialisers, addresses with known and unknown indices
  %a = getelementptr [2 x ptr], ptr @table, i32 0, i32 %n
  %f = load ptr, ptr %a
  %b = call i32 %f()
  ; stores and loads, of the whole and of a part
  store i64 258, ptr @slot
  %c = load i64, ptr @slot
  %d = load i8, ptr @slot
  ; memory that nobody wrote
  %e = alloca i32
  %g = load i32, ptr %e
  %h = icmp eq i32 %g, 1
  br i1 %h, label %copy, label %end
copy:
  ; copies, equal bytes
  %to = alloca %pair
  %from = alloca %pair
  call void @llvm.memset.p0.i64(ptr %from, i8 1, i64 16, i1 false)
  store ptr @first, ptr %from
  call void @llvm.memcpy.p0.p0.i64(ptr %to, ptr %from, i64 16, i1 false)
  %i = load ptr, ptr %to
  %j = call i32 %i()
  %k = getelementptr i8, ptr %to, i64 8
  %l = load i64, ptr %k
  ; addresses as numbers
  %o = ptrtoint ptr %to to i64
  %p = add i64 %o, 8
  %q = inttoptr i64 %p to ptr
  %r = load i64, ptr %q
  ; a distance between objects
  %s = ptrtoint ptr %from to i64
  %t = ptrtoint ptr @word to i64
  %u = sub i64 %s, %t
  %v = getelementptr i8, ptr @word, i64 %u
  %w = load i64, ptr %v
  ; pieces of an address
  %x = xor i64 %o, %m
  %y = inttoptr i64 %x to ptr
  %z = load i64, ptr %y
  ret i32 %j
end:
  ret i32 0
}
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
define internal i32 @first() { ret i32 1 }
define internal i32 @second() { ret i32 2 }
