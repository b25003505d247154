/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One thread-local int, so that the TLS segment has 4 bytes at 4 bytes: here,
 * with -DNATIVE in a native object, or with -DCONTROL nowhere. */
#include <stdio.h>

#if defined NATIVE
int count_native(void);
#define COUNT count_native()
#elif defined CONTROL
#define COUNT 5
#else
static _Thread_local volatile int count = 5;
#define COUNT count++
#endif

int main(void)
{
    printf("%d\n", COUNT);
    return 0;
}
