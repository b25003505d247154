/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Finds what native code refers to. Native is every object of the link that
 * holds no bitcode: assembly, objects of other compilers. The analysis cannot
 * look into it, so every symbol that it names counts as used, and every
 * function among them as called.
 *
 * LLD tells by --trace which files and archive members it took, and by the
 * time of the LTO callback it has taken all that the program needs. (Members
 * that only code generation needs come after it; they are native members of
 * the builtins library, which refer to nothing that could have been removed:
 * LLD reports an undefined symbol otherwise.) Two members with one name in one
 * archive cannot be told apart in the trace; both are read then, which can
 * only add references.
 *
 * What would make this wrong: a native object that reaches code without
 * naming it, by a fixed address or by an offset into another object.
 */
#include "native.h"

#include "llvm_shim.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Names of --trace in the order of LLD; the members of an archive need not be
 * adjacent. */
static struct strings traced;

static bool names_member(const char *line, const char *archive)
{
    size_t n = strlen(archive);

    return !strncmp(line, archive, n) && line[n] == '(' && str_ends(line, ")");
}

bool native_trace_line(struct link *l, const struct strings *inputs,
                       const char *line)
{
    size_t n = strlen(l->temporary);

    if (!strncmp(line, l->temporary, n) && !strcmp(line + n, ".lto.o"))
        return true; /* what LTO made of the bitcode */
    for (size_t i = 0; i < inputs->count; i++)
        if (!strcmp(line, inputs->items[i]) ||
            names_member(line, inputs->items[i])) {
            strings_add(&traced, line);
            return true;
        }
    return false;
}

static bool has_bitcode(Elf *elf, size_t names)
{
    Elf_Scn *section = NULL;
    GElf_Shdr h;

    while ((section = elf_nextscn(elf, section))) {
        const char *name =
            gelf_getshdr(section, &h) ? elf_strptr(elf, names, h.sh_name) : 0;
        if (name && h.sh_size > 1 && !strcmp(name, ".llvm.lto"))
            return true;
    }
    return false;
}

/* Undefined symbols, and weak or common ones that another file may define. */
static void add_references(struct link *l, Elf *elf, Elf_Scn *section,
                           const GElf_Shdr *h)
{
    Elf_Data *data = elf_getdata(section, NULL);
    size_t count = h->sh_entsize ? h->sh_size / h->sh_entsize : 0;

    for (size_t i = 1; data && i < count; i++) {
        GElf_Sym s;
        const char *name;
        bool open;
        if (!gelf_getsym(data, (int)i, &s))
            return;
        open = s.st_shndx == SHN_UNDEF || s.st_shndx == SHN_COMMON ||
               GELF_ST_BIND(s.st_info) == STB_WEAK;
        if (!open || GELF_ST_BIND(s.st_info) == STB_LOCAL)
            continue;
        name = elf_strptr(elf, h->sh_link, s.st_name);
        if (name && *name)
            strings_add(&l->native_refs, name);
    }
}

/* Of the sysroot's files the place in it, which is the same everywhere. */
static const char *name_in_sysroot(const struct link *l, const char *name)
{
    size_t n = strlen(l->sysroot);

    return !strncmp(name, l->sysroot, n) && name[n] == '/' ? name + n + 1
                                                           : name;
}

static int read_object(struct link *l, const char *name, Elf *elf)
{
    Elf_Scn *section = NULL;
    GElf_Shdr h;
    size_t names;

    if (elf_kind(elf) != ELF_K_ELF)
        return 0; /* bitcode */
    if (elf_getshdrstrndx(elf, &names)) {
        link_error(l, "%s: %s", name, elf_errmsg(-1));
        return -1;
    }
    if (has_bitcode(elf, names))
        return 0;
    strings_add(&l->native_objects, name_in_sysroot(l, name));
    while ((section = elf_nextscn(elf, section))) {
        if (!gelf_getshdr(section, &h))
            continue;
        if (h.sh_type == SHT_SYMTAB)
            add_references(l, elf, section, &h);
        l->native_tls |= (h.sh_flags & SHF_TLS) != 0;
    }
    return 0;
}

/* The part of "archive(member)" before the parenthesis, or all of a file. */
static size_t archive_length(const char *name)
{
    const char *open = strrchr(name, '(');

    if (open && str_ends(name, ")") && access(name, F_OK))
        return (size_t)(open - name);
    return strlen(name);
}

static int read_thin_member(struct link *l, const char *archive,
                            const char *member, const char *name)
{
    const char *base = path_base(archive);
    char *path = member[0] == '/' ? must_strdup(member)
                                  : must_format("%.*s%s", (int)(base - archive),
                                                archive, member);
    int fd = open(path, O_RDONLY | O_CLOEXEC), result = 0;
    Elf *elf;

    /* LLD names a thin archive's member by its path from here. */
    if (fd < 0)
        fd = open(member, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        link_error(l, "%s: cannot open %s: %s", name, path, strerror(errno));
        free(path);
        return -1;
    }
    elf = elf_begin(fd, ELF_C_READ_MMAP, NULL);
    if (elf)
        result = read_object(l, name, elf);
    elf_end(elf);
    close(fd);
    free(path);
    return result;
}

/* Reads those of ARCHIVE's members that are named in MEMBERS, sorted. */
static int read_members(struct link *l, const char *archive, int fd, Elf *elf,
                        const struct strings *members)
{
    Elf_Cmd command = ELF_C_READ_MMAP;
    Elf *member;
    int result = 0;

    while ((member = elf_begin(fd, command, elf))) {
        Elf_Arhdr *header = elf_getarhdr(member);
        char *name =
            header ? must_format("%s(%s)", archive, header->ar_name) : NULL;
        if (name && bsearch(&name, members->items, members->count,
                            sizeof(*members->items), strings_compare))
            result |= read_object(l, name, member);
        free(name);
        command = elf_next(member);
        elf_end(member);
    }
    return result;
}

static int read_thin_members(struct link *l, const char *archive,
                             const struct strings *members)
{
    int result = 0;

    for (size_t i = 0; i < members->count; i++) {
        const char *name = members->items[i];
        size_t n = strlen(archive) + 1;
        char *member = must_strndup(name + n, strlen(name) - n - 1);
        result |= read_thin_member(l, archive, member, name);
        free(member);
    }
    return result;
}

/* MEMBERS: the traced names that begin with PATH; one, PATH itself, if it is
 * no archive. */
static int read_file(struct link *l, const char *path,
                     const struct strings *members)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC), result = 0;
    char magic[8] = "";
    Elf *elf;

    if (fd < 0) {
        link_error(l, "cannot open %s: %s", path, strerror(errno));
        return -1;
    }
    if (pread(fd, magic, sizeof(magic), 0) == sizeof(magic) &&
        !memcmp(magic, "!<thin>\n", sizeof(magic))) {
        result = read_thin_members(l, path, members);
        close(fd);
        return result;
    }
    elf = elf_begin(fd, ELF_C_READ_MMAP, NULL);
    if (elf && elf_kind(elf) == ELF_K_AR)
        result = read_members(l, path, fd, elf, members);
    else if (elf)
        result = read_object(l, path, elf);
    elf_end(elf);
    close(fd);
    return result;
}

int native_collect(struct link *l)
{
    int result = 0;
    size_t i = 0;

    if (l->native_objects.count)
        return 0;
    strings_sort_unique(&traced);
    while (i < traced.count) {
        struct strings members = {.items = traced.items + i};
        size_t n = archive_length(traced.items[i]);
        char *path = must_strndup(traced.items[i], n);
        do {
            members.count++;
            i++;
        } while (i < traced.count && archive_length(traced.items[i]) == n &&
                 !strncmp(traced.items[i], path, n));
        result |= read_file(l, path, &members);
        free(path);
    }
    strings_sort_unique(&l->native_refs);
    return result;
}

static bool is_listed(const char *name, const struct strings *sorted)
{
    return sorted->count && bsearch(&name, sorted->items, sorted->count,
                                    sizeof(*sorted->items), strings_compare);
}

static void add_unexplained(LLVMValueRef value, const struct strings *known,
                            struct strings *added)
{
    size_t n;
    const char *name = LLVMGetValueName2(value, &n);
    LLVMLinkage linkage = LLVMGetLinkage(value);

    if (LLVMIsDeclaration(value) || linkage == LLVMInternalLinkage ||
        linkage == LLVMPrivateLinkage ||
        linkage == LLVMAvailableExternallyLinkage ||
        linkage == LLVMAppendingLinkage || !n || is_listed(name, known))
        return;
    strings_add(added, name);
}

void native_add_preserved(struct link *l, LLVMModuleRef m)
{
    const char *const *libcalls;
    size_t count = unispec_runtime_libcalls(&libcalls);
    struct strings known = {0}, added = {0};
    LLVMValueRef v;

    for (size_t i = 0; i < count; i++)
        strings_add(&known, libcalls[i]);
    for (size_t i = 0; i < l->native_refs.count; i++)
        strings_add(&known, l->native_refs.items[i]);
    for (size_t i = 0; i < l->forced_refs.count; i++)
        strings_add(&known, l->forced_refs.items[i]);
    strings_sort_unique(&known);
    for (v = LLVMGetFirstFunction(m); v; v = LLVMGetNextFunction(v))
        add_unexplained(v, &known, &added);
    for (v = LLVMGetFirstGlobal(m); v; v = LLVMGetNextGlobal(v))
        add_unexplained(v, &known, &added);
    for (v = LLVMGetFirstGlobalAlias(m); v; v = LLVMGetNextGlobalAlias(v))
        add_unexplained(v, &known, &added);
    for (size_t i = 0; i < added.count; i++) {
        if (l->verbose)
            link_remark(l, "%s is kept visible by LLD", added.items[i]);
        strings_add(&l->native_refs, added.items[i]);
    }
    strings_sort_unique(&l->native_refs);
    strings_free(&added);
    strings_free(&known);
}
