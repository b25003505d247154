/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* hello.c that stays, so that many are there at once. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    printf("Hello from %s, %d times\n", "unispec", 1);
    fflush(stdout);
    for (;;)
        sleep(1000);
}
