/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The image phase: the ELF that LLD wrote gets its data packed
 * (image_pack.c), is checked against the rules of
 * booting (verify.c), tells the audit what only it knows (image_audit.c), and
 * gets its last part: the audit section, and with -s no symbols
 * (image_tail.c). The other loaded bytes are never touched.
 */
#include "image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

size_t image_loaded_end(Elf *elf)
{
    GElf_Ehdr ehdr;
    GElf_Phdr p;
    size_t count = 0, end;

    if (!gelf_getehdr(elf, &ehdr) || elf_getphdrnum(elf, &count))
        return 0;
    end = ehdr.e_phoff + count * ehdr.e_phentsize;
    for (size_t i = 0; i < count; i++)
        if (gelf_getphdr(elf, (int)i, &p) && p.p_offset + p.p_filesz > end)
            end = p.p_offset + p.p_filesz;
    return end;
}

static int write_audit_file(struct link *l)
{
    if (!l->audit_file)
        return 0;
    if (!l->audit) {
        link_warn(l,
                  "--audit=%s is ignored: there is no audit with "
                  "--no-specialise",
                  l->audit_file);
        return 0;
    }
    if (!json_dump_file(l->audit, l->audit_file, JSON_INDENT(1)))
        return 0;
    link_error(l, "cannot write audit file %s: %s", l->audit_file,
               strerror(errno));
    return -1;
}

static int finish(struct link *l, int fd, Elf *elf)
{
    size_t size = 0;
    void *section = NULL;
    int result;

    if (elf_kind(elf) != ELF_K_ELF) {
        link_error(l, "internal error: LLD's output is no ELF file");
        return -1;
    }
    if (verify_image(l, fd, elf))
        return -1;
    if (l->audit) {
        if (image_complete_audit(l, elf))
            return -1;
        section = image_audit_section(l, &size);
    }
    result = image_write_tail(l, fd, elf, section, size);
    free(section);
    return result ? result : write_audit_file(l);
}

int image_finish(struct link *l)
{
    int fd = open(l->temporary, O_RDWR | O_CLOEXEC), result = -1;
    Elf *elf;

    if (fd < 0) {
        link_error(l, "cannot open output file %s: %s", l->output,
                   strerror(errno));
        return -1;
    }
    if (!image_pack(l, fd)) {
        link_error(l, "internal error: cannot pack the data of %s: %s",
                   l->output, strerror(errno));
        close(fd);
        return -1;
    }
    elf = elf_begin(fd, ELF_C_READ, NULL);
    if (elf)
        result = finish(l, fd, elf);
    else
        link_error(l, "internal error: %s", elf_errmsg(-1));
    elf_end(elf);
    close(fd);
    return result || l->errors ? -1 : 0;
}
