; Constructors, llvm.used, sections of start code, assembly and codegen's own
; calls count; llvm.compiler.used does not.
; RUN: %analyse %s | %FileCheck %s

; CHECK-DAG: kept constructor root
; CHECK-DAG: kept in_section root
; CHECK-DAG: kept retained root
; CHECK-DAG: removed only_compiler_used
; CHECK-DAG: kept from_asm native from main
; CHECK-DAG: kept from_module_asm root
; CHECK-DAG: kept fmod_like codegen from main
; CHECK-DAG: removed sin
; CHECK-DAG: kept in_set
; CHECK-DAG: removed in_other_set
; CHECK-DAG: removed bundled
; CHECK: ---
; CHECK-NOT: @only_compiler_used

module asm "jmp from_module_asm"
@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @constructor, ptr null }]
@llvm.used = appending global [1 x ptr] [ptr @retained], section "llvm.metadata"
@llvm.compiler.used = appending global [1 x ptr] [ptr @only_compiler_used], section "llvm.metadata"
@entry = internal constant ptr @in_section, section ".init_array.5"
@member = internal constant ptr @in_set, section "my_set"
@other_member = internal constant ptr @in_other_set, section "other_set"
@__start_my_set = external constant ptr
@floor = internal alias double (double), ptr @fmod_like

define void @main(double %x) {
  call void asm sideeffect "call from_asm", ""()
  %r = call double @llvm.floor.f64(double %x)
  %f = load ptr, ptr @__start_my_set
  call void %f()
  call void @llvm.assume(i1 true) ["align"(ptr @bundled, i64 8)]
  ret void
}
declare double @llvm.floor.f64(double)
declare void @llvm.assume(i1)
define internal void @constructor() { ret void }
define internal void @in_section() { ret void }
define internal void @retained() { ret void }
define internal void @only_compiler_used() { ret void }
define internal void @from_asm() { ret void }
define internal void @from_module_asm() { ret void }
define internal double @fmod_like(double %x) { ret double %x }
define internal double @sin(double %x) { ret double %x }
define internal void @in_set() { ret void }
define internal void @in_other_set() { ret void }
define internal void @bundled() { ret void }
