/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Holds an audit against a policy. What an "allow" list does not match and
 * what a "deny" list matches is a violation, each with the chain that reaches
 * it; a value that is not known ("any") may be every value, and so violates
 * both.
 */
#include "audit_path.h"
#include "policy.h"

#include <fnmatch.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 5 }; /* functions that are named beside a budget */

struct checker {
    const struct policy *policy;
    const json_t *audit;
    json_t *symbols, *violations;
};

static struct policy_place at(const char *a, const char *b, const char *c,
                              const char *d)
{
    struct policy_place place = {{{a, 0}, {b, 0}, {c, 0}, {d, 0}}, 0};
    while (place.count < 4 && place.steps[place.count].key)
        place.count++;
    return place;
}

/* WHY is taken over. */
__attribute__((format(printf, 5, 6))) static void
violation(struct checker *c, const struct policy_place *place, const char *name,
          json_t *why, const char *format, ...)
{
    char *message = NULL, *rule = tool_format("%s", "");
    va_list list;
    va_start(list, format);
    if (vasprintf(&message, format, list) < 0)
        message = NULL;
    va_end(list);
    for (size_t i = 0; i < place->count && place->steps[i].key; i++) {
        char *longer =
            tool_format("%s%s%s", rule, i ? "." : "", place->steps[i].key);
        free(rule);
        rule = longer;
    }
    json_array_append_new(
        c->violations,
        json_pack("{s:s, s:i, s:s, s:s, s:o}", "rule", rule, "line",
                  (int)policy_line(c->policy->text, place), "name", name,
                  "message", message ? message : "", "why", why));
    free(message);
    free(rule);
}

/* Says of the last violation what weighs most, in the place of a chain. */
static void add_largest(struct checker *c, json_t *largest)
{
    json_t *last =
        json_array_get(c->violations, json_array_size(c->violations) - 1);
    json_object_set_new(last, "largest", largest);
}

/* ---- lists of names */

/* The index of the pattern that matches NAME, or -1. */
static int match(const json_t *patterns, const char *name)
{
    const json_t *pattern;
    size_t i;
    json_array_foreach(patterns, i,
                       pattern) if (!fnmatch(json_string_value(pattern), name,
                                             0)) return (int)i;
    return -1;
}

/*
 * NAME, which is reached, against the list "deny" at KEY. WHAT says what it is,
 * ITEM and SYMBOL where its chain is.
 */
static bool check_denied(struct checker *c, const char *key, const char *what,
                         const char *name, const json_t *item,
                         const char *symbol)
{
    const json_t *lists = json_object_get(c->policy->json, key);
    struct policy_place place = at(key, "deny", NULL, NULL);
    int denied = match(json_object_get(lists, "deny"), name);
    if (denied < 0)
        return false;
    place.steps[place.count++] = (struct policy_step){NULL, denied};
    violation(c, &place, name, audit_frames(c->symbols, item, symbol),
              "%s '%s' is denied and reached", what, name);
    return true;
}

/* The same against both lists. */
static void check_name(struct checker *c, const char *key, const char *what,
                       const char *name, const json_t *item, const char *symbol)
{
    const json_t *lists = json_object_get(c->policy->json, key);
    const json_t *allow = json_object_get(lists, "allow");
    if (check_denied(c, key, what, name, item, symbol))
        return;
    if (allow && match(allow, name) < 0) {
        struct policy_place place = at(key, "allow", NULL, NULL);
        violation(c, &place, name, audit_frames(c->symbols, item, symbol),
                  "%s '%s' is reached and not allowed", what, name);
    }
}

static void check_syscalls(struct checker *c)
{
    const json_t *call;
    size_t i;
    json_array_foreach(audit_array(c->audit, "syscalls"), i, call)
    {
        const char *name = audit_text(call, "name");
        char *symbol = tool_format("sys_%s", name);
        check_name(c, "syscalls", "system call", name, call, symbol);
        free(symbol);
    }
}

static void check_drivers(struct checker *c)
{
    const json_t *driver;
    size_t i;
    json_array_foreach(audit_array(c->audit, "drivers"), i, driver)
    {
        const char *name = audit_text(driver, "name");
        check_name(c, "drivers", "driver", name, driver, name);
    }
}

static bool is_kept(const struct checker *c, const char *name)
{
    const json_t *symbol = json_object_get(c->symbols, name);
    return symbol && (!json_object_get(symbol, "status") ||
                      audit_is(symbol, "status", "kept"));
}

/* Other names of what is kept; the chain is that of the name in use. */
static void check_aliases(struct checker *c)
{
    const json_t *alias;
    size_t i;
    json_array_foreach(audit_array(c->audit, "aliases"), i, alias)
    {
        const char *name = audit_text(alias, "name");
        const char *of = audit_text(alias, "of");
        if (is_kept(c, of))
            check_denied(c, "functions", "function", name, NULL,
                         is_kept(c, name) ? name : of);
    }
}

/* Functions that are part of others; the chain is that of one of those. */
static void check_inlined(struct checker *c)
{
    const json_t *entry, *into;
    size_t i, k;
    json_array_foreach(audit_array(c->audit, "inlined"), i, entry)
    {
        const char *name = audit_text(entry, "name"), *symbol = "";
        json_array_foreach(audit_array(entry, "into"), k, into)
        {
            if (!*symbol && is_kept(c, json_string_value(into)))
                symbol = json_string_value(into);
        }
        if (audit_is(entry, "status", "kept") && !is_kept(c, name))
            check_denied(c, "functions", "inlined function", name, NULL,
                         symbol);
    }
}

/* The chain is that of a caller, if there is one outside of native code. */
static void check_native_name(struct checker *c, const char *name,
                              const char *piece)
{
    const json_t *edge;
    size_t i;
    const char *caller = "";
    json_array_foreach(audit_array(c->audit, "edges"), i, edge)
    {
        if (!*caller &&
            (audit_is(edge, "to", name) || audit_is(edge, "to", piece)))
            caller = audit_text(edge, "from");
    }
    check_denied(c, "functions", "native function", name, NULL, caller);
}

static void check_native(struct checker *c)
{
    const json_t *piece, *alias;
    size_t i, k;
    json_array_foreach(audit_array(c->audit, "remainder"), i, piece)
    {
        const char *name = audit_text(piece, "name");
        if (!audit_is(piece, "kind", "native code") || !*name)
            continue;
        check_native_name(c, name, name);
        json_array_foreach(audit_array(c->audit, "aliases"), k, alias)
        {
            if (audit_is(alias, "of", name) && !is_kept(c, name))
                check_native_name(c, audit_text(alias, "name"), name);
        }
    }
}

/* A component is reached by its first function of the audit. */
static void check_code(struct checker *c)
{
    json_t *seen = json_object();
    const json_t *function;
    size_t i;
    json_array_foreach(audit_array(c->audit, "functions"), i, function)
    {
        const char *name = audit_text(function, "name");
        const char *component = audit_text(function, "component");
        if (!audit_is(function, "status", "kept"))
            continue;
        check_name(c, "functions", "function", name, NULL, name);
        if (!json_object_get(seen, component))
            check_name(c, "components", "component", component, NULL, name);
        json_object_set_new(seen, component, json_true());
    }
    json_decref(seen);
    check_aliases(c);
    check_inlined(c);
    check_native(c);
}

/* ---- arguments */

static bool holds(const json_t *list, json_int_t wanted)
{
    const json_t *item;
    json_int_t number;
    size_t i;
    json_array_foreach(list, i, item) if (policy_integer(item, &number) &&
                                          number == wanted) return true;
    return false;
}

static void check_values(struct checker *c, const struct policy_place *place,
                         const json_t *list, bool allow, const json_t *call)
{
    const char *name = audit_text(call, "name");
    const char *position = place->steps[2].key;
    char *symbol = tool_format("sys_%s", name);
    json_t *values =
        json_object_get(json_object_get(call, "arguments"), position);
    json_t *value;
    size_t i;
    if (!json_is_array(values))
        violation(c, place, name, audit_frames(c->symbols, call, symbol),
                  "argument %s of system call '%s' may have any value",
                  position, name);
    json_array_foreach(values, i, value)
    {
        json_int_t number = json_integer_value(value);
        if (holds(list, number) != allow)
            violation(c, place, name, audit_frames(c->symbols, call, symbol),
                      "argument %s of system call '%s' may be %lld (0x%llx), "
                      "which is %s",
                      position, name, (long long)number,
                      (unsigned long long)number,
                      allow ? "not allowed" : "denied");
    }
    free(symbol);
}

static void check_call(struct checker *c, const char *name, json_t *positions)
{
    const json_t *call, *found = NULL;
    const char *position, *key;
    json_t *lists, *list;
    size_t i;
    json_array_foreach(audit_array(c->audit, "syscalls"), i,
                       call) if (audit_is(call, "name", name)) found = call;
    if (!found)
        return;
    json_object_foreach(positions, position, lists)
        json_object_foreach(lists, key, list)
    {
        struct policy_place place = at("arguments", name, position, key);
        check_values(c, &place, list, !strcmp(key, "allow"), found);
    }
}

static void check_arguments(struct checker *c)
{
    const char *name;
    json_t *positions;
    json_object_foreach(json_object_get(c->policy->json, "arguments"), name,
                        positions) check_call(c, name, positions);
}

/* ---- budgets */

static int by_bytes(const void *x, const void *y)
{
    const json_t *a = *(const json_t *const *)x, *b = *(const json_t *const *)y;
    long long of_a = audit_number(a, "bytes"), of_b = audit_number(b, "bytes");
    if (of_a != of_b)
        return of_a < of_b ? 1 : -1;
    return strcmp(audit_text(a, "name"), audit_text(b, "name"));
}

/* The largest kept functions, of COMPONENT if it is not NULL. */
static json_t *largest(const struct checker *c, const char *component)
{
    json_t *functions = json_object_get(c->audit, "functions"), *function;
    json_t **kept = tool_alloc(json_array_size(functions) * sizeof(*kept));
    json_t *list = json_array();
    size_t i, count = 0;
    json_array_foreach(
        functions, i,
        function) if (audit_is(function, "status", "kept") &&
                      (!component ||
                       audit_is(function, "component", component)))
        kept[count++] = function;
    qsort(kept, count, sizeof(*kept), by_bytes);
    for (i = 0; i < count && i < LARGEST; i++)
        json_array_append_new(
            list, json_pack("{s:O, s:O, s:O?, s:O?}", "name",
                            json_object_get(kept[i], "name"), "bytes",
                            json_object_get(kept[i], "bytes"), "file",
                            json_object_get(kept[i], "file"), "line",
                            json_object_get(kept[i], "line")));
    free(kept);
    return list;
}

struct sum {
    long long functions, bytes, unresolved;
};

static struct sum sum_up(const struct checker *c, const char *component)
{
    struct sum sum = {0};
    const json_t *item;
    size_t i;
    json_array_foreach(
        audit_array(c->audit, "functions"), i,
        item) if (audit_is(item, "status", "kept") &&
                  (!component || audit_is(item, "component", component)))
    {
        sum.functions++;
        sum.bytes += audit_number(item, "bytes");
    }
    json_array_foreach(audit_array(c->audit, "icalls"), i, item)
        sum.unresolved += json_is_false(json_object_get(item, "resolved"));
    return sum;
}

static long long count_of(const struct checker *c, const char *budget)
{
    const json_t *image = json_object_get(c->audit, "image");
    if (json_object_get(image, budget))
        return audit_number(image, budget);
    if (!strcmp(budget, "functions"))
        return sum_up(c, NULL).functions;
    if (!strcmp(budget, "unresolved"))
        return sum_up(c, NULL).unresolved;
    return (long long)json_array_size(audit_array(c->audit, budget));
}

static void check_limit(struct checker *c, const char *budget,
                        const char *component, const json_t *limit)
{
    struct policy_place place = at("budgets", budget, component, NULL);
    long long most = json_integer_value(limit);
    long long count =
        component ? sum_up(c, component).bytes : count_of(c, budget);
    if (count <= most)
        return;
    if (component)
        violation(c, &place, component, json_array(),
                  "component '%s' has %lld bytes of code, %lld more than %lld",
                  component, count, count - most, most);
    else
        violation(c, &place, budget, json_array(),
                  "the image has %s: %lld, %lld more than %lld", budget, count,
                  count - most, most);
    add_largest(c, largest(c, component));
}

static void check_budgets(struct checker *c)
{
    json_t *budgets = json_object_get(c->policy->json, "budgets"), *limit;
    const char *budget, *component;
    json_object_foreach(budgets, budget, limit) if (json_is_integer(limit))
        check_limit(c, budget, NULL, limit);
    json_object_foreach(json_object_get(budgets, "components"), component,
                        limit) check_limit(c, "components", component, limit);
}

json_t *policy_check(const struct policy *policy, const json_t *audit)
{
    struct checker c = {.policy = policy,
                        .audit = audit,
                        .symbols = audit_symbols(audit),
                        .violations = json_array()};
    check_syscalls(&c);
    check_arguments(&c);
    check_drivers(&c);
    check_code(&c);
    check_budgets(&c);
    json_decref(c.symbols);
    return c.violations;
}
