; An address that may be in either of two objects less one in the first of them
; may be the way to the second: what lies there is reached by adding it.
; RUN: %analyse --check %s | %FileCheck --check-prefix=SOUND %s
; SOUND: check: ok
; RUN: %analyse %s | %FileCheck %s
; CHECK-DAG: kept inner
; CHECK-DAG: kept last

; The control: both are in the first object in any case.
; RUN: sed 's/ptr @pool, ptr @sentinel/ptr @pool, ptr @pool/' %s > %t.ll
; RUN: %analyse --check %t.ll | %FileCheck --check-prefix=SOUND %s
; RUN: %analyse %t.ll | %FileCheck --check-prefix=SAME %s
; SAME-DAG: kept inner
; SAME-DAG: removed last

@pool = internal global [2 x ptr] [ptr @inner, ptr @inner]
@sentinel = internal global ptr @last

define i32 @main(i1 %c) {
  %to = select i1 %c, ptr @pool, ptr @sentinel
  %a = ptrtoint ptr %to to i64
  %way = sub i64 %a, ptrtoint (ptr @pool to i64)
  %p = getelementptr i8, ptr @pool, i64 %way
  %f = load ptr, ptr %p
  call void %f()
  %seen = load volatile ptr, ptr @sentinel
  ret i32 0
}
define internal void @inner() { ret void }
define internal void @last() { ret void }
