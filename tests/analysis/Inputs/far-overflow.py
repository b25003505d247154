# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""far-overflow.py: prints the module of ../far-overflow.test."""
COUNT = 140  # more than the solver keeps apart

for i in range(COUNT):
    print(f"@cell{i} = internal global i64 0")
cells = ", ".join(f"ptr @cell{i}" for i in range(COUNT))
print(f"""@cells = internal global [{COUNT} x ptr] [{cells}]
@here = internal global ptr @forth
@there = internal global ptr @back

define i32 @main(i64 %n) {{
  %place = alloca i128, align 16
  %one = getelementptr inbounds [{COUNT} x ptr], ptr @cells, i64 0, i64 %n
  %cell = load ptr, ptr %one
  store ptr %cell, ptr %place
  %a = add i64 ptrtoint (ptr @here to i64), 0
  %b = call i64 @opaque(i64 add (i64 ptrtoint (ptr @there to i64), i64 0))
  %way = sub i64 %a, %b
  %wide = zext i64 %way to i128
  store i128 %wide, ptr %place
  %part = load i64, ptr %place
  %x = load ptr, ptr @here
  call void %x()
  %from = ptrtoint ptr @here to i64
  %at = sub i64 %from, %part
  %q = inttoptr i64 %at to ptr
  %g = load ptr, ptr %q
  call void %g()
  ret i32 0
}}
define internal i64 @opaque(i64 %x) {{ ret i64 %x }}
define internal void @forth() {{ ret void }}
define internal void @back() {{ ret void }}""")
