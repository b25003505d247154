/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Real-time signals have numbers instead of names. SIGRTMIN is 35 in musl. */
// HOST: no
// STATUS: 163
// EXPECT: unispec: killed by signal 35
#include <signal.h>
#include <unistd.h>

int main(void)
{
    kill(getpid(), SIGRTMIN);
    return 0;
}
