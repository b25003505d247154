; What is not known is answered conservatively and listed.
; RUN: %analyse %s | %FileCheck %s

; CHECK-DAG: kept callback {{.*}} from main x={any}
; CHECK-DAG: kept case_five
; CHECK: assumption root-when-unknown: 'nowhere' is not in the program

declare void @opaque(ptr)
define void @main() "unispec-root-when"="nowhere" {
  call void @callback(i32 1)
  call void @opaque(ptr @callback)
  ret void
}
define internal void @callback(i32 %x) {
  %c = icmp eq i32 %x, 5
  br i1 %c, label %five, label %end
five:
  call void @case_five()
  br label %end
end:
  ret void
}
define internal void @case_five() { ret void }
