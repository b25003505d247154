/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * SARIF 2.1.0. Results of kind "review" are calls through pointers that the
 * analysis could not resolve and assumptions that it made; of kind "fail",
 * system calls that the program reaches and the kernel does not have. The code
 * flow of a result is the chain from a root to its function.
 */
#include "audit_graph.h"
#include "audit_path.h"
#include "audit_report.h"

#include <stdlib.h>
#include <string.h>

struct sarif {
    struct graph graph;
    int *entered; /* owned; edges of shortest ways */
    json_t *results, *rules;
};

/* ---- locations */

/* An absolute path as a URI, any other as a reference relative to the root of
 * the sources; owned. RFC 3986, 3.3 */
static char *file_uri(const char *path)
{
    static const char plain[] = "-._~/!$&'()*+,;=:@";
    char *uri = tool_format("%s", *path == '/' ? "file://" : "");
    for (; *path; path++) {
        bool letter = (*path >= 'a' && *path <= 'z') ||
                      (*path >= 'A' && *path <= 'Z') ||
                      (*path >= '0' && *path <= '9');
        char *longer = letter || strchr(plain, *path)
                           ? tool_format("%s%c", uri, *path)
                           : tool_format("%s%%%02X", uri, (unsigned char)*path);
        free(uri);
        uri = longer;
    }
    return uri;
}

/* SITE has "file" and "line"; MESSAGE may be NULL. */
static json_t *make_location(const json_t *site, const char *function,
                             const char *message)
{
    json_t *location = json_object();
    const char *file = audit_text(site, "file");
    if (*file) {
        char *uri = file_uri(file);
        json_t *physical =
            json_pack("{s:{s:s}}", "artifactLocation", "uri", uri);
        if (audit_number(site, "line") > 0)
            json_object_set_new(
                physical, "region",
                json_pack("{s:I}", "startLine", audit_number(site, "line")));
        json_object_set_new(location, "physicalLocation", physical);
        free(uri);
    }
    if (*function)
        json_object_set_new(
            location, "logicalLocations",
            json_pack("[{s:s, s:s}]", "name", function, "kind", "function"));
    if (message)
        json_object_set_new(location, "message",
                            json_pack("{s:s}", "text", message));
    return location;
}

/* ---- chains */

static void add_step(json_t *steps, const char *symbol, const json_t *edge,
                     const char *from)
{
    char *how = audit_edge_words(edge, from);
    char *text = tool_format("%s: %s", symbol, how);
    json_array_insert_new(
        steps, 0,
        json_pack("{s:o}", "location", make_location(edge, symbol, text)));
    free(how);
    free(text);
}

/* From a root to FUNCTION; empty if there is none. */
static json_t *chain_to(const struct sarif *s, const char *function)
{
    json_t *steps = json_array();
    int node = graph_find(&s->graph, function);
    while (node != GRAPH_NONE && node != GRAPH_ROOT) {
        int number = s->entered[node];
        if (number == GRAPH_NONE)
            break;
        const struct graph_edge *edge = &s->graph.edges[number];
        add_step(steps, s->graph.nodes[node].name, edge->site,
                 s->graph.nodes[edge->from].name);
        node = edge->from;
    }
    return steps;
}

static json_t *chain_of_frames(const json_t *frames)
{
    json_t *steps = json_array();
    for (size_t i = json_array_size(frames); i-- > 0;) {
        const json_t *frame = json_array_get(frames, i);
        const json_t *before = i ? json_array_get(frames, i - 1) : NULL;
        add_step(steps, audit_text(frame, "symbol"), frame,
                 audit_text(before, "symbol"));
    }
    return steps;
}

/* ---- results */

static void add_rule(struct sarif *s, const char *id)
{
    const json_t *rule;
    size_t i;
    json_array_foreach(s->rules, i, rule) if (audit_is(rule, "id", id)) return;
    char *name = tool_format("%s", id);
    for (char *c = name; *c; c++)
        if (*c == '-')
            *c = ' ';
    json_array_append_new(s->rules,
                          json_pack("{s:s, s:{s:s}}", "id", id,
                                    "shortDescription", "text", name));
    free(name);
}

/* Takes STEPS. KIND other than "fail" goes with level "none" (3.27.10). */
static void add_result(struct sarif *s, const char *rule, bool fail,
                       const char *text, const json_t *site,
                       const char *function, json_t *steps)
{
    add_rule(s, rule);
    json_t *result = json_pack(
        "{s:s, s:s, s:s, s:{s:s}, s:[o]}", "ruleId", rule, "kind",
        fail ? "fail" : "review", "level", fail ? "warning" : "none", "message",
        "text", text, "locations", make_location(site, function, NULL));
    if (json_array_size(steps))
        json_object_set_new(
            result, "codeFlows",
            json_pack("[{s:[{s:O}]}]", "threadFlows", "locations", steps));
    json_decref(steps);
    json_array_append_new(s->results, result);
}

static void add_calls(struct sarif *s, const json_t *audit)
{
    const json_t *call;
    size_t i;
    json_array_foreach(audit_array(audit, "icalls"), i, call)
    {
        const char *function = audit_text(call, "function");
        const char *field = audit_text(call, "field");
        if (!json_is_false(json_object_get(call, "resolved")))
            continue;
        char *text = tool_format(
            "%s calls through %s; the analysis knows %zu targets, and there "
            "may be others: %s",
            function, *field ? field : "a pointer",
            json_array_size(audit_array(call, "targets")),
            audit_text(call, "reason"));
        add_result(s, "unresolved-call", false, text, call, function,
                   chain_to(s, function));
        free(text);
    }
}

/* Unresolved calls are among the assumptions, too. */
static void add_assumptions(struct sarif *s, const json_t *audit)
{
    const json_t *item;
    size_t i;
    json_array_foreach(audit_array(audit, "assumptions"), i, item)
    {
        const char *id = audit_text(item, "id");
        const char *function = audit_text(item, "function");
        if (!*id || !strcmp(id, "unresolved-call"))
            continue;
        add_result(s, id, false, audit_text(item, "text"), item, function,
                   chain_to(s, function));
    }
}

static void add_syscalls(struct sarif *s, const json_t *audit)
{
    const json_t *call;
    size_t i;
    json_array_foreach(audit_array(audit, "syscalls"), i, call)
    {
        const json_t *why = audit_array(call, "why");
        size_t count = json_array_size(why);
        const json_t *last = json_array_get(why, count ? count - 1 : 0);
        const json_t *before = json_array_get(why, count > 1 ? count - 2 : 0);
        if (!audit_is(call, "status", "unsupported"))
            continue;
        char *text = tool_format("the program reaches the system call '%s', "
                                 "which fails with ENOSYS",
                                 audit_text(call, "name"));
        add_result(s, "unsupported-syscall", true, text, last,
                   audit_text(before, "symbol"), chain_of_frames(why));
        free(text);
    }
}

void report_sarif(const struct report *report, FILE *out)
{
    struct sarif s = {.results = json_array(), .rules = json_array()};
    graph_init(&s.graph, report->audit);
    s.entered = graph_shortest(&s.graph);
    add_calls(&s, report->audit);
    add_assumptions(&s, report->audit);
    add_syscalls(&s, report->audit);
    free(s.entered);
    graph_free(&s.graph);
    json_t *driver = json_pack("{s:s, s:s, s:o}", "name", "unispec", "version",
                               UNISPEC_VERSION, "rules", s.rules);
    report_dump(
        json_pack("{s:s, s:s, s:[{s:{s:o}, s:s, s:o}]}", "$schema",
                  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/"
                  "sarif-schema-2.1.0.json",
                  "version", "2.1.0", "runs", "tool", "driver", driver,
                  "columnKind", "utf16CodeUnits", "results", s.results),
        out);
}
