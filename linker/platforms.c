/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The monitors of --platform=LIST and the buses that they have, out of
 * platforms.def. The analysis takes the symbol of each bus as a root: so the
 * kernel's code for a bus stays exactly if a monitor has it.
 */
#include "platforms.h"

#include <unispec/os_symbol.h>

#include <stdlib.h>
#include <string.h>

enum { BUSES_MAX = 2 };

static const struct platform {
    const char *name;
    bool by_default;
    const char *buses[BUSES_MAX + 1];
} platforms[] = {
#define PLATFORM(name, by_default, ...) {name, by_default, {__VA_ARGS__}},
#include "platforms.def"
#undef PLATFORM
};

#define COUNT (sizeof(platforms) / sizeof(*platforms))

static const struct platform *find(const char *name)
{
    for (size_t i = 0; i < COUNT; i++)
        if (!strcmp(name, platforms[i].name))
            return &platforms[i];
    return NULL;
}

void platforms_set_default(struct link *l)
{
    for (size_t i = 0; i < COUNT; i++)
        if (platforms[i].by_default)
            strings_add(&l->platforms, platforms[i].name);
}

/* "qemu, firecracker and crosvm", owned by the caller. */
static char *listed(void)
{
    char *text = must_strdup(platforms[0].name), *longer;

    for (size_t i = 1; i < COUNT; i++) {
        longer = must_format("%s%s%s", text, i + 1 < COUNT ? ", " : " and ",
                             platforms[i].name);
        free(text);
        text = longer;
    }
    return text;
}

void platforms_parse(struct link *l, const char *list)
{
    char *copy = must_strdup(list), *save = NULL, *all = listed();

    strings_free(&l->platforms);
    for (char *name = strtok_r(copy, ",", &save); name;
         name = strtok_r(NULL, ",", &save)) {
        if (!find(name))
            link_error(l,
                       "--platform=%s: unknown platform '%s', expected a "
                       "comma-separated list of %s",
                       list, name, all);
        else if (!strings_contain(&l->platforms, name))
            strings_add(&l->platforms, name);
    }
    if (!l->platforms.count && !l->errors)
        link_error(l, "--platform=%s: empty list, expected one of %s", list,
                   all);
    free(all);
    free(copy);
}

void platforms_symbols(const struct link *l, struct strings *symbols)
{
    for (size_t i = 0; i < l->platforms.count; i++)
        for (const char *const *bus = find(l->platforms.items[i])->buses; *bus;
             bus++) {
            char *symbol = must_format(UNISPEC_OS_PREFIX "platform_%s", *bus);

            if (!strings_contain(symbols, symbol))
                strings_add(symbols, symbol);
            free(symbol);
        }
}
