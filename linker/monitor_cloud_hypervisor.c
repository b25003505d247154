/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Cloud Hypervisor: its command line (docs/api.md and `cloud-hypervisor
 * --help`). It boots the image by PVH; devices are virtio over PCI; the console
 * is the serial port on its terminal.
 */
#include "monitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool cloud_hypervisor_check(const struct tool *tool,
                            const struct qemu_setup *setup)
{
    const struct option_list *disks = setup->devices->disks;

    if (setup->devices->net == NET_USER) {
        tool_error(tool, "--net=user: Cloud Hypervisor has no such network");
        tool_note("make an interface: ip tuntap add tap0 mode tap; then "
                  "--net=tap=tap0");
        return false;
    }
    if (setup->devices->share) {
        tool_error(tool, "--share: Cloud Hypervisor has no 9P device");
        tool_note("give the files with --initrd=DIR or --disk=FILE");
        return false;
    }
    for (size_t i = 0; i < disks->count; i++)
        if (strchr(disks->items[i], ',')) {
            tool_error(tool,
                       "--disk=%s: Cloud Hypervisor cuts at the comma; rename "
                       "the file",
                       disks->items[i]);
            return false;
        }
    return true;
}

void cloud_hypervisor_print(const struct qemu_setup *setup)
{
    const struct guest_devices *devices = setup->devices;
    struct words w = {0};
    char *text;

    words_add(&w, "cloud-hypervisor");
    words_pair(&w, "--kernel", "%s", setup->image);
    if (setup->initrd)
        words_pair(&w, "--initramfs", "%s", setup->initrd);
    words_pair(&w, "--cmdline", "%s", setup->cmdline);
    words_pair(&w, "--cpus", "boot=1");
    words_pair(&w, "--memory", "size=%lluK",
               (unsigned long long)setup->memory / 1024);
    if (devices->disks->count)
        words_add(&w, "--disk");
    for (size_t i = 0; i < devices->disks->count; i++)
        words_add(&w, "path=%s", devices->disks->items[i]);
    if (devices->net == NET_TAP)
        words_pair(&w, "--net", "tap=%s", devices->net_detail);
    words_pair(&w, "--console", "off");
    words_pair(&w, "--serial", "tty");
    text = qemu_command_text(w.items);
    puts(text);
    free(text);
    qemu_command_free(w.items);
}
