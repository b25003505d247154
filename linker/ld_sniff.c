/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Looks at an input before LLD does, for the mistakes that LLD would report
 * in words of its own trade or not at all: folders, empty files, text, shared
 * libraries, executables, objects for another machine, GCC's slim LTO objects
 * (which hold no code), bitcode of a newer LLVM. Whatever passes may still be
 * damaged; that is for LLD to say.
 */
#include "ld_options.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *machine_name(unsigned machine)
{
    static const struct {
        unsigned machine;
        const char *name;
    } names[] = {{EM_386, "i386"},        {EM_AARCH64, "aarch64"},
                 {EM_ARM, "arm"},         {EM_RISCV, "riscv"},
                 {EM_PPC64, "powerpc64"}, {EM_S390, "s390"},
                 {EM_BPF, "bpf"}};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (names[i].machine == machine)
            return names[i].name;
    return NULL;
}

static bool check_machine(struct link *l, const char *name,
                          const GElf_Ehdr *ehdr)
{
    const char *machine = machine_name(ehdr->e_machine);
    bool x32 =
        ehdr->e_machine == EM_X86_64 && ehdr->e_ident[EI_CLASS] == ELFCLASS32;

    if (ehdr->e_machine == EM_X86_64 && !x32 &&
        ehdr->e_ident[EI_DATA] == ELFDATA2LSB)
        return true;
    if (x32)
        machine = "x32";
    if (machine)
        link_error(l,
                   "%s: object for %s, images are made for x86_64; compile it "
                   "with unispec-cc",
                   name, machine);
    else
        link_error(l,
                   "%s: object for ELF machine %u, images are made for "
                   "x86_64; compile it with unispec-cc",
                   name, ehdr->e_machine);
    return false;
}

static bool check_type(struct link *l, const char *name, unsigned type)
{
    switch (type) {
    case ET_REL:
        return true;
    case ET_DYN:
        link_error(l,
                   "%s: shared library or position-independent executable, "
                   "only objects and archives can be linked; name its objects "
                   "or a static library",
                   name);
        return false;
    case ET_EXEC:
        link_error(l,
                   "%s: executable, only objects and archives can be "
                   "linked; name its objects",
                   name);
        return false;
    default:
        link_error(l,
                   "%s: ELF file of type %u, only objects and archives can "
                   "be linked; compile it with unispec-cc -c",
                   name, type);
        return false;
    }
}

static bool defines_slim_mark(Elf *elf, Elf_Scn *section, const GElf_Shdr *h)
{
    Elf_Data *data = elf_getdata(section, NULL);
    size_t count = h->sh_entsize ? h->sh_size / h->sh_entsize : 0;

    for (size_t i = 0; data && i < count; i++) {
        GElf_Sym symbol;
        const char *name;
        if (!gelf_getsym(data, (int)i, &symbol))
            return false;
        name = elf_strptr(elf, h->sh_link, symbol.st_name);
        if (name && !strcmp(name, "__gnu_lto_slim"))
            return true;
    }
    return false;
}

/* gcc -flto without -ffat-lto-objects: GIMPLE instead of code. */
static bool is_slim_lto(Elf *elf)
{
    Elf_Scn *section = NULL;
    GElf_Shdr h;

    while ((section = elf_nextscn(elf, section)))
        if (gelf_getshdr(section, &h) && h.sh_type == SHT_SYMTAB)
            return defines_slim_mark(elf, section, &h);
    return false;
}

static bool check_elf(struct link *l, const char *name, Elf *elf)
{
    GElf_Ehdr ehdr;

    if (!gelf_getehdr(elf, &ehdr)) {
        link_error(l, "%s: truncated or damaged ELF file; compile it again",
                   name);
        return false;
    }
    if (!check_type(l, name, ehdr.e_type) || !check_machine(l, name, &ehdr))
        return false;
    if (!is_slim_lto(elf))
        return true;
    link_error(l,
               "%s: GCC's link-time optimisation object holds no machine "
               "code",
               name);
    link_note(l, "compile it with unispec's clang, or with gcc -fno-lto or "
                 "-ffat-lto-objects");
    return false;
}

static bool check_members(struct link *l, const char *path, int fd, Elf *elf)
{
    bool good = true;
    Elf_Cmd command = ELF_C_READ_MMAP;
    Elf *member;

    while (good && (member = elf_begin(fd, command, elf))) {
        Elf_Arhdr *header = elf_getarhdr(member);
        if (elf_kind(member) == ELF_K_ELF && header) {
            char *name = must_format("%s(%s)", path, header->ar_name);
            good = check_elf(l, name, member);
        }
        command = elf_next(member);
        elf_end(member);
    }
    return good;
}

static bool check_text(struct link *l, const char *path, const char *head,
                       size_t size)
{
    bool text = true;

    for (size_t i = 0; i < size; i++)
        text &= ((unsigned char)head[i] >= 0x20 && head[i] != 0x7f) ||
                strchr("\t\n\r\f", head[i]);
    if (text)
        link_error(
            l,
            "%s: text file; neither an object nor an archive, and "
            "linker scripts are not supported: compile it first, or name "
            "what the script names",
            path);
    else
        link_error(l,
                   "%s: unknown file type, neither an object nor an "
                   "archive; compile it with unispec-cc -c",
                   path);
    return false;
}

static bool check_contents(struct link *l, const char *path, int fd,
                           const char *head, size_t size)
{
    static const char thin[] = "!<thin>\n", archive[] = "!<arch>\n";
    static const char bitcode[] = "BC\xc0\xde", wrapped[] = "\xde\xc0\x17\x0b";
    bool good = true;
    Elf *elf;

    if (size >= 4 && (!memcmp(head, bitcode, 4) || !memcmp(head, wrapped, 4)))
        return true;
    if (size >= 8 && !memcmp(head, thin, 8))
        return true;
    if (size < 4 || (memcmp(head, ELFMAG, SELFMAG) &&
                     memcmp(head, archive, size < 8 ? size : 8)))
        return check_text(l, path, head, size);
    elf = elf_begin(fd, ELF_C_READ_MMAP, NULL);
    if (elf && elf_kind(elf) == ELF_K_AR)
        good = check_members(l, path, fd, elf);
    else if (elf && elf_kind(elf) == ELF_K_ELF)
        good = check_elf(l, path, elf);
    else if (!memcmp(head, ELFMAG, SELFMAG)) {
        link_error(l, "%s: truncated or damaged ELF file; compile it again",
                   path);
        good = false;
    }
    elf_end(elf);
    return good;
}

bool input_sniff(struct link *l, const char *path)
{
    char head[64];
    struct stat st;
    ssize_t size;
    bool good = false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0 || fstat(fd, &st)) {
        link_error(l, "cannot open %s: %s", path, strerror(errno));
    } else if (S_ISDIR(st.st_mode)) {
        link_error(l, "cannot open %s: %s", path, strerror(EISDIR));
    } else if (!S_ISREG(st.st_mode)) {
        link_error(l, "cannot open %s: not a regular file; name one", path);
    } else if ((size = pread(fd, head, sizeof(head), 0)) < 0) {
        link_error(l, "cannot read %s: %s", path, strerror(errno));
    } else if (size == 0) {
        link_error(l, "%s: file is empty; compile it again", path);
    } else {
        good = check_contents(l, path, fd, head, (size_t)size);
    }
    if (fd >= 0)
        close(fd);
    return good;
}
