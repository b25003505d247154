; An address of the world less that of an object which is in the world, too, may
; be a distance in that object.
; RUN: %analyse --check %s | %FileCheck --check-prefix=SOUND %s
; SOUND: check: ok
; RUN: %analyse %s | %FileCheck %s
; CHECK-DAG: kept work
; CHECK-DAG: kept inside
; CHECK-DAG: removed beside

; The control: an object that is not in the world is not what the address is of.
; RUN: sed 's/ptr @requests, ptr @work/ptr null, ptr @work/' %s > %t.ll
; RUN: %analyse --check %t.ll | %FileCheck --check-prefix=SOUND %s

@requests = internal global [4 x i64] zeroinitializer
@table = internal global [4 x ptr] [ptr @inside, ptr @inside, ptr @inside, ptr @inside]
@other = internal global ptr @beside

declare i64 @unknown(ptr, ptr)

define i64 @main() {
  %a = call i64 @unknown(ptr @requests, ptr @work)
  ret i64 %a
}

define internal i64 @work(ptr %r) {
  %x = ptrtoint ptr %r to i64
  %d = sub i64 %x, ptrtoint (ptr @requests to i64)
  %i = sdiv exact i64 %d, 8
  %at = getelementptr inbounds [4 x ptr], ptr @table, i64 0, i64 %i
  %f = load ptr, ptr %at
  call void %f()
  ret i64 %d
}
define internal void @inside() { ret void }
define internal void @beside() { ret void }
