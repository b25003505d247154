/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The graph of what keeps what, in the language of graphviz: kept functions as
 * boxes in a cluster per component, variables as ellipses, the root as a point.
 * Edges that alone keep nothing (audit_graph.h) are dotted, calls through
 * pointers dashed.
 */
#include "audit_graph.h"
#include "audit_report.h"

#include <string.h>

/* A quoted string of the DOT language, where only the quote is special; the
 * backslash is for labels. */
static void print_quoted(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fputc('\\', out);
        fputc((unsigned char)*text < ' ' ? '?' : *text, out);
    }
    fputc('"', out);
}

static void print_node(FILE *out, const struct graph *g, size_t number)
{
    const struct graph_node *node = &g->nodes[number];
    fprintf(out, "    n%zu [label=", number);
    print_quoted(out, node->name);
    if (!node->function)
        fputs(", shape=ellipse", out);
    fprintf(out, ", tooltip=\"%lld bytes\"];\n", node->bytes);
}

static void print_cluster(FILE *out, const struct graph *g,
                          const char *component)
{
    fprintf(out, "  subgraph cluster_%s {\n    label=\"%s\";\n", component,
            report_component_words(component));
    for (size_t i = 1; i < g->node_count; i++)
        if (g->nodes[i].function && g->nodes[i].kept &&
            audit_is(g->nodes[i].entry, "component", component))
            print_node(out, g, i);
    fputs("  }\n", out);
}

static void print_edge(FILE *out, const struct graph_edge *edge)
{
    fprintf(out, "  n%d -> n%d", edge->from, edge->to);
    if (edge->weak)
        fputs(" [style=dotted]", out);
    else if (!strcmp(edge->kind, "indirect call"))
        fputs(" [style=dashed]", out);
    fputs(";\n", out);
}

void report_dot(const struct report *report, FILE *out)
{
    static const char *const components[] = {"app", "libc", "rt", "kernel",
                                             "net"};
    struct graph g;
    graph_init(&g, report->audit);
    fputs("digraph ", out);
    print_quoted(out, report_image_name(report->audit));
    fputs(" {\n  rankdir=LR;\n  node [shape=box];\n"
          "  n0 [shape=point];\n",
          out);
    for (size_t i = 0; i < sizeof(components) / sizeof(components[0]); i++)
        print_cluster(out, &g, components[i]);
    for (size_t i = 1; i < g.node_count; i++)
        if (!g.nodes[i].function)
            print_node(out, &g, i);
    for (size_t i = 0; i < g.edge_count; i++)
        print_edge(out, &g.edges[i]);
    fputs("}\n", out);
    graph_free(&g);
}
