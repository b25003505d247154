/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One HTML file that needs nothing else: report_page.html with its style, its
 * scripts and the data put in at the marks. report_page.js says what the page
 * does with the data; this file and report_data.js have to agree:
 *
 *   image, totals, syscalls, drivers, assumptions   as in the audit
 *   strings   texts that the numbers below refer to; 0 is ""
 *   nodes     [name, kind, component, file, line, bytes, memory, retained,
 *             dominator, entered]: 0 is the root. Kinds: 0 kept function,
 *             1 removed one, 2 variable, 3 remainder. name, component and file
 *             are strings, entered is an edge; -1: none. A variable has the
 *             component and the file of the function that reaches it first, a
 *             table of a switch those of the function with the switch.
 *   edges     [from, to, kind, file, line, text, weak]; text is the field or
 *             the reason
 *   calls     [node, field or type, file, line, resolved, reason, [nodes]]
 *   callers   {node: [[kind, name, file, line, reached]]} of removed functions
 */
#include "audit_graph.h"
#include "audit_report.h"
#include "report_page.h"

#include <stdlib.h>
#include <string.h>

enum { KEPT, REMOVED, VARIABLE, REMAINDER };

struct page {
    const json_t *audit;
    struct graph graph;
    int *entered, *dominators; /* owned */
    long long *retained;       /* owned */
    json_t *strings, *numbers; /* owned; text -> number */
};

static json_t *string_number(struct page *p, const char *text)
{
    json_t *known = json_object_get(p->numbers, text);
    if (!known) {
        known = json_integer((json_int_t)json_array_size(p->strings));
        json_object_set_new(p->numbers, text, known);
        json_array_append_new(p->strings, json_string(text));
    }
    return json_incref(known);
}

static json_t *text_number(struct page *p, const json_t *entry, const char *key)
{
    return string_number(p, audit_text(entry, key));
}

/* ---- nodes */

/* The function by which NODE is reached first, or itself; NULL if none. */
static const json_t *function_behind(const struct page *p, int node)
{
    while (node > GRAPH_ROOT && !p->graph.nodes[node].function) {
        int edge = p->entered[node];
        node = edge == GRAPH_NONE ? GRAPH_ROOT : p->graph.edges[edge].from;
    }
    return node > GRAPH_ROOT ? p->graph.nodes[node].entry : NULL;
}

static json_t *make_node(struct page *p, int number)
{
    const struct graph_node *node = &p->graph.nodes[number];
    const json_t *function = function_behind(p, number);
    json_int_t bytes = audit_number(node->entry, "bytes");
    bool bss = !strncmp(audit_text(node->entry, "section"), ".bss", 4);
    return json_pack(
        "[o, i, o, o, I, I, I, I, i, i]", string_number(p, node->name),
        !node->function ? VARIABLE
        : node->kept    ? KEPT
                        : REMOVED,
        text_number(p, function, "component"), text_number(p, function, "file"),
        (json_int_t)audit_number(node->entry, "line"), (json_int_t)node->bytes,
        bss ? bytes : 0, (json_int_t)p->retained[number], p->dominators[number],
        p->entered[number]);
}

/* Whose table of a switch PIECE is; NULL: it is something else. */
static const json_t *switched_function(const struct page *p,
                                       const json_t *piece)
{
    int node = audit_is(piece, "kind", "switch table")
                   ? graph_find(&p->graph, audit_text(piece, "name"))
                   : GRAPH_NONE;
    return node > GRAPH_ROOT && p->graph.nodes[node].function
               ? p->graph.nodes[node].entry
               : NULL;
}

static void add_remainder(struct page *p, json_t *nodes)
{
    const json_t *piece;
    size_t i;
    json_array_foreach(audit_array(p->audit, "remainder"), i, piece)
    {
        const char *name = audit_text(piece, "name");
        const char *kind = audit_text(piece, "kind");
        json_int_t bytes = audit_number(piece, "bytes");
        const json_t *owner = switched_function(p, piece);
        char *text = owner ? tool_format("%s: %s", name, kind)
                           : tool_format("%s", *name ? name : kind);
        json_array_append_new(
            nodes, json_pack("[o, i, o, o, i, I, i, I, i, i]",
                             string_number(p, text), REMAINDER,
                             owner ? text_number(p, owner, "component")
                                   : string_number(p, "other"),
                             owner ? text_number(p, owner, "file")
                                   : string_number(p, kind),
                             0, bytes, 0, bytes, GRAPH_NONE, GRAPH_NONE));
        free(text);
    }
}

static json_t *make_nodes(struct page *p)
{
    json_t *nodes = json_array();
    for (size_t i = 0; i < p->graph.node_count; i++)
        json_array_append_new(nodes, make_node(p, (int)i));
    add_remainder(p, nodes);
    return nodes;
}

/* ---- edges and calls */

static json_t *make_edges(struct page *p)
{
    json_t *edges = json_array();
    for (size_t i = 0; i < p->graph.edge_count; i++) {
        const struct graph_edge *e = &p->graph.edges[i];
        const char *reason = audit_text(e->site, "reason");
        bool root = e->from == GRAPH_ROOT;
        json_array_append_new(
            edges, json_pack("[i, i, o, o, I, o, i]", e->from, e->to,
                             string_number(p, e->kind),
                             text_number(p, e->site, "file"),
                             (json_int_t)audit_number(e->site, "line"),
                             root ? string_number(p, reason)
                                  : text_number(p, e->site, "field"),
                             e->weak));
    }
    return edges;
}

static json_t *make_call(struct page *p, const json_t *call)
{
    json_t *targets = json_array(), *target;
    size_t i;
    json_array_foreach(audit_array(call, "targets"), i, target)
    {
        const char *name = json_string_value(target);
        int node = name ? graph_find(&p->graph, name) : GRAPH_NONE;
        if (node != GRAPH_NONE)
            json_array_append_new(targets, json_integer(node));
    }
    const char *key = *audit_text(call, "field") ? "field" : "type";
    return json_pack("[i, o, o, I, b, o, o]",
                     graph_find(&p->graph, audit_text(call, "function")),
                     text_number(p, call, key), text_number(p, call, "file"),
                     (json_int_t)audit_number(call, "line"),
                     json_is_true(json_object_get(call, "resolved")),
                     text_number(p, call, "reason"), targets);
}

static json_t *make_calls(struct page *p)
{
    json_t *calls = json_array(), *call;
    size_t i;
    json_array_foreach(audit_array(p->audit, "icalls"), i, call)
        json_array_append_new(calls, make_call(p, call));
    return calls;
}

static json_t *make_callers(struct page *p)
{
    json_t *all = json_object(), *caller;
    size_t k;
    for (size_t i = 1; i < p->graph.node_count; i++) {
        const json_t *list = audit_array(p->graph.nodes[i].entry, "callers");
        json_t *callers = json_array();
        char key[24];
        json_array_foreach(list, k, caller) json_array_append_new(
            callers,
            json_pack("[o, o, o, I, b]", text_number(p, caller, "kind"),
                      text_number(p, caller, "from"),
                      text_number(p, caller, "file"),
                      (json_int_t)audit_number(caller, "line"),
                      json_is_true(json_object_get(caller, "reached"))));
        snprintf(key, sizeof(key), "%zu", i);
        if (json_array_size(callers))
            json_object_set_new(all, key, callers);
        else
            json_decref(callers);
    }
    return all;
}

/* ---- the page */

static json_t *make_data(const json_t *audit)
{
    static const char *const copied[] = {"image", "totals", "syscalls",
                                         "drivers", "assumptions"};
    struct page p = {
        .audit = audit, .strings = json_array(), .numbers = json_object()};
    graph_init(&p.graph, audit);
    p.entered = graph_shortest(&p.graph);
    p.dominators = graph_dominators(&p.graph);
    p.retained = graph_retained(&p.graph, p.dominators);
    json_decref(string_number(&p, ""));
    json_t *data = json_object();
    for (size_t i = 0; i < sizeof(copied) / sizeof(copied[0]); i++)
        json_object_set(data, copied[i], json_object_get(audit, copied[i]));
    json_object_set_new(data, "nodes", make_nodes(&p));
    json_object_set_new(data, "edges", make_edges(&p));
    json_object_set_new(data, "calls", make_calls(&p));
    json_object_set_new(data, "callers", make_callers(&p));
    json_object_set_new(data, "strings", p.strings);
    json_decref(p.numbers);
    free(p.entered);
    free(p.dominators);
    free(p.retained);
    graph_free(&p.graph);
    return data;
}

/* In JSON a '<' is always in a string; as it is, it could end the script. */
static void print_data(const json_t *audit, FILE *out)
{
    json_t *data = make_data(audit);
    char *text = json_dumps(data, JSON_COMPACT);
    for (const char *c = text; c && *c; c++)
        if (*c == '<')
            fputs("\\u003c", out);
        else
            fputc(*c, out);
    free(text);
    json_decref(data);
}

static void print_title(const char *name, FILE *out)
{
    for (; *name; name++)
        if (strchr("<&\"", *name))
            fprintf(out, "&#%d;", *name);
        else
            fputc(*name, out);
}

/* A mark is a line of the page: "@data". */
static void print_part(const char *mark, size_t length,
                       const struct report *report, FILE *out)
{
    if (!strncmp(mark, "@data", length))
        print_data(report->audit, out);
    else if (!strncmp(mark, "@title", length))
        print_title(report_image_name(report->audit), out);
    else if (!strncmp(mark, "@style", length))
        fputs(report_page_css, out);
    else
        fputs(report_page_js, out);
}

void report_html(const struct report *report, FILE *out)
{
    for (const char *line = report_page_html; *line;) {
        size_t length = strcspn(line, "\n");
        if (*line == '@')
            print_part(line, length, report, out);
        else
            fwrite(line, 1, length, out);
        fputc('\n', out);
        line += length + (line[length] != 0);
    }
}
