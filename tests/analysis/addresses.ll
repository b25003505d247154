; An index that is shifted left and back by less steps through an array by the
; size of its elements; the low bits of two addresses' difference are none; and
; the last page of memory, where (void *)-1 points, holds nothing.
; RUN: %analyse %s | %FileCheck %s
; CHECK-DAG: kept first indirect call from elements
; CHECK-DAG: removed second
; CHECK-DAG: kept handler indirect call from destroy
; CHECK-DAG: removed held
; CHECK-DAG: removed escaped

; Each with a control: steps of half an element; more bits than low ones, so
; that the object is in the world; a number where there may be code, whose call
; reaches that.
; RUN: sed 's/ashr exact i64 %l, 28/ashr exact i64 %l, 29/' %s > %t.step.ll
; RUN: %analyse %t.step.ll | %FileCheck --check-prefix=STEP %s
; STEP-DAG: kept second
; STEP-DAG: removed held
; STEP-DAG: removed escaped
; RUN: sed 's/i64 -1 to ptr/i64 -8192 to ptr/' %s > %t.code.ll
; RUN: %analyse %t.code.ll | %FileCheck --check-prefix=CODE %s
; CODE-DAG: removed second
; CODE-DAG: removed held
; CODE-DAG: kept escaped
; RUN: sed 's/and i64 %x, 7/and i64 %x, 65535/' %t.code.ll > %t.bits.ll
; RUN: %analyse %t.bits.ll | %FileCheck --check-prefix=BITS %s
; BITS-DAG: kept held

%pair = type { ptr, ptr }
@table = internal global [4 x %pair] [
  %pair { ptr @first, ptr @second }, %pair { ptr @first, ptr @second },
  %pair { ptr @first, ptr @second }, %pair { ptr @first, ptr @second }]
@holder = internal global ptr @held

define i32 @main(i64 %n, i1 %c) {
  call void @elements(i64 %n)
  call i64 @aligned(ptr @holder, ptr @table)
  call void asm sideeffect "nop # $0", "r"(ptr @escaped)
  %h = select i1 %c, ptr inttoptr (i64 -1 to ptr), ptr @handler
  call void @destroy(ptr %h)
  ret i32 0
}
define internal void @elements(i64 %n) {
  %l = shl i64 %n, 32
  %offset = ashr exact i64 %l, 28
  %p = getelementptr inbounds i8, ptr @table, i64 %offset
  %f = load ptr, ptr %p
  call void %f()
  ret void
}
define internal i64 @aligned(ptr %p, ptr %q) {
  %a = ptrtoint ptr %p to i64
  %b = ptrtoint ptr %q to i64
  %x = xor i64 %a, %b
  %low = and i64 %x, 7
  ret i64 %low
}
define internal void @destroy(ptr %h) {
  call void %h()
  ret void
}
define internal void @first() { ret void }
define internal void @second() { ret void }
define internal void @handler() { ret void }
define internal void @held() { ret void }
define internal void @escaped() { ret void }
