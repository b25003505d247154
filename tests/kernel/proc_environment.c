/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Arguments and environment: order, changes, what is not there. */
// ARGS: one "two words" '' --four=4
// ENV: A=1 B= C=x=y
#include "proc_check.h"
#include <sys/auxv.h>

extern char **environ;

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        printf("%d \"%s\"\n", i, argv[i]);
    HOLDS(argv[argc] == NULL);
    for (char **e = environ; *e; e++)
        puts(*e);
    printf("%s \"%s\" %s\n", getenv("A"), getenv("B"), getenv("C"));
    HOLDS(getenv("D") == NULL && getenv("A=1") == NULL);
    SHOW(setenv("A", "2", 0));
    puts(getenv("A"));
    SHOW(setenv("A", "2", 1));
    puts(getenv("A"));
    SHOW(setenv("", "x", 1));
    SHOW(setenv("x=y", "x", 1));
    SHOW(unsetenv("B"));
    HOLDS(getenv("B") == NULL);
    SHOW(unsetenv("none"));
    SHOW(putenv("D=new"));
    puts(getenv("D"));
    SHOW(clearenv());
    HOLDS(getenv("A") == NULL);
    HOLDS(getauxval(AT_PAGESZ) == 4096 && getauxval(AT_RANDOM));
    HOLDS(getauxval(AT_UID) == getuid() && getauxval(AT_SECURE) == 0);
    HOLDS(getauxval(AT_PHNUM) > 0 && getauxval(AT_PHDR) && getauxval(AT_ENTRY));
    HOLDS(getauxval(99999) == 0);
    return 0;
}
