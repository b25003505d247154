# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The reads of a format string in musl's printf, scanf and strftime say what
# they are (unispec/format.h), so that the link step leaves out the conversions
# that no format asks for.

# EXPRESSION, between BEFORE and AFTER, comes to be the value of KIND.
function(musl_gate count before expression after kind)
  musl_edit(${count} "${before}${expression}${after}"
    "${before}__unispec_format(fmt, ${expression}, ${kind})${after}")
endfunction()

# The loop over the format is the same in printf and wprintf.
function(musl_gate_printf isdigit wide)
  set(kind ${wide}UNISPEC_PRINTF_)
  musl_gate(2 "${isdigit}(s[1]) && " "s[2]=='$'" ") {" ${kind}POSITIONAL)
  musl_gate(1 "isdigit(s[2]) && " "s[3]=='$'" ") {" ${kind}POSITIONAL)
  musl_gate(1 "(fl=0; " "(unsigned)*s-' '<32 && (FLAGMASK&(1U<<*s-' '))" ";"
    ${kind}FLAGS)
  musl_gate(1 "fl |= 1U<<" "*s" "-' ';" ${kind}FLAG)
  musl_gate(1 "if (" "*s=='*'" ") {" ${kind}WIDTH_ARGUMENT)
  musl_edit(1 "(w=getint(&s))"
    "(w=__unispec_format(fmt, isdigit(*s), ${kind}WIDTH)?getint(&s):0)")
  musl_gate(1 "*s=='.' && " "s[1]=='*'" ") {" ${kind}PRECISION_ARGUMENT)
  musl_gate(1 "else if (" "*s=='.'" ") {" ${kind}PRECISION)
  musl_gate(1 "if (" "OOB(*s)" ")" ${kind}INVALID)
  # Row and column of the table of states.
  musl_gate(1 "ps=" "st" ";" ${kind}LENGTH)
  musl_edit(1 "states[st]S" "states[ps]S")
  musl_gate(1 "states[ps]S(" "*s++" ")" ${kind}LETTER)
  musl_gate(1 "if (" "ps && (t&15)==3" ")" ${kind}WIDE)
endfunction()

musl_edit_begin(src/stdio/vfprintf.c)
musl_gate_printf(isdigit "")
musl_edit(1 "switch(t)"
  "switch(t=__unispec_format(fmt, t, UNISPEC_PRINTF_CONVERSION))")
# Without a field width nothing is ever wider than its text.
foreach(call "' ', w, pl+p, fl" "'0', w, pl+p, fl^ZERO_PAD"
    "' ', w, pl+p, fl^LEFT_ADJ")
  musl_edit(1 "pad(f, ${call});"
    "if (__unispec_format(fmt, w>pl+p, UNISPEC_PRINTF_WIDTH)) pad(f, ${call});")
endforeach()
foreach(call "' ', w, p, fl" "' ', w, p, fl^LEFT_ADJ")
  musl_edit(1 "pad(f, ${call});"
    "if (__unispec_format(fmt, w>p, UNISPEC_PRINTF_WIDTH)) pad(f, ${call});")
endforeach()
musl_edit_end(${musl_edited} unispec/format.h)

musl_edit_begin(src/stdio/vfwprintf.c)
set(wide "UNISPEC_FORMAT_WIDE|")
# Indices from 1 to NL_ARGMAX: musl is one short here, and reads what lies behind.
musl_edit(1 "nl_type[NL_ARGMAX] =" "nl_type[NL_ARGMAX+1] =")
musl_edit(1 "nl_arg[NL_ARGMAX];" "nl_arg[NL_ARGMAX+1];")
musl_gate_printf(iswdigit ${wide})
musl_edit(1 "switch (t) {"
  "switch (t=__unispec_format(fmt, t, ${wide}UNISPEC_PRINTF_CONVERSION)) {")
# Padding is a call of printf, even where it prints nothing.
musl_gate(2 "if (" "w>1" " &&" ${wide}UNISPEC_PRINTF_WIDTH)
foreach(flag "(!(fl&LEFT_ADJ))" "((fl&LEFT_ADJ))")
  musl_edit(2 "if ${flag} fprintf(f, \"%*s\", w-p,"
    "if (${flag} && __unispec_format(fmt, w>p, ${wide}UNISPEC_PRINTF_WIDTH)) fprintf(f, \"%*s\", w-p,")
endforeach()
musl_edit_end(${musl_edited} unispec/format.h)

# scanf and wscanf.
function(musl_gate_scanf isdigit wide)
  set(kind ${wide}UNISPEC_SCANF_)
  musl_gate(1 "${isdigit}(*p) && " "p[1]=='$'" ")" ${kind}POSITIONAL)
  musl_gate(1 "if (" "*p=='m'" ")" ${kind}ALLOCATE)
  musl_gate(1 "switch (" "*p++" ")" ${kind}LETTER)
  musl_gate(1 "if (" "size == SIZE_l" ") *(wchar_t" ${kind}WIDE)
  musl_gate(1 "if (" "size == SIZE_l" ") {" ${kind}WIDE)
endfunction()

musl_edit_begin(src/stdio/vfscanf.c)
musl_gate_scanf(isdigit "")
musl_edit(1 "switch (t) {\n\t\tcase 'c'"
  "switch (t=__unispec_format(fmt, t, UNISPEC_SCANF_CONVERSION)) {\n\t\tcase 'c'")
musl_edit_end(${musl_edited} unispec/format.h)

musl_edit_begin(src/stdio/vfwscanf.c)
musl_gate_scanf(iswdigit ${wide})
musl_gate(1 "wcs = (" "size == SIZE_l" ")" ${wide}UNISPEC_SCANF_WIDE)
musl_edit(1 "if (t != 'n') {"
  "if ((t=__unispec_format(fmt, t, ${wide}UNISPEC_SCANF_CONVERSION)) != 'n') {")
musl_edit_end(${musl_edited} unispec/format.h)

# strftime and wcsftime, which lose the pointer that they were given. The name
# of a time zone reaches files, and so most of the kernel.
function(musl_gate_strftime type conversion wide)
  musl_edit(1 "size_t l, k;" "size_t l, k; const ${type} *fmt=f;")
  musl_edit(1 "&k, *f, tm"
    "&k, __unispec_format(fmt, ${conversion}, ${wide}UNISPEC_STRFTIME_CONVERSION), tm")
endfunction()

musl_edit_begin(src/time/strftime.c)
musl_gate_strftime(char "(unsigned char)*f" "")
musl_edit(1 "width = strtoul(f, &p, 10);"
  "p = (char *)f; width = __unispec_format(fmt, *f<'@' && *f!='%', UNISPEC_STRFTIME_WIDTH) ? strtoul(f, &p, 10) : 0;")
musl_edit_end(${musl_edited} unispec/format.h)

musl_edit_begin(src/time/wcsftime.c)
musl_gate_strftime(wchar_t "*f" ${wide})
musl_edit_end(${musl_edited} unispec/format.h)
