/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One use of the file layer, chosen by a macro; see write.test. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static char buffer[10];

int main(void)
{
    int p[2] = {0};

#if defined(DO_READ)
    read(0, buffer, sizeof(buffer));
#elif defined(DO_OPEN)
    p[0] = open("file", O_RDONLY);
    read(p[0], buffer, sizeof(buffer));
#elif defined(DO_RENAME)
    rename("a", "b");
#elif defined(DO_PIPE)
    pipe(p);
    write(p[1], buffer, 1);
    read(p[0], buffer, 1);
#endif
    return write(1, buffer, sizeof(buffer)) + p[0] < 0;
}
