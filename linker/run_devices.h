/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What `unispec run` plugs into the guest beside the console. */
#ifndef UNISPEC_RUN_DEVICES_H
#define UNISPEC_RUN_DEVICES_H

#include "image_read.h"

#include <jansson.h>

enum guest_net { NET_NONE, NET_USER, NET_TAP };

struct guest_devices {
    const struct option_list *disks; /* --disk: paths of raw images */
    const char **disk_mounts;        /* where the guest mounts each; or NULL */
    enum guest_net net;
    char *net_text;           /* owned; the next two are in it */
    const char *net_detail;   /* "hostfwd=..." or "", or the name of the tap */
    const char *net_address;  /* "ip=..." or NULL */
    char *share;              /* --share: the folder, owned; NULL: none */
    const char *mount;        /* where the guest sees it; in share */
    struct option_list files; /* what disks points to, owned */
    bool mount_asked;         /* a --disk names its path */
};

/* The tag of the share, and the option that tells the guest where it goes. */
#define SHARE_TAG "share"
#define DISK_DEFAULT "/disk"

/*
 * Reads --disk, --net and --share; reports what is wrong with them, as an
 * error of usage (STATUS_USAGE) or of a file (STATUS_INPUT).
 */
int devices_parse(const struct tool *tool, struct guest_devices *devices,
                  const struct option_list *disks, const char *net,
                  const char *share);
/* Warns of devices for which the image has no driver, as its audit says. */
void devices_compare(const struct tool *tool,
                     const struct guest_devices *devices,
                     const struct image *image);
void devices_free(struct guest_devices *devices);

/* Cuts "NAME:/PATH" at the last colon that a slash follows; the path, or NULL.
 */
char *devices_cut_path(char *text);
/* run_disks.c: the same for --disk; warns where the image does not mount. */
int disks_parse(const struct tool *tool, struct guest_devices *devices,
                const struct option_list *disks);
void disks_compare(const struct tool *tool, const struct guest_devices *devices,
                   const json_t *audit, const struct image *image);
void disks_free(struct guest_devices *devices);

#endif
