/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * An OCI image layout (image-spec 1.1) of one unikernel: tar_write.c makes the
 * layer, oci_layout.c the blobs, manifests and index in memory, oci_write.c
 * puts them into a folder or a tar file. Sizes are those of an image and its
 * initial files, so everything is held at once.
 */
#ifndef UNISPEC_OCI_H
#define UNISPEC_OCI_H

#include "command.h"

#include <jansson.h>

struct file {
    char *path; /* in the layer or the layout, owned */
    char *data; /* owned */
    size_t size;
    unsigned mode;
};

struct files {
    struct file *items; /* owned */
    size_t count;
};

/* Takes over DATA. */
void files_add(struct files *files, char *path, char *data, size_t size,
               unsigned mode);
void files_free(struct files *files);

/* FILES as a POSIX tar archive (ustar), all with the time SECONDS and owner 0;
 * folders are made for paths with "/". The bytes are owned by the caller. */
char *tar_make(const struct files *files, long long seconds, size_t *size);

/* What is said of the unikernel. */
struct oci_image {
    const char *name;  /* of the program */
    long long seconds; /* SOURCE_DATE_EPOCH, or 0 */
    char *const *arguments;
    size_t argument_count;
    const struct option_list *environment;
    bool initrd; /* the layer has /initrd.cpio */
};

/*
 * The files of the layout: LAYER, and as referrers the SBOM and the audit
 * (texts). The manifest has the annotations that urunc reads.
 */
struct files oci_layout(const struct oci_image *image, struct files *layer,
                        const char *sbom, const char *audit);

/* The JSON of /urunc.json: the annotations with their values in base64. */
char *oci_urunc(const struct oci_image *image);

/*
 * Writes LAYOUT to PATH, a tar file if it ends in ".tar", else a folder that
 * does not exist or is empty. Reports and returns false when that cannot be.
 */
bool oci_write(const struct tool *tool, const struct files *layout,
               const char *path, long long seconds);

#endif
