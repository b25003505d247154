; The check accepts what the analysis makes of values and of control flow.
; RUN: %analyse --check %s | %FileCheck %s
; CHECK: check: ok

define i32 @main(i32 %n, i1 %c) {
  ; copy, cast, arithmetic
  %f = freeze i32 7
  %z = zext i32 %f to i64
  %s = add i64 %z, 5
  %t = trunc i64 %s to i8
  ; select, comparison, branch, phi
  %p = select i1 %c, i32 1, i32 2
  %e = icmp eq i32 %p, 2
  br i1 %e, label %two, label %one
one:
  br label %join
two:
  br label %join
join:
  %v = phi i32 [ 10, %one ], [ 20, %two ]
  switch i32 %v, label %other [ i32 10, label %ten
                                i32 20, label %ten ]
ten:
  %r = call i32 @callee(i32 %v)
  ret i32 %r
other:
  ret i32 0
}
define internal i32 @callee(i32 %x) {
  %y = mul i32 %x, 3
  ret i32 %y
}
