# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The common path of malloc() is overlay/src/malloc/malloc_fast.c; musl's malloc()
# is what it calls for the rest, with the other's code in the place of enframe().
# So with free() and overlay/src/malloc/free_fast.c.

musl_edit_begin(src/malloc/mallocng/malloc.c)
musl_edit(1 "LOCK_OBJ_DEF;"
  "LOCK_OBJ_DEF; hidden void *__malloc_place(struct meta *, int, size_t, int);")
musl_edit(1 "void *malloc(size_t n)" "hidden void *__malloc_slow(size_t n)")
musl_edit(1 "p = enframe(" "p = __malloc_place(")
musl_edit(1 "return enframe(" "return __malloc_place(")
musl_edit_end(${musl_edited} features.h)

musl_edit_begin(src/malloc/mallocng/free.c)
musl_edit(1 "void free(void *p)" "__attribute__((noinline)) hidden void __free_slow(void *p)")
musl_edit_end(${musl_edited} features.h)
