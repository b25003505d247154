; Numbers and floating-point values are passed in registers of their own, each
; kind counted alone: with the two kinds in another order, the callee finds its
; numbers in other places than those of its parameters.
; RUN: %analyse --check %s | %FileCheck --check-prefix=SOUND %s
; SOUND: check: ok
; RUN: %analyse %s | %FileCheck %s
; CHECK-DAG: kept first
; CHECK-DAG: kept second
; CHECK-DAG: kept escaped

; The control: by its own type only what was passed is called.
; RUN: sed 's/(double 1.0, i32 2, ptr @first)/(i32 2, ptr @first, double 1.0)/; s/(double 1.0, ptr @second)/(ptr @second, double 1.0)/' %s > %t.ll
; RUN: %analyse --check %t.ll | %FileCheck --check-prefix=SOUND %s
; RUN: %analyse %t.ll | %FileCheck --check-prefix=ORDER %s
; ORDER-DAG: kept first
; ORDER-DAG: kept second
; ORDER-DAG: removed escaped

define i32 @main() {
  call void asm sideeffect "nop # $0", "r"(ptr @escaped)
  call void @three(double 1.0, i32 2, ptr @first)
  call void @two(double 1.0, ptr @second)
  ret i32 0
}
define internal void @three(i32 %n, ptr %f, double %d) {
  call void %f()
  ret void
}
define internal void @two(ptr %f, double %d) {
  call void %f()
  ret void
}
define internal void @first() { ret void }
define internal void @second() { ret void }
define internal void @escaped() { ret void }
