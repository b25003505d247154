/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Dies in the way that its argument names, or ends with it as the status. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define HIDE(value)                                                            \
    ({                                                                         \
        __typeof__(value) hidden_ = (value);                                   \
        __asm__ volatile("" : "+r"(hidden_));                                  \
        hidden_;                                                               \
    })

static const char constant[] = "constant";
static char data[64];

static __attribute__((noinline)) unsigned long overflow(unsigned long n)
{
    volatile char block[512];

    block[n % 512] = 1;
    return overflow(n + 1) + (unsigned char)block[7];
}

static void call(void *code)
{
    ((void (*)(void))HIDE(code))();
}

static void die(const char *how)
{
    char stack[16] = {(char)0xc3}; /* ret */
    char *p;

    if (!strcmp(how, "null"))
        *HIDE((volatile char *)8) = 1;
    else if (!strcmp(how, "wild"))
        *HIDE((volatile char *)0x123456789000) = 1;
    else if (!strcmp(how, "noncanonical"))
        *HIDE((volatile char *)0x8000000000000000) = 1;
    else if (!strcmp(how, "rodata"))
        *HIDE((volatile char *)constant) = 1;
    else if (!strcmp(how, "text"))
        *HIDE((volatile char *)(void *)die) = 1;
    else if (!strcmp(how, "exec-data"))
        call(data);
    else if (!strcmp(how, "exec-stack"))
        call(stack);
    else if (!strcmp(how, "divide"))
        printf("%d\n", HIDE(1) / HIDE(0));
    else if (!strcmp(how, "invalid"))
        __asm__ volatile("ud2");
    else if (!strcmp(how, "overflow"))
        printf("%lu\n", overflow((unsigned long)how[0]));
    else if (!strcmp(how, "protected")) {
        p = mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        *(volatile char *)p = *(volatile char *)p + 1;
    } else if (!strcmp(how, "memory")) {
        p = mmap(0, 1ul << 30, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        memset(p, 1, 1ul << 30);
    }
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 0;
    die(argv[1]);
    return atoi(argv[1]);
}
