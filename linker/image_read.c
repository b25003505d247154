/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Opens an image with libelf and checks what booting it requires (x86 PVH
 * ABI; the rules are those of linker/image.c, which wrote it). Used by every
 * subcommand that takes an IMAGE; only `run` asks for a bootable one.
 */
#include "image_read.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PVH_NOTE_TYPE = 18 }; /* XEN_ELFNOTE_PHYS32_ENTRY */

static bool open_file(const struct tool *tool, struct image *image)
{
    struct stat st;
    image->fd = open(image->path, O_RDONLY | O_CLOEXEC);
    if (image->fd < 0 || fstat(image->fd, &st) < 0) {
        tool_error(tool, "cannot open %s: %s", image->path, strerror(errno));
        return false;
    }
    if (S_ISDIR(st.st_mode)) {
        tool_error(tool, "%s: is a directory, not an image; name the file",
                   image->path);
        return false;
    }
    if (!S_ISREG(st.st_mode)) {
        tool_error(tool, "%s: not a regular file; an image has to be one",
                   image->path);
        return false;
    }
    image->size = (uint64_t)st.st_size;
    return true;
}

static const char *machine_name(unsigned machine)
{
    switch (machine) {
    case EM_386:
        return "i386";
    case EM_ARM:
        return "arm";
    case EM_AARCH64:
        return "aarch64";
    case EM_RISCV:
        return "riscv";
    default:
        return NULL;
    }
}

/* Says what the file is instead of an ELF. */
static void report_not_elf(const struct tool *tool, const struct image *image)
{
    char magic[8] = {0};
    ssize_t got = pread(image->fd, magic, sizeof(magic), 0);
    if (got == 0)
        tool_error(tool, "%s: empty file", image->path);
    else if (got == 8 && !memcmp(magic, "!<arch>\n", 8))
        tool_error(tool, "%s: an archive, not an image", image->path);
    else if (got >= 4 && !memcmp(magic, "BC\xc0\xde", 4))
        tool_error(tool, "%s: LLVM bitcode, not an image", image->path);
    else if (got >= 4 && !memcmp(magic, ELFMAG, SELFMAG))
        tool_error(tool, "%s: truncated or corrupt ELF header", image->path);
    else
        tool_error(tool, "%s: not an ELF file", image->path);
    tool_note("an image is what 'unispec-cc app.c -o app' or ld.unispec "
              "writes");
}

static bool check_header(const struct tool *tool, const struct image *image)
{
    GElf_Ehdr header;
    if (elf_kind(image->elf) != ELF_K_ELF ||
        !gelf_getehdr(image->elf, &header)) {
        report_not_elf(tool, image);
        return false;
    }
    if (header.e_machine != EM_X86_64 ||
        header.e_ident[EI_CLASS] != ELFCLASS64) {
        const char *name = machine_name(header.e_machine);
        char *number = tool_format("number %u", header.e_machine);
        tool_error(tool,
                   "%s: made for the machine %s, not for x86-64; link it with "
                   "ld.unispec",
                   image->path,
                   header.e_machine == EM_X86_64 ? "x32"
                   : name                        ? name
                                                 : number);
        free(number);
        return false;
    }
    return true;
}

bool image_open(const struct tool *tool, struct image *image, const char *path)
{
    *image = (struct image){.path = path, .fd = -1};
    elf_version(EV_CURRENT);
    if (open_file(tool, image)) {
        image->elf = elf_begin(image->fd, ELF_C_READ, NULL);
        if (!image->elf)
            report_not_elf(tool, image);
        else if (check_header(tool, image))
            return true;
    }
    image_close(image);
    return false;
}

void image_close(struct image *image)
{
    if (image->elf)
        elf_end(image->elf);
    if (image->fd >= 0)
        close(image->fd);
    image->elf = NULL;
    image->fd = -1;
}

Elf_Scn *image_find_section(const struct image *image, const char *name)
{
    size_t names;
    if (elf_getshdrstrndx(image->elf, &names) != 0)
        return NULL;
    for (Elf_Scn *s = NULL; (s = elf_nextscn(image->elf, s));) {
        GElf_Shdr header;
        const char *found;
        if (gelf_getshdr(s, &header) &&
            (found = elf_strptr(image->elf, names, header.sh_name)) &&
            !strcmp(found, name))
            return s;
    }
    return NULL;
}

static bool check_type(const struct tool *tool, const struct image *image)
{
    GElf_Ehdr header;
    if (!gelf_getehdr(image->elf, &header))
        return false;
    switch (header.e_type) {
    case ET_EXEC:
        return true;
    case ET_REL:
        tool_error(tool, "%s: an object file, not an image", image->path);
        tool_note("link it: 'unispec-cc %s -o IMAGE'", image->path);
        return false;
    case ET_DYN:
        tool_error(tool,
                   "%s: a position-independent program or library "
                   "for Linux, not an image",
                   image->path);
        tool_note("link it with ld.unispec (clang -fuse-ld=unispec)");
        return false;
    default:
        tool_error(tool,
                   "%s: ELF type %u, not an executable image; link it with "
                   "ld.unispec",
                   image->path, header.e_type);
        return false;
    }
}

/* Whether DATA holds the note that names the 32-bit entry. */
static bool has_pvh_note(Elf_Data *data)
{
    GElf_Nhdr note;
    size_t name, descriptor, next;
    for (size_t at = 0;
         (next = gelf_getnote(data, at, &note, &name, &descriptor)) > 0;
         at = next)
        if (note.n_type == PVH_NOTE_TYPE && note.n_namesz == 4 &&
            !memcmp((char *)data->d_buf + name, "Xen", 4) && note.n_descsz >= 4)
            return true;
    return false;
}

static bool past_end(const struct image *image, const GElf_Phdr *segment)
{
    return segment->p_offset > image->size ||
           segment->p_filesz > image->size - segment->p_offset;
}

struct boot_facts {
    unsigned loads;
    bool pvh;
    uint64_t end;
};

static bool check_segment(const struct tool *tool, const struct image *image,
                          const GElf_Phdr *segment, struct boot_facts *facts)
{
    if (past_end(image, segment)) {
        tool_error(tool,
                   "%s: truncated: a segment ends at byte %llu, the file has "
                   "%llu bytes",
                   image->path,
                   (unsigned long long)segment->p_offset + segment->p_filesz,
                   (unsigned long long)image->size);
        tool_note("link it again, or copy it again");
        return false;
    }
    if (segment->p_type == PT_LOAD) {
        uint64_t end = segment->p_paddr + segment->p_memsz;
        facts->loads++;
        if (end > facts->end)
            facts->end = end;
    } else if (segment->p_type == PT_NOTE) {
        Elf_Data *data = elf_getdata_rawchunk(
            image->elf, (int64_t)segment->p_offset, segment->p_filesz,
            segment->p_align == 8 ? ELF_T_NHDR8 : ELF_T_NHDR);
        facts->pvh |= data && has_pvh_note(data);
    }
    return true;
}

bool image_check_bootable(const struct tool *tool, const struct image *image,
                          uint64_t *load_end)
{
    struct boot_facts facts = {0};
    size_t count;
    if (!check_type(tool, image))
        return false;
    if (elf_getphdrnum(image->elf, &count) != 0)
        count = 0;
    for (size_t i = 0; i < count; i++) {
        GElf_Phdr segment;
        if (!gelf_getphdr(image->elf, (int)i, &segment)) {
            tool_error(tool,
                       "%s: truncated in its program headers; link or copy it "
                       "again",
                       image->path);
            return false;
        }
        if (!check_segment(tool, image, &segment, &facts))
            return false;
    }
    if (!facts.loads) {
        tool_error(
            tool,
            "%s: no loadable segment: truncated or corrupt; link or copy "
            "it again",
            image->path);
        return false;
    }
    if (!facts.pvh) {
        tool_error(tool, "%s: not a unispec image: it has no PVH boot note",
                   image->path);
        tool_note("link it with ld.unispec (clang -fuse-ld=unispec)");
        return false;
    }
    *load_end = facts.end;
    return true;
}
