/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The options of `unispec run` that plug devices in:
 *     --disk FILE                     a raw image, in the order of /dev/vda,
 * vdb
 *     --net user[,hostfwd=RULE]...    QEMU's network in user mode
 *     --net tap=NAME                  an interface of the host, made before
 *     --share DIR[:PATH]              a folder of the host, at PATH (/share)
 */
#include "run_devices.h"
#include "audit_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR = 512, INTERFACE_NAME_MAX = 15 };

#define MOUNT_DEFAULT "/share"

static int check_disk(const struct tool *tool, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;

    if (fd < 0 || fstat(fd, &st)) {
        tool_error(tool, "--disk=%s: %s", path, strerror(errno));
        return STATUS_INPUT;
    }
    close(fd);
    if (S_ISDIR(st.st_mode)) {
        tool_error(tool, "--disk=%s: is a folder, not a disk image", path);
        tool_note("give the guest a folder with --share=DIR");
        return STATUS_INPUT;
    }
    if (S_ISREG(st.st_mode) && (!st.st_size || st.st_size % SECTOR)) {
        tool_error(tool,
                   "--disk=%s: %lld bytes, not a disk of whole sectors of %d",
                   path, (long long)st.st_size, SECTOR);
        tool_note("make one with: truncate -s 64M FILE");
        return STATUS_INPUT;
    }
    return STATUS_OK;
}

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

static int parse_net(const struct tool *tool, struct guest_devices *devices,
                     const char *net)
{
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
               "user,hostfwd=tcp::8080-:80 or tap=NAME",
               net);
    return STATUS_USAGE;
}

/* "DIR:/PATH" is cut at the last colon that a slash follows. */
static int parse_share(const struct tool *tool, struct guest_devices *devices,
                       const char *share)
{
    struct stat st;
    char *colon = NULL;

    devices->share = tool_format("%s", share);
    for (char *p = devices->share; (p = strstr(p, ":/")); p++)
        colon = p;
    devices->mount = MOUNT_DEFAULT;
    if (colon) {
        *colon = 0;
        devices->mount = colon + 1;
    }
    if (!devices->mount[1]) {
        tool_error(tool, "--share=%s: the root folder cannot be replaced",
                   share);
        return STATUS_USAGE;
    }
    if (stat(devices->share, &st)) {
        tool_error(tool, "--share=%s: %s", devices->share, strerror(errno));
        return STATUS_INPUT;
    }
    if (S_ISDIR(st.st_mode))
        return STATUS_OK;
    tool_error(tool, "--share=%s: not a folder", devices->share);
    return STATUS_INPUT;
}

int devices_parse(const struct tool *tool, struct guest_devices *devices,
                  const struct option_list *disks, const char *net,
                  const char *share)
{
    int status = STATUS_OK;

    devices->disks = disks;
    for (size_t i = 0; i < disks->count && !status; i++)
        status = check_disk(tool, disks->items[i]);
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
    if (devices->disks->count)
        compare(tool, audit, image, "block", "--disk",
                "it comes with the text /dev/vd in the program, with mount(), "
                "or with -Wl,-u,mention_disk");
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
    free(devices->share);
}
