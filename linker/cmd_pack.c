/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec pack: an image as an OCI image layout, for registries and for urunc.
 * The layer holds /unikernel, /urunc.json and with --initrd /initrd.cpio; the
 * SBOM (CycloneDX) and the audit are referrers. The result depends on nothing
 * but the inputs and SOURCE_DATE_EPOCH.
 */
#include "audit_read.h"
#include "audit_report.h"
#include "cpio.h"
#include "oci.h"
#include "source_date.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct pack_options {
    const char *output, *initrd;
    struct option_list env;
};

static const struct option_spec pack_option_table[] = {
    {"output", 'o', OPTION_STRING, "DIR|TAR",
     offsetof(struct pack_options, output),
     "the layout: a new folder, or a file that ends in .tar"},
    {"initrd", 0, OPTION_STRING, "DIR|CPIO",
     offsetof(struct pack_options, initrd),
     "initial files: a folder, or a cpio archive (newc)"},
    {"env", 'e', OPTION_LIST, "K=V", offsetof(struct pack_options, env),
     "variable for the container's environment; repeatable"},
};

/* The whole of FD, owned; NULL with errno set. */
static char *read_all(int fd, size_t *size)
{
    struct stat st;
    char *data;
    size_t got = 0;
    if (fstat(fd, &st))
        return NULL;
    data = tool_alloc((size_t)st.st_size);
    while (got < (size_t)st.st_size) {
        ssize_t n = pread(fd, data + got, (size_t)st.st_size - got, (off_t)got);
        if (n <= 0) {
            free(data);
            errno = n ? errno : EIO;
            return NULL;
        }
        got += (size_t)n;
    }
    *size = got;
    return data;
}

static bool read_failed(const struct tool *tool, const char *path)
{
    tool_error(tool, "cannot read %s: %s", path, strerror(errno));
    return false;
}

/* The folder as an archive, or the archive, checked. */
static bool add_initrd(const struct tool *tool, struct files *layer,
                       const char *path, long long seconds)
{
    struct stat st;
    uint64_t checked;
    size_t size = 0;
    char *data = NULL;
    FILE *in = fopen(path, "re");
    bool good = in && !fstat(fileno(in), &st);
    if (!good) {
        read_failed(tool, path);
    } else if (S_ISDIR(st.st_mode)) {
        FILE *out = open_memstream(&data, &size);
        good = out && cpio_write(tool, path, seconds, out);
        if (out)
            fclose(out);
    } else {
        good =
            cpio_check(tool, path, fileno(in), &checked) &&
            ((data = read_all(fileno(in), &size)) || read_failed(tool, path));
    }
    if (in)
        fclose(in);
    if (good)
        files_add(layer, tool_format("initrd.cpio"), data, size, 0644);
    else
        free(data);
    return good;
}

/* The report as text, owned. */
static char *report_to_text(const struct report *report,
                            void (*write)(const struct report *, FILE *))
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return tool_alloc(1);
    write(report, out);
    fclose(out);
    return text;
}

static bool boots_in_qemu(const struct tool *tool, const struct image *image,
                          const json_t *audit)
{
    const json_t *platform;
    size_t i;
    json_array_foreach(
        audit_array(json_object_get(audit, "image"), "platforms"), i,
        platform) if (!strcmp(json_string_value(platform), "qemu")) return true;
    tool_error(tool, "%s: is not linked for QEMU, in which urunc boots it",
               image->path);
    tool_note("link it with -Wl,--platform=qemu, or without --platform");
    return false;
}

/* urunc hands the command line on as words with spaces between. */
static bool arguments_are_words(const struct tool *tool,
                                const struct arguments *arguments)
{
    for (size_t i = 0; i < arguments->rest_count; i++) {
        const char *word = arguments->rest[i];
        if (*word && !strpbrk(word, " \t\n\"'\\"))
            continue;
        tool_error(tool,
                   "argument '%s' is empty, or has blanks or quotes, "
                   "which urunc cannot hand on",
                   word);
        tool_note("let the program read it from a file of --initrd");
        return false;
    }
    return true;
}

static int pack_layer(const struct tool *tool, const struct pack_options *o,
                      const struct oci_image *oci, struct files *layer,
                      const struct image *image, const json_t *audit)
{
    struct report report = {
        .audit = audit, .image = image, .seconds = oci->seconds};
    char *urunc = oci_urunc(oci);
    char *sbom = report_to_text(&report, report_cyclonedx);
    char *text = report_to_text(&report, report_json);
    files_add(layer, tool_format("urunc.json"), urunc, strlen(urunc), 0644);
    struct files layout = oci_layout(oci, layer, sbom, text);
    bool good = oci_write(tool, &layout, o->output, oci->seconds);
    files_free(&layout);
    free(sbom);
    free(text);
    return good ? STATUS_OK : STATUS_INPUT;
}

static int pack_image(const struct tool *tool, const struct pack_options *o,
                      const struct arguments *arguments, struct image *image,
                      const json_t *audit)
{
    const char *path = arguments->positional[0], *slash = strrchr(path, '/');
    struct oci_image oci = {.name = slash ? slash + 1 : path,
                            .arguments = arguments->rest,
                            .argument_count = arguments->rest_count,
                            .environment = &o->env,
                            .initrd = o->initrd};
    struct files layer = {0};
    size_t size;
    int status = STATUS_INPUT;
    if (!source_date(tool, 0, &oci.seconds) ||
        !boots_in_qemu(tool, image, audit))
        return status;
    char *data = read_all(image->fd, &size);
    if (!data) {
        read_failed(tool, path);
        return status;
    }
    files_add(&layer, tool_format("unikernel"), data, size, 0755);
    if (!o->initrd || add_initrd(tool, &layer, o->initrd, oci.seconds))
        status = pack_layer(tool, o, &oci, &layer, image, audit);
    files_free(&layer);
    return status;
}

static int pack_main(struct tool *tool, const void *options,
                     const struct arguments *arguments)
{
    const struct pack_options *o = options;
    struct image image;
    uint64_t load_end;
    int status = STATUS_INPUT;
    if (!o->output) {
        tool_error(tool, "pack needs --output=DIR|TAR");
        tool_note("see 'unispec pack --help'");
        return STATUS_USAGE;
    }
    if (!arguments_are_words(tool, arguments))
        return STATUS_USAGE;
    if (!image_open(tool, &image, arguments->positional[0]))
        return status;
    if (image_check_bootable(tool, &image, &load_end)) {
        json_t *audit = audit_read(tool, &image);
        if (audit)
            status = pack_image(tool, o, arguments, &image, audit);
        json_decref(audit);
    }
    image_close(&image);
    return status;
}

const struct command command_pack = {
    .name = "pack",
    .summary = "make an OCI image layout that urunc runs and registries take",
    .arguments = "IMAGE",
    .details = "ARGS are the program's arguments. The tag is 'latest':\n"
               "skopeo copy oci:DIR:latest docker://...\n",
    .options = pack_option_table,
    .option_count = sizeof(pack_option_table) / sizeof(pack_option_table[0]),
    .options_size = sizeof(struct pack_options),
    .positional_min = 1,
    .positional_max = 1,
    .takes_rest = true,
    .run = pack_main,
};
