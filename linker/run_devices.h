/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What `unispec run` plugs into the guest beside the console. */
#ifndef UNISPEC_RUN_DEVICES_H
#define UNISPEC_RUN_DEVICES_H

#include "image_read.h"

enum guest_net { NET_NONE, NET_USER, NET_TAP };

struct guest_devices {
    const struct option_list *disks; /* --disk: paths of raw images */
    enum guest_net net;
    const char *net_detail; /* "hostfwd=..." or "", or the name of the tap */
    char *share;            /* --share: the folder, owned; NULL: none */
    const char *mount;      /* where the guest sees it; in share */
};

/* The tag of the share, and the option that tells the guest where it goes. */
#define SHARE_TAG "share"

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

#endif
