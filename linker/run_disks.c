/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * --disk FILE[:PATH] of `unispec run`: raw images, in the order of /dev/vda,
 * vdb. The guest mounts the file system of one at PATH; without a PATH the
 * first that has one goes to /disk.
 */
#include "audit_read.h"
#include "run_devices.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR = 512, MAGIC_OFFSET = 1080, DISKS_MAX = 26 };

/* Of ext2 to ext4: the superblock's magic number, little endian. */
static bool has_files(int fd)
{
    unsigned char magic[2];

    return pread(fd, magic, sizeof(magic), MAGIC_OFFSET) == sizeof(magic) &&
           magic[0] == 0x53 && magic[1] == 0xef;
}

static int check_disk(const struct tool *tool, const char *path, bool *files)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;

    if (fd < 0 || fstat(fd, &st)) {
        tool_error(tool, "--disk=%s: %s", path, strerror(errno));
        return STATUS_INPUT;
    }
    *files = has_files(fd);
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

/* A file's own name may have ":/" in it: the whole text comes first. */
static int parse_disk(const struct tool *tool, struct guest_devices *devices,
                      const char *text, bool *files)
{
    size_t i = devices->files.count++;
    char *file = tool_format("%s", text);
    const char *mount = access(text, F_OK) ? devices_cut_path(file) : NULL;

    devices->files.items[i] = file;
    devices->disk_mounts[i] = mount;
    devices->mount_asked |= mount != NULL;
    if (mount && !mount[1]) {
        tool_error(tool,
                   "--disk=%s: the root folder cannot be replaced; give "
                   "--disk=FILE:" DISK_DEFAULT,
                   text);
        return STATUS_USAGE;
    }
    return check_disk(tool, file, files);
}

int disks_parse(const struct tool *tool, struct guest_devices *devices,
                const struct option_list *disks)
{
    bool files, any = false;
    int status = STATUS_OK;

    devices->disks = &devices->files;
    if (disks->count > DISKS_MAX) {
        tool_error(tool, "--disk: %zu disks, at most %d", disks->count,
                   DISKS_MAX);
        return STATUS_USAGE;
    }
    devices->files.items = tool_alloc((disks->count + 1) * sizeof(char *));
    devices->disk_mounts = tool_alloc((disks->count + 1) * sizeof(char *));
    for (size_t i = 0; i < disks->count && !status; i++) {
        status = parse_disk(tool, devices, disks->items[i], &files);
        if (!status && files && !devices->disk_mounts[i] && !any)
            devices->disk_mounts[i] = DISK_DEFAULT;
        any |= devices->disk_mounts[i] != NULL;
    }
    return status;
}

void disks_compare(const struct tool *tool, const struct guest_devices *devices,
                   const json_t *audit, const struct image *image)
{
    const json_t *function;
    size_t i;

    if (!devices->mount_asked)
        return;
    json_array_foreach(audit_array(audit, "functions"), i, function)
    {
        if (audit_is(function, "name", "ext_lookup") &&
            audit_is(function, "status", "kept"))
            return;
    }
    tool_warn(tool, "%s: the image mounts no disks: --disk is /dev/vda only",
              image->path);
    tool_note("what mounts them comes with a path below " DISK_DEFAULT
              " in the program, or with -Wl,-u,mention_mounted");
}

void disks_free(struct guest_devices *devices)
{
    for (size_t i = 0; i < devices->files.count; i++)
        free((char *)devices->files.items[i]);
    free(devices->files.items);
    free(devices->disk_mounts);
}
