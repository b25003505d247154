/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Lines of values in a JSON text: jansson keeps none. The text was parsed
 * before, so this only skips; keys are compared as they are written.
 */
#include "policy.h"

#include <string.h>

static const char *skip_space(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

/* Behind the string that begins at AT. */
static const char *skip_string(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at + 1 : at;
}

/* Behind the value at AT, with everything in it. */
static const char *skip_value(const char *at)
{
    size_t depth = 0;
    do {
        if (*at == '"') {
            at = skip_string(at);
            continue;
        }
        depth += *at == '{' || *at == '[';
        depth -= *at == '}' || *at == ']';
        at++;
    } while (*at && (depth || !strchr(",}] \t\r\n", *at)));
    return at;
}

/* The value of KEY, or of INDEX, in what begins at AT; NULL if not there. */
static const char *find(const char *at, const struct policy_step *step)
{
    size_t length = step->key ? strlen(step->key) : 0, index = 0;
    if (*at != (step->key ? '{' : '['))
        return NULL;
    at = skip_space(at + 1);
    while (*at && *at != '}' && *at != ']') {
        bool here = !step->key && index == step->index;
        if (step->key) {
            const char *end = skip_string(at);
            here = (size_t)(end - at) == length + 2 &&
                   !strncmp(at + 1, step->key, length);
            at = skip_space(skip_space(end) + 1); /* the colon */
        }
        if (here)
            return at;
        at = skip_space(skip_value(at));
        at = *at == ',' ? skip_space(at + 1) : at;
        index++;
    }
    return NULL;
}

unsigned policy_line(const char *text, const struct policy_place *place)
{
    const char *at = skip_space(text);
    for (size_t i = 0; i < place->count; i++) {
        const char *inside = find(at, &place->steps[i]);
        if (!inside)
            break;
        at = inside;
    }
    unsigned line = 1;
    for (const char *c = text; c < at; c++)
        line += *c == '\n';
    return line;
}
