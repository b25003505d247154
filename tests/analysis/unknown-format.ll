; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;
; A format that is no constant lets every conversion through, and is listed
; once for each place that sees it. The control gives a constant one only.
; RUN: %analyse %s unknown | %FileCheck %s --check-prefix=UNKNOWN
; RUN: %analyse %s constant | %FileCheck %s --check-prefix=CONSTANT --implicit-check-not=assumption

; UNKNOWN-DAG: kept hex
; UNKNOWN: assumption unknown-format: a format that is not known may have every conversion
; UNKNOWN-NOT: assumption
; CONSTANT: removed hex

@text = internal constant [3 x i8] c"%d\00"

declare i32 @__unispec_format(ptr, i32, i32)

define internal void @unknown(ptr %format, i32 %c) {
  call void @print(ptr %format, i32 %c)
  call void @print(ptr @text, i32 %c)
  ret void
}
define internal void @constant(i32 %c) {
  call void @print(ptr @text, i32 %c)
  ret void
}
define internal void @print(ptr %format, i32 %c) {
  %t = call i32 @__unispec_format(ptr %format, i32 %c, i32 11)
  %x = icmp eq i32 %t, 120
  br i1 %x, label %do, label %end
do:
  call void @hex()
  br label %end
end:
  ret void
}
define internal void @hex() { ret void }
