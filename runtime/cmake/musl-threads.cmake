# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# musl locks a FILE for each call, and for each character that putc() and its
# kin write or read. Without thread_create in the image nobody else can have it
# (see overlay/src/stdio/__lockfile.c), and no futex is reached.

musl_edit_begin(src/internal/stdio_impl.h)
musl_edit(1 "#define UNGET 8" "#pragma weak thread_create\n#define UNGET 8")
musl_edit(2 "((f)->lock>=0 ?" "(UNISPEC_THREADS && (f)->lock>=0 ?")
# Nothing writes to these; the link step knows which of them are there.
musl_edit(3 "FILE *volatile __std" "FILE *__std")
musl_edit_end(${musl_edited} unispec/start.h)
foreach(file stdio/stdin stdio/stdout stdio/stderr stdio/fflush
        stdio/__stdio_exit thread/pthread_create)
  musl_edit_begin(src/${file}.c)
  musl_edit(1 "FILE *volatile " "FILE *")
  musl_edit_end(${musl_edited} unispec/start.h)
endforeach()

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
