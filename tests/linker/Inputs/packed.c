/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Data with zeros in it, in all lengths of runs, that the program can check. */
#include <stdio.h>

#define Z1 0
#define Z2 Z1, Z1
#define Z4 Z2, Z2
#define Z16 Z4, Z4, Z4, Z4
#define Z256 Z16, Z16, Z16, Z16, Z16, Z16, Z16, Z16, Z16, Z16, Z16, Z16, Z16,  \
             Z16, Z16, Z16

static int word = 41;

static unsigned char bytes[] = {
    1, Z1, 2, Z2, 3, Z2, Z1, 4, Z4, 5, Z16, 6, Z256, 7, Z256, Z256, Z16, 8,
};

static struct entry {
    const char *name;
    int *value;
    long unused[20];
    char flag;
} entries[] = {
    {"first", &word, {0}, 1}, {"second", 0, {0}, 2}, {"third", &word, {3}, 3},
};

/* Enough to be packed. */
static struct entry more[300] = {[7] = {"more", &word, {[3] = 5}, 4}};

/* Longer than a number of a pair. */
static char text[] = "text without a zero, "
                     "which goes on and on and on and on and on and on and on "
                     "and on and on and on and on and on and on and on and on "
                     "and on and on and on and on and on and on and on and on "
                     "and on and on and on and on and on and on and on and on "
                     "and on and on and on and on to its end";

int main(void)
{
    unsigned long sum = 0;

    for (size_t i = 0; i < sizeof(bytes); i++)
        sum = sum * 31 + bytes[i];
    for (size_t i = 0; i < 3; i++) {
        struct entry *e = &entries[i];
        printf("%s %d %ld %d\n", e->name, e->value ? ++*e->value : 0,
               e->unused[0], e->flag++);
    }
    for (size_t i = 0; i < 300; i++)
        if (more[i].name)
            printf("%s %zu %d %ld\n", more[i].name, i, *more[i].value,
                   more[i].unused[3]++);
    text[0]++;
    printf("%zu %lx\n%s\n", sizeof(bytes), sum, text);
    bytes[3]++;
    return 0;
}
