; Sets of constants decide branches and switches, through calls, casts, PHIs
; and results; they are sets and no intervals.
; RUN: %analyse %s | %FileCheck %s

; CHECK-DAG: kept ioctl call from main request={21505,21523}
; CHECK-DAG: kept case_low call from ioctl
; CHECK-DAG: removed case_between
; CHECK-DAG: kept case_high call from ioctl
; CHECK-DAG: removed case_default
; CHECK-DAG: kept open_argument call from main x={any}
; CHECK-DAG: kept open_case
; CHECK-DAG: kept mode_one
; CHECK-DAG: removed mode_other
; CHECK: ---
; The dead cases are gone from the switch.
; CHECK-LABEL: define internal void @ioctl
; CHECK-NOT: @case_between
; CHECK: }

define void @main(i32 %argc) {
  call void @ioctl(i64 21505)
  call void @ioctl(i64 21523)
  call void @open_argument(i32 %argc)
  %m = call i32 @mode(i32 %argc)
  %t = icmp sgt i32 %m, 2
  br i1 %t, label %other, label %one
one:
  call void @mode_one()
  ret void
other:
  call void @mode_other()
  ret void
}
define internal i32 @mode(i32 %x) {
  %c = icmp eq i32 %x, 0
  %r = select i1 %c, i32 1, i32 2
  ret i32 %r
}
define internal void @ioctl(i64 %request) {
  %n = trunc i64 %request to i32
  switch i32 %n, label %default [ i32 21505, label %low
                                  i32 21510, label %between
                                  i32 21523, label %high ]
low:
  call void @case_low()
  br label %end
between:
  call void @case_between()
  br label %end
high:
  call void @case_high()
  br label %end
default:
  call void @case_default()
  br label %end
end:
  %phi = phi i32 [ 1, %low ], [ 2, %between ], [ 3, %high ], [ 4, %default ]
  ret void
}
define internal void @open_argument(i32 %x) {
  switch i32 %x, label %end [ i32 7, label %seven ]
seven:
  call void @open_case()
  br label %end
end:
  ret void
}
define internal void @open_case() { ret void }
define internal void @case_low() { ret void }
define internal void @case_between() { ret void }
define internal void @case_high() { ret void }
define internal void @case_default() { ret void }
define internal void @mode_one() { ret void }
define internal void @mode_other() { ret void }
