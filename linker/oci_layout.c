/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The documents of an OCI image layout (image-spec 1.1: image-layout.md,
 * manifest.md, config.md, and for SBOM and audit manifests with "subject").
 * Keys are sorted, so the same content is the same digest.
 *
 * urunc boots what says that it is Linux with QEMU's default machine, takes
 * the first word of the command line for the program's name and hands on the
 * others behind "--". It reads /urunc.json where annotations do not reach it;
 * all values of both are in base64.
 */
#include "oci.h"
#include "sha256.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TYPE_MANIFEST "application/vnd.oci.image.manifest.v1+json"
#define TYPE_CONFIG "application/vnd.oci.image.config.v1+json"
#define TYPE_INDEX "application/vnd.oci.image.index.v1+json"
#define TYPE_LAYER "application/vnd.oci.image.layer.v1.tar"
#define TYPE_EMPTY "application/vnd.oci.empty.v1+json"
#define TYPE_SBOM "application/vnd.cyclonedx+json"
#define TYPE_AUDIT "application/vnd.unispec.audit.v1+json"

static char *base64(const char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrs"
                                 "tuvwxyz0123456789+/";
    size_t length = strlen(text), at = 0;
    char *result = tool_alloc((length + 2) / 3 * 4 + 1);
    for (size_t i = 0; i < length; i += 3) {
        unsigned bits = 0, have = length - i < 3 ? (unsigned)(length - i) : 3;
        for (unsigned k = 0; k < 3; k++)
            bits = bits << 8 | (k < have ? (unsigned char)text[i + k] : 0);
        for (unsigned k = 0; k < 4; k++)
            result[at++] = k <= have ? digits[bits >> (18 - 6 * k) & 63] : '=';
    }
    return result;
}

/* "/hello a b", owned. */
static char *command_text(const struct oci_image *image)
{
    char *text = tool_format("/%s", image->name);
    for (size_t i = 0; i < image->argument_count; i++) {
        char *longer = tool_format("%s %s", text, image->arguments[i]);
        free(text);
        text = longer;
    }
    return text;
}

static void set_encoded(json_t *to, const char *key, const char *value)
{
    char *encoded = base64(value);
    char *name = tool_format("com.urunc.unikernel.%s", key);
    json_object_set_new(to, name, json_string(encoded));
    free(encoded);
    free(name);
}

static json_t *urunc_annotations(const struct oci_image *image)
{
    json_t *to = json_object();
    char *command = command_text(image);
    set_encoded(to, "unikernelType", "linux");
    set_encoded(to, "hypervisor", "qemu");
    set_encoded(to, "binary", "/unikernel");
    set_encoded(to, "cmdline", command);
    if (image->initrd)
        set_encoded(to, "initrd", "/initrd.cpio");
    free(command);
    return to;
}

char *oci_urunc(const struct oci_image *image)
{
    json_t *json = urunc_annotations(image);
    char *text = json_dumps(json, JSON_SORT_KEYS | JSON_INDENT(2));
    json_decref(json);
    return text;
}

/* Adds a blob; the result is its descriptor. DATA is taken over. */
static json_t *add_blob(struct files *layout, const char *type, char *data,
                        size_t size)
{
    char digest[SHA256_TEXT];
    sha256_text(data, size, digest);
    files_add(layout, tool_format("blobs/sha256/%s", digest), data, size, 0644);
    return json_pack("{s:s, s:s+, s:I}", "mediaType", type, "digest",
                     "sha256:", digest, "size", (json_int_t)size);
}

/* The same of a document, which is freed. */
static json_t *add_json(struct files *layout, const char *type, json_t *json)
{
    char *text = json_dumps(json, JSON_SORT_KEYS | JSON_COMPACT);
    json_decref(json);
    return add_blob(layout, type, text, strlen(text));
}

/* RFC 3339, owned. */
static char *time_text(long long seconds)
{
    char text[64];
    time_t when = (time_t)seconds;
    struct tm tm;
    if (!gmtime_r(&when, &tm))
        return tool_format("%s", "1970-01-01T00:00:00Z");
    strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
    return tool_format("%s", text);
}

static json_t *make_config(const struct oci_image *image, const char *diff_id)
{
    json_t *environment = json_array(), *command = json_array();
    char *created = time_text(image->seconds);
    for (size_t i = 0; i < image->environment->count; i++)
        json_array_append_new(environment,
                              json_string(image->environment->items[i]));
    json_array_append_new(command, json_sprintf("/%s", image->name));
    for (size_t i = 0; i < image->argument_count; i++)
        json_array_append_new(command, json_string(image->arguments[i]));
    json_t *config = json_pack(
        "{s:s, s:s, s:s, s:{s:o, s:o}, s:{s:s, s:[s]}, s:[{s:s, s:s}]}",
        "architecture", "amd64", "os", "linux", "created", created, "config",
        "Cmd", command, "Env", environment, "rootfs", "type", "layers",
        "diff_ids", diff_id, "history", "created", created, "created_by",
        "unispec pack");
    free(created);
    return config;
}

static json_t *make_manifest(const struct oci_image *image,
                             struct files *layout, struct files *files)
{
    size_t size;
    char *data = tar_make(files, image->seconds, &size);
    json_t *layer = add_blob(layout, TYPE_LAYER, data, size);
    json_t *config =
        make_config(image, json_string_value(json_object_get(layer, "digest")));
    json_t *annotations = urunc_annotations(image);
    char *created = time_text(image->seconds);
    json_object_set_new(annotations, "org.opencontainers.image.title",
                        json_string(image->name));
    json_object_set_new(annotations, "org.opencontainers.image.created",
                        json_string(created));
    free(created);
    return json_pack("{s:i, s:s, s:o, s:[o], s:o}", "schemaVersion", 2,
                     "mediaType", TYPE_MANIFEST, "config",
                     add_json(layout, TYPE_CONFIG, config), "layers", layer,
                     "annotations", annotations);
}

/* A manifest that says TEXT of the manifest SUBJECT; its descriptor. */
static json_t *add_referrer(struct files *layout, const json_t *subject,
                            const char *type, const char *text)
{
    json_t *blob =
        add_blob(layout, type, tool_format("%s", text), strlen(text));
    json_t *empty = add_blob(layout, TYPE_EMPTY, tool_format("{}"), 2);
    json_t *manifest =
        json_pack("{s:i, s:s, s:s, s:o, s:[o], s:O}", "schemaVersion", 2,
                  "mediaType", TYPE_MANIFEST, "artifactType", type, "config",
                  empty, "layers", blob, "subject", subject);
    json_t *descriptor = add_json(layout, TYPE_MANIFEST, manifest);
    json_object_set_new(descriptor, "artifactType", json_string(type));
    return descriptor;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->path,
                  ((const struct file *)b)->path);
}

/* Blobs in one order, each once. */
static void tidy(struct files *layout)
{
    size_t kept = 0;
    qsort(layout->items, layout->count, sizeof(*layout->items), by_path);
    for (size_t i = 0; i < layout->count; i++) {
        struct file *f = &layout->items[i];
        if (kept && !strcmp(layout->items[kept - 1].path, f->path)) {
            free(f->path);
            free(f->data);
        } else {
            layout->items[kept++] = *f;
        }
    }
    layout->count = kept;
}

static void add_text(struct files *layout, const char *path, json_t *json)
{
    char *text = json_dumps(json, JSON_SORT_KEYS | JSON_COMPACT);
    files_add(layout, tool_format("%s", path), text, strlen(text), 0644);
    json_decref(json);
}

struct files oci_layout(const struct oci_image *image, struct files *layer,
                        const char *sbom, const char *audit)
{
    struct files layout = {0};
    json_t *manifest = make_manifest(image, &layout, layer);
    json_t *subject = add_json(&layout, TYPE_MANIFEST, manifest);
    json_t *manifests = json_array();
    json_t *named = json_copy(subject);
    json_object_set_new(
        named, "platform",
        json_pack("{s:s, s:s}", "architecture", "amd64", "os", "linux"));
    json_object_set_new(
        named, "annotations",
        json_pack("{s:s}", "org.opencontainers.image.ref.name", "latest"));
    json_array_append_new(manifests, named);
    json_array_append_new(manifests,
                          add_referrer(&layout, subject, TYPE_SBOM, sbom));
    json_array_append_new(manifests,
                          add_referrer(&layout, subject, TYPE_AUDIT, audit));
    json_decref(subject);
    add_text(&layout, "index.json",
             json_pack("{s:i, s:s, s:o}", "schemaVersion", 2, "mediaType",
                       TYPE_INDEX, "manifests", manifests));
    add_text(&layout, "oci-layout",
             json_pack("{s:s}", "imageLayoutVersion", "1.0.0"));
    tidy(&layout);
    return layout;
}
