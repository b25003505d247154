/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The floating-point environment: modes of rounding, flags of exceptions, and
 * that an environment is as large as what the C library stores in one.
 */
#include "proc_check.h"
#include <fenv.h>
#include <sys/mman.h>
#include <sys/sem.h>

static volatile double one = 1, three = 3, zero, none;

static void show_rounding(const char *name, int mode)
{
    int refused = fesetround(mode);

    printf("%s: %d %d %.17g %.17g\n", name, refused, fegetround() == mode,
           one / three, -one / three);
}

static void show_exceptions(void)
{
    feclearexcept(FE_ALL_EXCEPT);
    none = one / three;
    printf("inexact: %d\n", fetestexcept(FE_ALL_EXCEPT) == FE_INEXACT);
    feclearexcept(FE_ALL_EXCEPT);
    none = one / zero;
    printf("by zero: %d\n", fetestexcept(FE_ALL_EXCEPT) == FE_DIVBYZERO);
    feraiseexcept(FE_OVERFLOW);
    printf("raised: %d\n", !!fetestexcept(FE_OVERFLOW));
}

int main(void)
{
    struct {
        unsigned char before[8];
        fenv_t environment;
        unsigned char after[32];
    } s;

    show_rounding("up", FE_UPWARD);
    show_rounding("down", FE_DOWNWARD);
    show_rounding("to zero", FE_TOWARDZERO);
    fesetround(FE_UPWARD);
    memset(&s, 0x5a, sizeof s);
    fegetenv(&s.environment);
    for (size_t i = 0; i < sizeof s.after; i++)
        if (s.after[i] != 0x5a || s.before[i % 8] != 0x5a)
            printf("byte %zu beside the environment changed\n", i);
    show_rounding("nearest", FE_TONEAREST);
    fesetenv(&s.environment);
    printf("back: %d\n", fegetround() == FE_UPWARD);
    fesetenv(FE_DFL_ENV);
    printf("default: %d\n", fegetround() == FE_TONEAREST);
    show_exceptions();
    printf("%zu %zu %d\n", sizeof(fenv_t), sizeof(struct semid_ds), MAP_32BIT);
    return 0;
}
