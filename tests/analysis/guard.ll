; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;
; What the guard build makes of each thing that the normal one removes. The
; control is the normal build of the same module.
;
; RUN: %analyse --guard %s | FileCheck %s
; RUN: %analyse %s | FileCheck %s --check-prefix=NORMAL
;
; CHECK: trap {"id": 1, "kind": "value", "function": "main"
; CHECK-NEXT: trap {"id": 2, "kind": "value", "function": "main"
; CHECK-NEXT: trap {"id": 3, "kind": "value", "function": "reached"
; CHECK-NEXT: trap {"id": 4, "kind": "value", "function": "reached"
; CHECK-NEXT: trap {"id": 5, "kind": "value", "function": "reached"
; CHECK-NEXT: trap {"id": 6, "kind": "edge", "function": "reached"
; CHECK-NEXT: trap {"id": 7, "kind": "function", "function": "removed"
; CHECK-NEXT: trap {"id": 8, "kind": "block", "function": "jump"

@slot = global ptr @removed
@place = internal constant ptr blockaddress(@jump, %never)

declare i32 @__unispec_reached(ptr)

define i32 @main(i32 %n) {
  %x = call i32 @reached(i32 3)
  %y = call i32 @jump(i32 %n)
  %q = call i32 @__unispec_reached(ptr @removed)
  %sum = add i32 %x, %q
  ret i32 %sum
}

; The parameter, the comparison and the sum are checked behind their
; definition, and the branch that is never taken is a trap.
; CHECK-LABEL: define internal i32 @reached(i32 %n)
; CHECK: [[OK:%.*]] = icmp eq i32 %n, 3
; CHECK-NEXT: call void @unispec.check(i1 [[OK]], i32 5)
; CHECK: %odd = icmp eq i32 %n, 7
; CHECK: br i1 %odd, label %[[TRAP:.*]], label %even
; CHECK: even:
; CHECK: %sum = add i32 %n, 1
; CHECK: [[TRAP]]:
; CHECK-NEXT: call void @__unispec_trap(i32 6)
; CHECK-NEXT: unreachable
; NORMAL-LABEL: define internal i32 @reached(i32 %n)
; NORMAL-NOT: call
; NORMAL: ret i32 4
define internal i32 @reached(i32 %n) {
  %odd = icmp eq i32 %n, 7
  br i1 %odd, label %strange, label %even

strange:
  call void @removed()
  ret i32 0

even:
  %sum = add i32 %n, 1
  ret i32 %sum
}

; The body is a trap, with nothing promised of it; the linkage is the old one.
; CHECK-LABEL: define internal void @removed()
; CHECK-NEXT: call void @__unispec_trap(i32 7)
; CHECK-NEXT: unreachable
; NORMAL-NOT: define internal void @removed
define internal void @removed() memory(none) willreturn {
  ret void
}

; A block whose address is known.
; CHECK-LABEL: define internal i32 @jump(i32 %n)
; CHECK: never:
; CHECK-NEXT: call void @__unispec_trap(i32 8)
define internal i32 @jump(i32 %n) {
  ret i32 %n

never:
  ret i32 1
}
