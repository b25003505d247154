/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <jansson.h>
#include <stdio.h>

int main(void)
{
    json_t *object = json_pack("{s:s}", "jansson", jansson_version_str());
    json_dumpf(object, stdout, 0);
    putchar('\n');
    json_decref(object);
    return 0;
}
