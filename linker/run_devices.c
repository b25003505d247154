/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The options of `unispec run` that plug devices in:
 *     --disk FILE[:PATH]              a raw image, see run_disks.c
 *     --net user[,hostfwd=RULE]...    QEMU's network in user mode
 *     --net tap=NAME                  an interface of the host, made before
 *         ...,ip=ADDRESS::GATEWAY:NETMASK   what the guest takes, not by DHCP
 *     --share DIR[:PATH]              a folder of the host, at PATH (/share)
 */
#include "run_devices.h"
#include "audit_read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { INTERFACE_NAME_MAX = 15 };

#define MOUNT_DEFAULT "/share"

/* The rules go to QEMU as they are: it knows best what is wrong with one. */
static bool valid_user(const char *rest)
{
    if (*rest && *rest++ != ',')
        return false;
    while (*rest) {
        if (strncmp(rest, "hostfwd=", 8))
            return false;
        rest += strcspn(rest, ",");
        rest += *rest && rest[1];
    }
    return true;
}

/* Cuts ",ip=..." off the end. Whether it is right the guest says. */
static char *cut_address(char *net)
{
    char *comma = strrchr(net, ',');

    if (!comma || strncmp(comma, ",ip=", 4) || !comma[4])
        return NULL;
    *comma = 0;
    return comma + 1;
}

static int parse_net(const struct tool *tool, struct guest_devices *devices,
                     const char *text)
{
    char *net = devices->net_text = tool_format("%s", text);

    devices->net_address = cut_address(net);
    if (!strncmp(net, "user", 4) && valid_user(net + 4)) {
        devices->net = NET_USER;
        devices->net_detail = net[4] ? net + 5 : "";
        return STATUS_OK;
    }
    if (!strncmp(net, "tap=", 4) && net[4] && !strchr(net, ',') &&
        strlen(net + 4) <= INTERFACE_NAME_MAX) {
        devices->net = NET_TAP;
        devices->net_detail = net + 4;
        return STATUS_OK;
    }
    tool_error(tool,
               "--net=%s: not of the form user, "
               "user,hostfwd=tcp::8080-:80 or tap=NAME, with or without "
               ",ip=ADDRESS::GATEWAY:NETMASK behind it",
               text);
    return STATUS_USAGE;
}

char *devices_cut_path(char *text)
{
    char *colon = NULL;

    for (char *p = text; (p = strstr(p, ":/")); p++)
        colon = p;
    if (!colon)
        return NULL;
    *colon = 0;
    return colon + 1;
}

static int parse_share(const struct tool *tool, struct guest_devices *devices,
                       const char *share)
{
    struct stat st;

    devices->share = tool_format("%s", share);
    devices->mount = devices_cut_path(devices->share);
    if (!devices->mount)
        devices->mount = MOUNT_DEFAULT;
    if (!devices->mount[1]) {
        tool_error(tool,
                   "--share=%s: the root folder cannot be replaced; give "
                   "--share=DIR:" MOUNT_DEFAULT,
                   share);
        return STATUS_USAGE;
    }
    if (stat(devices->share, &st)) {
        tool_error(tool, "--share=%s: %s", devices->share, strerror(errno));
        return STATUS_INPUT;
    }
    if (S_ISDIR(st.st_mode))
        return STATUS_OK;
    tool_error(tool, "--share=%s: not a folder; name the one that it is in",
               devices->share);
    return STATUS_INPUT;
}

int devices_parse(const struct tool *tool, struct guest_devices *devices,
                  const struct option_list *disks, const char *net,
                  const char *share)
{
    int status = disks_parse(tool, devices, disks);

    if (!status && net)
        status = parse_net(tool, devices, net);
    if (!status && share)
        status = parse_share(tool, devices, share);
    return status;
}

static void compare(const struct tool *tool, const json_t *audit,
                    const struct image *image, const char *class,
                    const char *option, const char *why)
{
    const json_t *drivers = audit_array(audit, "drivers"), *driver;
    size_t i;

    json_array_foreach(drivers, i, driver)
    {
        if (audit_is(driver, "class", class))
            return;
    }
    tool_warn(tool, "%s: the image has no driver for %s", image->path, option);
    tool_note("%s", why);
}

void devices_compare(const struct tool *tool,
                     const struct guest_devices *devices,
                     const struct image *image)
{
    json_t *audit;

    if (!devices->disks->count && !devices->net && !devices->share)
        return;
    if (!image_find_section(image, AUDIT_SECTION) ||
        !(audit = audit_read(tool, image)))
        return;
    disks_compare(tool, devices, audit, image);
    if (devices->disks->count)
        compare(tool, audit, image, "block", "--disk",
                "it comes with the text /dev/vd or a path below " DISK_DEFAULT
                " in the program, or with -Wl,-u,mention_disk");
    if (devices->net)
        compare(tool, audit, image, "net", "--net",
                "it comes with the program's use of sockets");
    if (devices->share)
        compare(tool, audit, image, "channel", "--share",
                "it comes with a path below " MOUNT_DEFAULT " in the program, "
                "or with -Wl,-u,mention_share");
    json_decref(audit);
}

void devices_free(struct guest_devices *devices)
{
    free(devices->net_text);
    free(devices->share);
    disks_free(devices);
}
