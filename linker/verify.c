/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Checks the linked ELF against what the monitors accept, before anybody
 * boots it. The rules and who makes them are in README.md, "Layout". Most
 * cannot be broken by C code; native objects with sections of their own can.
 */
#include "image.h"

#include <string.h>
#include <unistd.h>

enum {
    PVH_NOTE_TYPE = 18, /* Xen: XEN_ELFNOTE_PHYS32_ENTRY */
    MULTIBOOT_MAGIC = 0x1badb002,
    MULTIBOOT_SCAN = 8192,
    MIB = 1 << 20,
    GIB = 1 << 30
};

#define broken(l, ...) link_error(l, "the image would not boot: " __VA_ARGS__)

static void check_header(struct link *l, const GElf_Ehdr *e)
{
    if (e->e_ident[EI_CLASS] != ELFCLASS64 || e->e_machine != EM_X86_64)
        broken(l, "not an x86-64 ELF64 file");
    if (e->e_type != ET_EXEC)
        broken(l, "ELF type %u instead of ET_EXEC", e->e_type);
    if (e->e_flags)
        broken(l, "e_flags is 0x%x instead of 0", e->e_flags);
}

/* The segment that holds ADDRESS; false if none does. */
static bool find_segment(Elf *elf, GElf_Addr address, GElf_Phdr *p)
{
    size_t count = 0;

    elf_getphdrnum(elf, &count);
    for (size_t i = 0; i < count; i++)
        if (gelf_getphdr(elf, (int)i, p) && p->p_type == PT_LOAD &&
            address >= p->p_vaddr && address - p->p_vaddr < p->p_memsz)
            return true;
    return false;
}

static void check_code_address(struct link *l, Elf *elf, GElf_Addr address,
                               const char *what)
{
    GElf_Phdr p;

    if (!find_segment(elf, address, &p) || !(p.p_flags & PF_X))
        broken(l, "%s 0x%llx is not in code", what,
               (unsigned long long)address);
}

static void check_load(struct link *l, const GElf_Phdr *p,
                       const GElf_Phdr *previous, GElf_Addr base)
{
    unsigned long long at = p->p_paddr;

    if (p->p_paddr != p->p_vaddr)
        broken(l, "segment at 0x%llx has another virtual address", at);
    if (p->p_paddr < base)
        broken(l, "segment at 0x%llx lies below 0x%llx", at,
               (unsigned long long)base);
    if (p->p_paddr + p->p_memsz > GIB)
        broken(l,
               "segment at 0x%llx ends above 1 GiB, up to which the kernel maps "
               "images; allocate large arrays at run time",
               at);
    if ((p->p_flags & PF_W) && (p->p_flags & PF_X))
        broken(l, "segment at 0x%llx is writable and executable", at);
    if ((p->p_flags & PF_W) && !p->p_filesz)
        broken(l, "writable segment at 0x%llx has no bytes in the file", at);
    if (!previous)
        return;
    if (previous->p_paddr + previous->p_memsz > p->p_paddr)
        broken(l, "segments overlap or are not sorted at 0x%llx", at);
    if ((previous->p_flags & PF_W))
        broken(l, "segment at 0x%llx follows the one of data and bss", at);
}

/* The note whose description is the 32-bit entry, alone in its segment. */
static void check_note(struct link *l, int fd, Elf *elf, const GElf_Phdr *p)
{
    struct {
        uint32_t name_size, size, type;
        char name[4];
        uint32_t entry[2];
    } note = {0};
    size_t size = p->p_filesz < sizeof(note) ? p->p_filesz : sizeof(note);

    if (pread(fd, &note, size, (off_t)p->p_offset) != (ssize_t)size ||
        size < 20 || note.name_size != 4 || memcmp(note.name, "Xen", 4) ||
        note.type != PVH_NOTE_TYPE || (note.size != 4 && note.size != 8)) {
        broken(l, "the note segment does not begin with the PVH note (Xen, "
                  "type 18)");
        return;
    }
    if (p->p_filesz != 16 + note.size)
        broken(l, "the note segment holds more than the PVH note; remove "
                  "allocated .note sections from native objects");
    if (p->p_align != 4)
        broken(l, "the note segment is aligned to %llu instead of 4",
               (unsigned long long)p->p_align);
    check_code_address(l, elf, note.entry[0], "PVH entry");
}

/* libc leaves out what sets it up where the link step saw no variable of it. */
static void check_tls(struct link *l)
{
    if (l->specialise && !l->tls)
        link_error(l, "internal error: a thread-local variable came up after "
                      "the analysis");
}

static void check_segments(struct link *l, int fd, Elf *elf)
{
    GElf_Addr base = strings_contain(&l->platforms, "crosvm") ? 2 * MIB : MIB;
    GElf_Phdr p, previous;
    size_t count = 0, loads = 0, notes = 0;

    elf_getphdrnum(elf, &count);
    for (size_t i = 0; i < count; i++) {
        if (!gelf_getphdr(elf, (int)i, &p))
            continue;
        if (p.p_type == PT_LOAD) {
            check_load(l, &p, loads++ ? &previous : NULL, base);
            previous = p;
        } else if (p.p_type == PT_NOTE) {
            notes++;
            check_note(l, fd, elf, &p);
        } else if (p.p_type == PT_TLS) {
            check_tls(l);
        } else if (p.p_type != PT_PHDR) {
            broken(l, "unexpected program header of type 0x%x", p.p_type);
        }
    }
    if (!loads || !(previous.p_flags & PF_W))
        broken(l, "no last segment with data and bss");
    if (notes != 1)
        broken(l, "%zu note segments instead of one with the PVH note", notes);
}

/* QEMU refuses an ELF64 with a valid Multiboot 1 header. */
static void check_multiboot(struct link *l, int fd)
{
    static uint32_t words[MULTIBOOT_SCAN / 4];
    ssize_t size = pread(fd, words, sizeof(words), 0);
    size_t count = size > 0 ? (size_t)size / 4 : 0;

    for (size_t i = 0; i + 2 < count; i++)
        if (words[i] == MULTIBOOT_MAGIC &&
            !(uint32_t)(words[i] + words[i + 1] + words[i + 2]))
            broken(l, "a Multiboot header at file offset 0x%zx", 4 * i);
}

static void check_symbols(struct link *l, Elf *elf, Elf_Scn *section,
                          const GElf_Shdr *h)
{
    Elf_Data *data = elf_getdata(section, NULL);
    size_t count = h->sh_entsize ? h->sh_size / h->sh_entsize : 0;

    for (size_t i = 1; data && i < count; i++) {
        GElf_Sym s;
        if (gelf_getsym(data, (int)i, &s) && s.st_shndx == SHN_UNDEF &&
            GELF_ST_BIND(s.st_info) == STB_GLOBAL)
            broken(l, "undefined symbol %s",
                   elf_strptr(elf, h->sh_link, s.st_name));
    }
}

static void check_sections(struct link *l, Elf *elf)
{
    Elf_Scn *section = NULL;
    GElf_Shdr h;
    size_t names;

    if (elf_getshdrstrndx(elf, &names))
        return;
    while ((section = elf_nextscn(elf, section))) {
        const char *name;
        if (!gelf_getshdr(section, &h))
            continue;
        name = elf_strptr(elf, names, h.sh_name);
        if (h.sh_type == SHT_SYMTAB)
            check_symbols(l, elf, section, &h);
        if (h.sh_type == SHT_REL || h.sh_type == SHT_RELA) {
            broken(l, "relocations are left in %s", name);
            link_note(l, "indirect functions (ifunc) and relocations against "
                         "shared libraries cannot be used");
        }
        if (h.sh_type == SHT_DYNAMIC || h.sh_type == SHT_DYNSYM ||
            (name && !strcmp(name, ".note.gnu.property")))
            broken(l, "unexpected section %s", name);
    }
}

int verify_image(struct link *l, int fd, Elf *elf)
{
    unsigned before = l->errors;
    GElf_Ehdr ehdr;

    if (!gelf_getehdr(elf, &ehdr)) {
        link_error(l, "internal error: %s", elf_errmsg(-1));
        return -1;
    }
    check_header(l, &ehdr);
    check_segments(l, fd, elf);
    check_code_address(l, elf, ehdr.e_entry, "entry");
    check_multiboot(l, fd);
    check_sections(l, elf);
    if (l->errors == before)
        return 0;
    link_note(l, "where neither an option nor assembly of yours explains it, "
                 "report it with the file of --reproduce=FILE.tar");
    return -1;
}
