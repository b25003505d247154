/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Whole files through stdio: lines, seeking, appending, large. */
#include "fs_check.h"

int main(void)
{
    char line[100];
    long sum = 0;
    FILE *f;

    fs_enter();
    f = fopen("f", "w");
    for (int i = 0; i < 20000; i++)
        fprintf(f, "line %d\n", i);
    SHOW(ftell(f));
    SHOW(fclose(f));
    f = fopen("f", "r");
    while (fgets(line, sizeof(line), f))
        sum += atoi(line + 5);
    SHOW(sum);
    HOLDS(feof(f));
    SHOW(fseek(f, 10, SEEK_SET));
    SHOW(fgetc(f));
    SHOW(ungetc('x', f));
    SHOW(fgetc(f));
    SHOW(fclose(f));
    f = fopen("f", "a+");
    fputs("the end\n", f);
    SHOW(fseek(f, -8, SEEK_END));
    HOLDS(fgets(line, sizeof(line), f) != NULL);
    printf("%s", line);
    SHOW(fclose(f));
    f = fopen("f", "r+");
    fputs("LINE", f);
    SHOW(fseek(f, 0, SEEK_CUR));
    HOLDS(fgets(line, sizeof(line), f) != NULL);
    printf("%s", line);
    SHOW(fclose(f));
    HOLDS(fopen("none", "r") == NULL);
    HOLDS(fopen("f", "wx") == NULL);
    SHOW(remove("f"));
    SHOW(rename("f", "g"));
    return 0;
}
