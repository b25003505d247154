; A function's address that went away in steps, more of them than are told apart,
; and came back in one is the function's.
; RUN: %analyse --check %s | %FileCheck --check-prefix=SOUND %s
; SOUND: check: ok
; RUN: %analyse %s | %FileCheck %s
; CHECK-DAG: kept there

; The control: between the steps there is nothing to call.
; RUN: sed 's/i64 %away, 160/i64 %away, 163/' %s > %t.ll
; RUN: %analyse --check %t.ll | %FileCheck --check-prefix=SOUND %s
; RUN: %analyse %t.ll | %FileCheck --check-prefix=BETWEEN %s
; BETWEEN-DAG: removed there

define i32 @main(i64 %n) {
entry:
  br label %loop
loop:
  %at = phi i64 [ ptrtoint (ptr @there to i64), %entry ], [ %away, %loop ]
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %away = add i64 %at, 8
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  %back = sub i64 %away, 160
  %f = inttoptr i64 %back to ptr
  call void %f()
  ret i32 0
}
define internal void @there() { ret void }
