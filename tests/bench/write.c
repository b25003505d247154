/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The least program: one line through write(). */
#include <unistd.h>

int main(void)
{
    write(1, "Hello\n", 6);
    return 0;
}
