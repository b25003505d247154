# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# musl locks a FILE for each character that putc() and its kin write or read.
# Without thread_create in the image nobody else can have it (see
# overlay/src/stdio/__lockfile.c), and no futex is reached.

function(musl_unlock_characters file definition call unlocked)
  musl_edit_begin(src/stdio/${file}.c)
  musl_edit(1 "int ${definition}" "_Pragma(\"weak thread_create\") int ${definition}")
  musl_edit(1 "return ${call};"
    "return UNISPEC_THREADS ? ${call} : ${unlocked};")
  musl_edit_end(${musl_edited} unispec/start.h)
endfunction()

musl_unlock_characters(putc "putc(int c, FILE *f)" "do_putc(c, f)"
  "putc_unlocked(c, f)")
musl_unlock_characters(fputc "fputc(int c, FILE *f)" "do_putc(c, f)"
  "putc_unlocked(c, f)")
musl_unlock_characters(putchar "putchar(int c)" "do_putc(c, stdout)"
  "putc_unlocked(c, stdout)")
musl_unlock_characters(getc "getc(FILE *f)" "do_getc(f)" "getc_unlocked(f)")
musl_unlock_characters(fgetc "fgetc(FILE *f)" "do_getc(f)" "getc_unlocked(f)")
musl_unlock_characters(getchar "getchar(void)" "do_getc(stdin)"
  "getc_unlocked(stdin)")
