; Without an indirect call an address alone keeps nothing.
; RUN: %analyse %s | %FileCheck %s

; CHECK: kept main
; CHECK: removed stored

@slot = internal global ptr null
define i32 @main() {
  store ptr @stored, ptr @slot
  ret i32 0
}
define internal i32 @stored() { ret i32 3 }
