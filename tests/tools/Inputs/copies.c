/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* `copied` is a function that nobody calls. With COPY: another file, which has
 * inlined one of that name; with OUTSIDE: one that has not. */
int use_copy(int x);

#ifdef COPY
static inline __attribute__((always_inline)) int copied(int x)
{
    return x * 7 + 1;
}
int use_copy(int x)
{
    return copied(x);
}
#elif defined OUTSIDE
int use_copy(int x)
{
    return x + 1;
}
#else
int copied(int x)
{
    return x * 7 + 1;
}
int main(int argc, char **argv)
{
    (void)argv;
    return use_copy(argc);
}
#endif
