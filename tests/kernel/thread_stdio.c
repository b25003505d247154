/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One FILE, several threads: lines stay whole, flockfile() holds them off. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static FILE *file;

static void *print(void *p)
{
    for (int i = 0; i < 200; i++)
        fprintf(file, "%s %s %s\n", (char *)p, (char *)p, (char *)p);
    flockfile(file);
    fputs((char *)p, file);
    for (volatile int k = 0; k < 100000; k++)
        ;
    fputc('\n', file);
    funlockfile(file);
    return p;
}

int main(void)
{
    char line[64], *texts[] = {"one", "three", "seventeen"};
    int whole = 0, other = 0;
    pthread_t t[3];

    file = fopen("/tmp/thread_stdio_lines", "w+");
    if (!file)
        file = tmpfile();
    for (int i = 0; i < 3; i++)
        pthread_create(&t[i], NULL, print, texts[i]);
    for (int i = 0; i < 3; i++)
        pthread_join(t[i], NULL);
    rewind(file);
    while (fgets(line, sizeof(line), file)) {
        int known = 0;

        line[strcspn(line, "\n")] = 0;
        for (int i = 0; i < 3; i++) {
            char want[64];

            sprintf(want, "%s %s %s", texts[i], texts[i], texts[i]);
            known |= !strcmp(line, want) || !strcmp(line, texts[i]);
        }
        whole += known;
        other += !known;
    }
    printf("whole %d, other %d\n", whole, other);
    return 0;
}
