; A pointer past the end of its object, by steps or by an index of elements that
; are larger than the object, is there and nowhere within: what leads back from
; it arrives where it should. The check says the same.
; RUN: %analyse --check %s | %FileCheck %s
; RUN: %analyse %s | %FileCheck --check-prefix=KEPT %s
; CHECK: check: ok
; CHECK-NOT: removed by_
; KEPT-DAG: kept by_steps indirect call from main
; KEPT-DAG: kept by_index indirect call from main
; KEPT-DAG: removed beside

@text = internal constant [4 x i8] c"abc\00"
@one = internal global ptr @by_steps
@two = internal global { ptr, ptr } { ptr @by_index, ptr @beside }

define i32 @main(i64 %n) {
entry:
  br label %loop
loop:
  %p = phi ptr [ @text, %entry ], [ %p8, %loop ]
  %q = phi ptr [ @one, %entry ], [ %q24, %loop ]
  %i = phi i64 [ 0, %entry ], [ %i1, %loop ]
  %c = load i8, ptr %p
  %p8 = getelementptr i8, ptr %p, i64 8
  %q24 = getelementptr i8, ptr %q, i64 24
  %i1 = add i64 %i, 1
  %again = icmp ult i64 %i1, %n
  br i1 %again, label %loop, label %done
done:
  %minus = mul i64 %n, -24
  %back = getelementptr i8, ptr %q24, i64 %minus
  %f = load ptr, ptr %back
  call void %f()
  %past = getelementptr { ptr, ptr, ptr }, ptr @two, i64 %n
  %within = getelementptr i8, ptr %past, i64 -24
  %g = load ptr, ptr %within
  call void %g()
  ret i32 0
}
define internal void @by_steps() { ret void }
define internal void @by_index() { ret void }
define internal void @beside() { ret void }
