/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Nobody can end this pause: that is said, with the kernel's own status. */
// HOST: no
// STATUS: 125
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    pause();
    puts("NOT HERE");
    return 0;
}
