/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Makes QEMU's argv. The console is the 16550 on QEMU's own standard input
 * and output, which are pipes of ours; the control port (isa-debugcon at
 * 0x402) writes to an inherited descriptor; isa-debug-exit at 0x501 lets the
 * guest end QEMU. Nothing else is plugged in that was not asked for.
 */
#include "qemu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct words {
    char **items;
    size_t count;
};

static void add(struct words *w, char *owned)
{
    w->items = tool_realloc(w->items, (w->count + 2) * sizeof(*w->items));
    w->items[w->count++] = owned;
    w->items[w->count] = NULL;
}

static void add_pair(struct words *w, const char *option, char *owned)
{
    add(w, tool_format("%s", option));
    add(w, owned);
}

static void add_machine(struct words *w, const struct qemu_setup *setup)
{
    bool kvm = !strcmp(setup->accelerator, "kvm");
    if (!strcmp(setup->machine, "microvm"))
        add_pair(w, "-M",
                 tool_format("microvm,acpi=off,isa-serial=on,rtc=on,pic=on,"
                             "pit=on"));
    else
        add_pair(w, "-M", tool_format("%s", setup->machine));
    add_pair(w, "-accel", tool_format("%s", setup->accelerator));
    add_pair(w, "-cpu", tool_format(kvm ? "host" : "max"));
    add_pair(w, "-m",
             tool_format("%lluK", (unsigned long long)setup->memory / 1024));
}

static void add_devices(struct words *w)
{
    add_pair(w, "-chardev", tool_format("stdio,id=console,signal=off"));
    add_pair(w, "-serial", tool_format("chardev:console"));
    add_pair(w, "-chardev",
             tool_format("file,id=control,path=/dev/fd/%d", QEMU_CONTROL_FD));
    add_pair(w, "-device",
             tool_format("isa-debugcon,iobase=0x402,chardev=control"));
    add_pair(w, "-device",
             tool_format("isa-debug-exit,iobase=0x501,iosize=0x04"));
}

char **qemu_command(const struct qemu_setup *setup)
{
    struct words w = {0};
    add(&w, tool_format("%s", setup->program));
    add(&w, tool_format("-nodefaults"));
    add(&w, tool_format("-no-user-config"));
    add_pair(&w, "-display", tool_format("none"));
    add(&w, tool_format("-no-reboot"));
    add_machine(&w, setup);
    add_devices(&w);
    add_pair(&w, "-kernel", tool_format("%s", setup->image));
    if (setup->initrd)
        add_pair(&w, "-initrd", tool_format("%s", setup->initrd));
    add_pair(&w, "-append", tool_format("%s", setup->cmdline));
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
