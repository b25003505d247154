; root_when makes a function a root exactly when another is reached, and
; __unispec_reached tells it to the code, folded to a constant.
; RUN: %analyse %s | %FileCheck %s

; CHECK-DAG: kept socket call from main
; CHECK-DAG: kept net_init root_when from socket
; CHECK-DAG: removed disk
; CHECK-DAG: removed disk_init
; CHECK-DAG: kept with_socket
; CHECK-DAG: removed with_disk
; CHECK-DAG: kept late call from without_disk
; CHECK-DAG: kept with_late
; A static function may have got another name; then metadata says which it is.
; CHECK-DAG: kept static_init root_when from helper.17
; CHECK-DAG: removed other_init
; CHECK: ---
; CHECK-NOT: call i32 @__unispec_reached

declare i32 @__unispec_reached(ptr)
define void @main() {
  call void @helper.17()
  call void @socket()
  %s = call i32 @__unispec_reached(ptr @socket)
  %c = icmp ne i32 %s, 0
  br i1 %c, label %a, label %b
a:
  call void @with_socket()
  br label %b
b:
  %d = call i32 @__unispec_reached(ptr @disk)
  %e = icmp ne i32 %d, 0
  br i1 %e, label %f, label %g
f:
  call void @with_disk()
  ret void
g:
  call void @without_disk()
  %h = call i32 @__unispec_reached(ptr @late)
  %i = icmp ne i32 %h, 0
  br i1 %i, label %j, label %k
j:
  call void @with_late()
  ret void
k:
  ret void
}
define internal void @socket() { ret void }
define internal void @disk() { ret void }
define internal void @net_init() "unispec-root-when"="socket" { ret void }
define internal void @disk_init() "unispec-root-when"="disk" { ret void }
define internal void @with_socket() { ret void }
define internal void @with_disk() { ret void }
define internal void @without_disk() { call void @late() ret void }
define internal void @late() { ret void }
define internal void @with_late() { ret void }
define internal void @helper.17() { ret void }
define internal void @helper.18() { ret void }
define internal void @static_init() "unispec-root-when"="helper" !unispec.root_when !0 { ret void }
define internal void @other_init() "unispec-root-when"="helper" !unispec.root_when !1 { ret void }
!0 = !{ptr @helper.17}
!1 = !{ptr @helper.18}
