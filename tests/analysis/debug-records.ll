; What the debugger is told of a block that goes must not turn up in one that is
; made later and happens to lie at the same address.
;
; RUN: %analyse --guard %s | %FileCheck %s
; RUN: %analyse %s | %FileCheck %s --check-prefix=PLAIN
; CHECK: define internal void @second
; CHECK-NOT: dbg_value
; CHECK: call void @__unispec_trap
; CHECK-NOT: dbg_value
; CHECK: }
; PLAIN-NOT: dbg_value

declare void @use(i64)

define i32 @main(i64 %n) {
  call void @first(i64 0)
  call void @second(i64 0)
  ret i32 0
}

define internal void @first(i64 %n) noinline !dbg !7 {
  %x = add i64 %n, 7
  %taken = icmp eq i64 %n, 0
  br i1 %taken, label %kept, label %gone

kept:
  ret void

gone:
  %y = add i64 %n, 9
    #dbg_value(i64 %y, !8, !DIExpression(), !10)
  ret void
}

define internal void @second(i64 %n) noinline !dbg !11 {
  %taken = icmp eq i64 %n, 0
  br i1 %taken, label %kept, label %gone

kept:
  ret void

gone:
  ret void
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2, !3}

!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{i32 7, !"Dwarf Version", i32 5}
!5 = !DISubroutineType(types: !6)
!6 = !{null}
!7 = distinct !DISubprogram(name: "first", file: !1, line: 2, type: !5, unit: !0, spFlags: DISPFlagDefinition)
!8 = !DILocalVariable(name: "y", scope: !7, file: !1, line: 3, type: !9)
!9 = !DIBasicType(name: "long", size: 64, encoding: DW_ATE_signed)
!10 = !DILocation(line: 3, scope: !7)
!11 = distinct !DISubprogram(name: "second", file: !1, line: 4, type: !5, unit: !0, spFlags: DISPFlagDefinition)
