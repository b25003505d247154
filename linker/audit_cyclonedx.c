/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * CycloneDX 1.6: the image, its parts (program, C library, kernel, ...), its
 * drivers with the call stack that needs them, who depends on whom, and with
 * --cve the vulnerabilities. A part that was linked and is not in the image at
 * all has the scope "excluded".
 */
#include "audit_cve.h"
#include "audit_graph.h"
#include "audit_report.h"

#include <stdlib.h>
#include <string.h>

static const struct part {
    const char *key, *type, *name;
    const char *source; /* "musl-1.2.3/" in a path tells name and version */
} parts[] = {
    {"app", "application", "program", NULL},
    {"libc", "library", "musl", "musl-"},
    {"rt", "library", "unispec-runtime", NULL},
    {"kernel", "operating-system", "unispec-kernel", NULL},
    {"net", "library", "lwip", "lwip-"},
};
enum { PARTS = sizeof(parts) / sizeof(parts[0]), NO_PART = PARTS };

static size_t part_of(const json_t *function)
{
    size_t i = 0;
    while (i < PARTS && !audit_is(function, "component", parts[i].key))
        i++;
    return i;
}

static void add_property(json_t *to, const char *name, const char *value)
{
    json_array_append_new(
        to, json_pack("{s:s, s:s}", "name", name, "value", value));
}

static void add_count(json_t *to, const char *name, long long value)
{
    char *text = tool_format("%lld", value);
    add_property(to, name, text);
    free(text);
}

/* ---- parts */

struct sums {
    long long kept, removed, bytes;
    char *version; /* owned, or NULL */
};

/* "1.2.3" of ".../musl-1.2.3/...", owned; NULL if there is none. */
static char *find_version(const char *path, const char *source)
{
    const char *at = source ? strstr(path, source) : NULL;
    if (!at || (at > path && at[-1] != '/'))
        return NULL;
    at += strlen(source);
    size_t length = strspn(at, "0123456789.");
    return length && at[length] == '/' ? strndup(at, length) : NULL;
}

static void sum_up(const struct graph *g, struct sums *sums)
{
    for (size_t i = 1; i < g->node_count; i++) {
        const struct graph_node *node = &g->nodes[i];
        size_t part = node->function ? part_of(node->entry) : NO_PART;
        if (part == NO_PART)
            continue;
        struct sums *s = &sums[part];
        s->kept += node->kept;
        s->removed += !node->kept;
        s->bytes += node->bytes;
        if (!s->version)
            s->version = find_version(audit_text(node->entry, "file"),
                                      parts[part].source);
    }
}

static json_t *make_part(const struct part *part, const struct sums *s)
{
    json_t *properties = json_array();
    add_count(properties, "unispec:functions-kept", s->kept);
    add_count(properties, "unispec:functions-removed", s->removed);
    add_count(properties, "unispec:code-bytes", s->bytes);
    json_t *component =
        json_pack("{s:s, s:s, s:s, s:s, s:o}", "type", part->type, "bom-ref",
                  part->key, "name", part->name, "scope",
                  s->kept ? "required" : "excluded", "properties", properties);
    if (s->version) {
        char *url = tool_format("pkg:generic/%s@%s", part->name, s->version);
        json_object_set_new(component, "version", json_string(s->version));
        json_object_set_new(component, "purl", json_string(url));
        free(url);
    }
    return component;
}

static void add_parts(const struct sums *sums, json_t *components)
{
    for (size_t i = 0; i < PARTS; i++)
        if (sums[i].kept || sums[i].removed)
            json_array_append_new(components, make_part(&parts[i], &sums[i]));
}

/* ---- drivers */

/* The file is the frame's module, which CycloneDX requires. */
static json_t *make_frame(const json_t *frame)
{
    const char *file = audit_text(frame, "file");
    const char *slash = strrchr(file, '/');
    json_t *to = json_pack("{s:s, s:s}", "module", slash ? slash + 1 : file,
                           "function", audit_text(frame, "symbol"));
    if (*file)
        json_object_set_new(to, "fullFilename", json_string(file));
    if (audit_number(frame, "line") > 0)
        json_object_set_new(to, "line",
                            json_integer(audit_number(frame, "line")));
    return to;
}

static void add_drivers(const json_t *audit, json_t *components)
{
    const json_t *driver, *frame;
    size_t i, k;
    json_array_foreach(audit_array(audit, "drivers"), i, driver)
    {
        json_t *frames = json_array();
        json_array_foreach(audit_array(driver, "why"), k, frame)
            json_array_append_new(frames, make_frame(frame));
        json_t *properties = json_array();
        add_property(properties, "unispec:class", audit_text(driver, "class"));
        json_array_append_new(
            components,
            json_pack("{s:s, s:o, s:s, s:s, s:{s:{s:o}}, s:o}", "type",
                      "device-driver", "bom-ref",
                      json_sprintf("driver:%s", audit_text(driver, "name")),
                      "name", audit_text(driver, "name"), "scope", "required",
                      "evidence", "callstack", "frames", frames, "properties",
                      properties));
    }
}

/* ---- dependencies */

static json_t *make_dependency(const char *ref, json_t *on)
{
    return json_pack("{s:s, s:o}", "ref", ref, "dependsOn", on);
}

static void add_dependencies(const struct graph *g, const struct sums *sums,
                             const json_t *audit, json_t *dependencies)
{
    bool uses[PARTS + 1][PARTS + 1] = {{false}};
    json_t *all = json_array(), *driver;
    size_t i;
    for (size_t e = 0; e < g->edge_count; e++) {
        const struct graph_edge *edge = &g->edges[e];
        if (!edge->weak && g->nodes[edge->from].function &&
            g->nodes[edge->to].function)
            uses[part_of(g->nodes[edge->from].entry)]
                [part_of(g->nodes[edge->to].entry)] = true;
    }
    for (size_t from = 0; from < PARTS; from++) {
        json_t *on = json_array();
        for (size_t to = 0; to < PARTS; to++)
            if (from != to && uses[from][to])
                json_array_append_new(on, json_string(parts[to].key));
        if (!strcmp(parts[from].key, "kernel"))
            json_array_foreach(audit_array(audit, "drivers"), i, driver)
                json_array_append_new(
                    on, json_sprintf("driver:%s", audit_text(driver, "name")));
        if (sums[from].kept || sums[from].removed)
            json_array_append_new(dependencies,
                                  make_dependency(parts[from].key, on));
        else
            json_decref(on);
        if (sums[from].kept)
            json_array_append_new(all, json_string(parts[from].key));
    }
    json_array_append_new(dependencies, make_dependency("image", all));
}

/* ---- vulnerabilities */

static json_t *make_vulnerability(const struct report *report,
                                  const json_t *cve)
{
    static const char *const justifications[] = {
        [CVE_NOT_PRESENT] = "code_not_present",
        [CVE_NOT_REACHED] = "code_not_reachable",
        [CVE_OPEN] = NULL,
    };
    struct cve_verdict verdict = cve_judge(report->audit, report->libc, cve);
    const char *justification = justifications[verdict.state];
    json_t *analysis = json_pack("{s:s, s:s}", "state",
                                 justification ? "not_affected" : "in_triage",
                                 "detail", verdict.text);
    if (justification)
        json_object_set_new(analysis, "justification",
                            json_string(justification));
    free(verdict.text);
    return json_pack("{s:s, s:o, s:[{s:s}]}", "id", audit_text(cve, "id"),
                     "analysis", analysis, "affects", "ref", "image");
}

static json_t *make_vulnerabilities(const struct report *report)
{
    json_t *list = json_array();
    const json_t *cve;
    size_t i;
    json_array_foreach(audit_array(report->cves, "cves"), i, cve)
        json_array_append_new(list, make_vulnerability(report, cve));
    return list;
}

/* ---- the document */

static json_t *make_image(const struct report *report)
{
    const json_t *audit = report->audit;
    char hash[SHA256_TEXT];
    report_image_hash(report, hash);
    json_t *properties = json_array(), *call;
    size_t i;
    add_count(properties, "unispec:loaded-bytes",
              audit_number(json_object_get(audit, "image"), "bytes"));
    json_array_foreach(audit_array(audit, "syscalls"), i, call)
        add_property(properties, "unispec:syscall", audit_text(call, "name"));
    return json_pack("{s:s, s:s, s:s, s:[{s:s, s:s}], s:o}", "type",
                     "application", "bom-ref", "image", "name",
                     report_image_name(audit), "hashes", "alg", "SHA-256",
                     "content", hash, "properties", properties);
}

void report_cyclonedx(const struct report *report, FILE *out)
{
    struct graph g;
    struct sums sums[PARTS] = {{0}};
    json_t *components = json_array(), *dependencies = json_array();
    graph_init(&g, report->audit);
    sum_up(&g, sums);
    add_parts(sums, components);
    add_drivers(report->audit, components);
    add_dependencies(&g, sums, report->audit, dependencies);
    graph_free(&g);
    for (size_t i = 0; i < PARTS; i++)
        free(sums[i].version);
    char *time = report_time(report);
    json_t *document = json_pack(
        "{s:s, s:s, s:s, s:i, s:{s:s, s:{s:[{s:s, s:s, s:s}]}, s:o}, s:o, s:o}",
        "$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat", "CycloneDX", "specVersion", "1.6", "version", 1,
        "metadata", "timestamp", time, "tools", "components", "type",
        "application", "name", "unispec", "version", UNISPEC_VERSION,
        "component", make_image(report), "components", components,
        "dependencies", dependencies);
    free(time);
    if (report->cves)
        json_object_set_new(document, "vulnerabilities",
                            make_vulnerabilities(report));
    report_dump(document, out);
}
