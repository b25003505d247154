/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Firecracker: a configuration file (docs/getting-started.md, "Booting from a
 * config file") and the command that takes it. The console is its standard
 * input and output. Devices are virtio-mmio, which it appends to boot_args.
 */
#include "monitor.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define MIB (1ull << 20)
#define CONFIG "firecracker.json"

static json_t *drives(const struct guest_devices *devices)
{
    json_t *list = json_array();

    for (size_t i = 0; i < devices->disks->count; i++) {
        char *name = tool_format("disk%zu", i);
        json_array_append_new(
            list, json_pack("{s:s, s:s, s:b, s:b}", "drive_id", name,
                            "path_on_host", devices->disks->items[i],
                            "is_root_device", 0, "is_read_only", 0));
        free(name);
    }
    return list;
}

static json_t *interfaces(const struct guest_devices *devices)
{
    json_t *list = json_array();

    if (devices->net == NET_TAP)
        json_array_append_new(list,
                              json_pack("{s:s, s:s}", "iface_id", "net0",
                                        "host_dev_name", devices->net_detail));
    return list;
}

static json_t *configuration(const struct qemu_setup *setup)
{
    json_t *boot = json_pack("{s:s, s:s}", "kernel_image_path", setup->image,
                             "boot_args", setup->cmdline);

    if (setup->initrd)
        json_object_set_new(boot, "initrd_path", json_string(setup->initrd));
    return json_pack("{s:o, s:o, s:o, s:{s:i, s:I}}", "boot-source", boot,
                     "drives", drives(setup->devices), "network-interfaces",
                     interfaces(setup->devices), "machine-config", "vcpu_count",
                     1, "mem_size_mib", (json_int_t)(setup->memory / MIB));
}

bool firecracker_check(const struct tool *tool, const struct qemu_setup *setup)
{
    json_t *config = configuration(setup);

    if (!config) {
        tool_error(tool,
                   "--vmm=firecracker: a path is not UTF-8; rename the file");
        return false;
    }
    json_decref(config);
    if (setup->memory % MIB) {
        tool_error(tool, "--memory: Firecracker takes whole MiB; give %lluM",
                   (unsigned long long)(setup->memory / MIB + 1));
        return false;
    }
    if (setup->devices->net == NET_USER) {
        tool_error(tool, "--net=user: Firecracker has no such network");
        tool_note("make an interface: ip tuntap add tap0 mode tap; then "
                  "--net=tap=tap0");
        return false;
    }
    if (setup->devices->share) {
        tool_error(tool, "--share: Firecracker has no 9P device");
        tool_note("give the files with --initrd=DIR or --disk=FILE");
        return false;
    }
    return true;
}

void firecracker_print(const struct qemu_setup *setup)
{
    json_t *config = configuration(setup);
    char *text = json_dumps(config, JSON_INDENT(2));

    printf("cat >%s <<'END'\n%s\nEND\n", CONFIG, text);
    puts("firecracker --no-api --config-file " CONFIG);
    free(text);
    json_decref(config);
}
