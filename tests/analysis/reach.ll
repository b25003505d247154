; Functions are kept when a reached call, direct or through a pointer, can call
; them; that their address is stored or in a table does not count.
; RUN: %analyse %s | %FileCheck %s
; The control: every function is in the module before.
; RUN: %opt -passes=verify -S %s | %FileCheck %s --check-prefix=ALL

; ALL-DAG: define internal i32 @called
; ALL-DAG: define internal i32 @uncalled
; ALL-DAG: define internal i32 @only_from_uncalled
; ALL-DAG: define internal i32 @stored
; ALL-DAG: define internal i32 @in_table
; ALL-DAG: define internal i32 @in_unused_table
; ALL-DAG: define internal i32 @behind_alias

; CHECK-DAG: kept main root from -
; CHECK-DAG: kept called call from main
; CHECK-DAG: removed uncalled
; CHECK-DAG: removed only_from_uncalled
; CHECK-DAG: removed stored
; CHECK-DAG: kept in_table indirect call from main
; CHECK-DAG: removed in_unused_table
; CHECK-DAG: kept behind_alias call from main
; CHECK: ---
; CHECK-NOT: @uncalled
; CHECK-NOT: define {{.*}}@in_unused_table

@table = internal constant [1 x ptr] [ptr @in_table]
@unused_table = internal constant [1 x ptr] [ptr @in_unused_table]
@slot = internal global ptr null
@other_name = internal alias i32 (), ptr @behind_alias

define i32 @main(i32 %i) {
  %a = call i32 @called()
  store ptr @stored, ptr @slot
  %p = getelementptr ptr, ptr @table, i32 %i
  %f = load ptr, ptr %p
  %b = call i32 %f()
  %c = call i32 @other_name()
  ret i32 %b
}

define internal i32 @called() { ret i32 1 }
define internal i32 @uncalled() {
  %r = call i32 @only_from_uncalled()
  %p = load ptr, ptr @unused_table
  %q = call i32 %p()
  ret i32 %r
}
define internal i32 @only_from_uncalled() { ret i32 2 }
define internal i32 @stored() { ret i32 3 }
define internal i32 @in_table() { ret i32 4 }
define internal i32 @in_unused_table() { ret i32 5 }
define internal i32 @behind_alias() { ret i32 6 }
