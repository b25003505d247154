/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Makes QEMU's argv. The console is the 16550 on QEMU's own standard input
 * and output, which are pipes of ours; the control port (isa-debugcon at
 * 0x402) writes to an inherited descriptor; isa-debug-exit at 0x501 lets the
 * guest end QEMU. Nothing else is plugged in that was not asked for.
 */
#include "qemu.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add(struct words *w, char *owned)
{
    w->items = tool_realloc(w->items, (w->count + 2) * sizeof(*w->items));
    w->items[w->count++] = owned;
    w->items[w->count] = NULL;
}

static char *format_list(const char *format, va_list list)
{
    char *text;

    if (vasprintf(&text, format, list) < 0)
        return tool_alloc(1);
    return text;
}

void words_add(struct words *words, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    add(words, format_list(format, list));
    va_end(list);
}

void words_pair(struct words *words, const char *option, const char *format,
                ...)
{
    va_list list;

    words_add(words, "%s", option);
    va_start(list, format);
    add(words, format_list(format, list));
    va_end(list);
}

static void add_machine(struct words *w, const struct qemu_setup *setup)
{
    bool kvm = !strcmp(setup->accelerator, "kvm");
    if (!strcmp(setup->machine, "microvm"))
        words_pair(w, "-M",
                   "microvm,acpi=off,isa-serial=on,rtc=on,pic=on,"
                   "pit=on");
    else
        words_pair(w, "-M", "%s", setup->machine);
    words_pair(w, "-accel", "%s", setup->accelerator);
    words_pair(w, "-cpu", "%s", kvm ? "host" : "max");
    words_pair(w, "-m", "%lluK", (unsigned long long)setup->memory / 1024);
}

static void add_devices(struct words *w)
{
    words_pair(w, "-chardev", "stdio,id=console,signal=off");
    words_pair(w, "-serial", "chardev:console");
    words_pair(w, "-chardev", "file,id=control,path=/dev/fd/%d",
               QEMU_CONTROL_FD);
    words_pair(w, "-device", "isa-debugcon,iobase=0x402,chardev=control");
    words_pair(w, "-device", "isa-debug-exit,iobase=0x501,iosize=0x04");
}

/* The value of an option, in which a comma is written twice. */
static char *option_value(const char *text)
{
    char *out = tool_alloc(2 * strlen(text) + 1), *at = out;

    for (; *text; text++) {
        *at++ = *text;
        if (*text == ',')
            *at++ = ',';
    }
    *at = 0;
    return out;
}

static void add_disks(struct words *w, const struct guest_devices *devices,
                      const char *bus)
{
    for (size_t i = 0; i < devices->disks->count; i++) {
        char *path = option_value(devices->disks->items[i]);

        words_pair(w, "-drive", "id=disk%zu,if=none,format=raw,file=%s", i,
                   path);
        words_pair(w, "-device", "virtio-blk-%s,drive=disk%zu", bus, i);
        free(path);
    }
}

/* A card on PCI would have a ROM for booting from the network. */
static void add_net(struct words *w, const struct guest_devices *devices,
                    const char *bus)
{
    if (devices->net == NET_USER)
        words_pair(w, "-netdev", "user,id=net%s%s",
                   *devices->net_detail ? "," : "", devices->net_detail);
    else
        words_pair(w, "-netdev", "tap,id=net,ifname=%s,script=no,downscript=no",
                   devices->net_detail);
    words_pair(w, "-device", "virtio-net-%s,netdev=net%s", bus,
               strcmp(bus, "pci") ? "" : ",romfile=");
}

static void add_share(struct words *w, const struct guest_devices *devices,
                      const char *bus)
{
    char *path = option_value(devices->share);

    words_pair(w, "-fsdev",
               "local,id=share,security_model=none,multidevs=remap,path=%s",
               path);
    words_pair(w, "-device", "virtio-9p-%s,fsdev=share,mount_tag=" SHARE_TAG,
               bus);
    free(path);
}

static void add_virtio(struct words *w, const struct qemu_setup *setup)
{
    const struct guest_devices *devices = setup->devices;
    bool mmio = !strcmp(setup->machine, "microvm");
    const char *bus = mmio ? "device" : "pci";

    if (mmio && (devices->disks->count || devices->net || devices->share))
        words_pair(w, "-global", "virtio-mmio.force-legacy=false");
    add_disks(w, devices, bus);
    if (devices->net)
        add_net(w, devices, bus);
    if (devices->share)
        add_share(w, devices, bus);
}

/* QEMU's stub, with the machine stopped before its first instruction. */
static void add_gdb(struct words *w, const char *where)
{
    bool port = !where[strspn(where, "0123456789")];
    char *path = option_value(where);

    words_pair(w, "-chardev",
               port ? "socket,id=gdb,host=localhost,port=%s,server=on,wait=off"
                    : "socket,id=gdb,path=%s,server=on,wait=off",
               path);
    words_pair(w, "-gdb", "chardev:gdb");
    words_add(w, "-S");
    free(path);
}

char **qemu_command(const struct qemu_setup *setup)
{
    struct words w = {0};

    words_add(&w, "%s", setup->program);
    words_add(&w, "-nodefaults");
    words_add(&w, "-no-user-config");
    words_pair(&w, "-display", "none");
    words_add(&w, "-no-reboot");
    add_machine(&w, setup);
    add_devices(&w);
    add_virtio(&w, setup);
    if (setup->gdb)
        add_gdb(&w, setup->gdb);
    if (setup->profile) {
        words_pair(&w, "-chardev", "socket,id=gdb,fd=%d", QEMU_GDB_FD);
        words_pair(&w, "-gdb", "chardev:gdb");
    }
    words_pair(&w, "-kernel", "%s", setup->image);
    if (setup->initrd)
        words_pair(&w, "-initrd", "%s", setup->initrd);
    words_pair(&w, "-append", "%s", setup->cmdline);
    return w.items;
}

void qemu_command_free(char **argv)
{
    for (char **word = argv; word && *word; word++)
        free(*word);
    free(argv);
}

/* In single quotes where the shell would read more than a word. */
static void put_shell_word(FILE *out, const char *word)
{
    static const char safe[] = "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "0123456789%+,-./:=@_";
    if (*word && word[strspn(word, safe)] == 0) {
        fputs(word, out);
        return;
    }
    fputc('\'', out);
    for (; *word; word++)
        if (*word == '\'')
            fputs("'\\''", out);
        else
            fputc(*word, out);
    fputc('\'', out);
}

char *qemu_command_text(char *const *argv)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return tool_alloc(1);
    for (char *const *word = argv; *word; word++) {
        if (word != argv)
            fputc(' ', out);
        put_shell_word(out, *word);
    }
    fclose(out);
    return text;
}
