; What is subtracted from an address may be a number, though it may be an address
; of the world, too; and the way from one object to another can be gone back.
; RUN: %analyse --check %s | %FileCheck --check-prefix=SOUND %s
; SOUND: check: ok
; RUN: %analyse %s | %FileCheck %s
; CHECK-DAG: kept numbered
; CHECK-DAG: kept forth
; CHECK-DAG: kept back
; CHECK-DAG: removed beside

; The control: two addresses in the same object are no way to another one.
; RUN: sed 's/@there to i64), i64 0/@here to i64), i64 0/' %s > %t.ll
; RUN: %analyse %t.ll | %FileCheck --check-prefix=SAME %s
; SAME-DAG: kept forth
; SAME-DAG: removed back

@table = internal global [2 x ptr] [ptr @numbered, ptr @numbered]
@other = internal global [2 x ptr] [ptr @beside, ptr @beside]
@here = internal global ptr @forth
@there = internal global ptr @back

; n is any number, or an address of the world.
define i32 @main(i64 %n, ptr %w) {
  %sum = add i64 %n, ptrtoint (ptr @table to i64)
  %rest = sub i64 %sum, %n
  %p = inttoptr i64 %rest to ptr
  %f = load ptr, ptr %p
  call void %f()
  %a = add i64 ptrtoint (ptr @here to i64), 0
  %b = call i64 @opaque(i64 add (i64 ptrtoint (ptr @there to i64), i64 0))
  %way = sub i64 %a, %b
  %x = load ptr, ptr @here
  call void %x()
  %from = ptrtoint ptr @here to i64
  %at = sub i64 %from, %way
  %q = inttoptr i64 %at to ptr
  %g = load ptr, ptr %q
  call void %g()
  %o = load ptr, ptr @other
  ret i32 0
}
define internal i64 @opaque(i64 %x) { ret i64 %x }
define internal void @numbered() { ret void }
define internal void @forth() { ret void }
define internal void @back() { ret void }
define internal void @beside() { ret void }
