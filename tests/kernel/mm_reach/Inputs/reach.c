/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Memory, with what asks about it. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>

#ifdef DO_TEST
__attribute__((noinline)) bool
alloc_test(int event) __asm__("unispec.os.alloc_test");

bool alloc_test(int event)
{
    static bool fails;

    if (event < 0)
        fails = true;
    return fails && event == 0;
}
#endif

#if defined(DO_DESCRIPTOR)
int main(int argc, char **argv)
{
    (void)argv;
    return mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, argc, 0) == MAP_FAILED;
}
#else
int main(void)
{
    int first = open("f", O_CREAT | O_WRONLY, 0600), second;

#ifdef DO_TEST
    alloc_test(-1);
#endif
    second = open("g", O_CREAT | O_WRONLY, 0600);
#ifdef DO_USAGE
    struct rusage u;

    getrusage(RUSAGE_SELF, &u);
    printf("%ld\n", u.ru_maxrss);
#endif
#ifdef DO_FILE
    printf("%d\n", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, first, 0) ==
                       MAP_FAILED);
#endif
#ifdef DO_INFO
    struct sysinfo i;

    sysinfo(&i);
    printf("%lu\n", i.freeram);
#endif
    return first < 0 || second < 0;
}
#endif
