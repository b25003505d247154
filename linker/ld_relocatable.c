/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * -r: objects into one object. LLD joins their native code and leaves the
 * bitcode out, since sections of bitcode cannot be put one behind the other.
 * The bitcode is joined here, by the rules for symbols that every link has, and
 * becomes the section .llvm.lto of the result, so that the final link sees the
 * same program as without -r. An object is one or the other there, bitcode or
 * native: what mixes them is refused.
 */
#include "ld_options.h"

#include "ld_process.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <llvm-c/BitReader.h>
#include <llvm-c/BitWriter.h>
#include <llvm-c/Linker.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BITCODE_NAME ".llvm.lto"
#define SHT_LLVM_LTO 0x6fff4c0c /* LLVM, llvm/BinaryFormat/ELF.h */

struct merge {
    struct link *link;
    LLVMContextRef context;
    LLVMModuleRef module; /* NULL: no bitcode yet */
    const char *native;   /* the first input without bitcode */
    const char *bitcode;  /* the first one with it */
    char *wrong;          /* what LLVM said last; of malloc */
};

static void take_diagnostic(LLVMDiagnosticInfoRef info, void *context)
{
    struct merge *m = context;
    char *text;

    if (LLVMGetDiagInfoSeverity(info) != LLVMDSError)
        return;
    text = LLVMGetDiagInfoDescription(info);
    free(m->wrong);
    m->wrong = must_strdup(text);
    LLVMDisposeMessage(text);
}

static void add_bitcode(struct merge *m, const char *path, const Elf_Data *data)
{
    LLVMMemoryBufferRef bytes =
        LLVMCreateMemoryBufferWithMemoryRangeCopy(data->d_buf, data->d_size,
                                                  path);
    LLVMModuleRef module = NULL;
    bool wrong = LLVMParseBitcodeInContext2(m->context, bytes, &module);

    LLVMDisposeMemoryBuffer(bytes);
    if (!wrong && m->module)
        wrong = LLVMLinkModules2(m->module, module); /* takes MODULE */
    else if (!wrong)
        m->module = module;
    if (wrong)
        link_error(m->link, "%s: cannot join its bitcode: %s", path,
                   m->wrong ? m->wrong : "compile it again");
    m->bitcode = m->bitcode ? m->bitcode : path;
}

static Elf_Data *find_bitcode(Elf *elf)
{
    Elf_Scn *section = NULL;
    size_t names;
    GElf_Shdr h;

    if (elf_getshdrstrndx(elf, &names))
        return NULL;
    while ((section = elf_nextscn(elf, section))) {
        const char *name = gelf_getshdr(section, &h)
                               ? elf_strptr(elf, names, h.sh_name)
                               : NULL;
        if (name && !strcmp(name, BITCODE_NAME))
            return elf_rawdata(section, NULL);
    }
    return NULL;
}

/* Makefiles make an archive of nothing where a folder has no objects. */
static void refuse_members(struct merge *m, const char *path, int fd, Elf *elf)
{
    Elf *member = elf_begin(fd, ELF_C_READ_MMAP, elf);

    if (member)
        link_error(m->link,
                   "%s: -r joins objects, this is an archive; name its objects, "
                   "or give the archive to the final link",
                   path);
    elf_end(member);
}

static void add_file(struct merge *m, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    Elf *elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ_MMAP, NULL);
    Elf_Data *bitcode;

    if (!elf)
        link_error(m->link, "cannot open %s: %s", path, strerror(errno));
    else if (elf_kind(elf) == ELF_K_AR)
        refuse_members(m, path, fd, elf);
    else if (elf_kind(elf) != ELF_K_ELF)
        link_error(m->link,
                   "%s: bitcode alone has no native code to join; compile it "
                   "with unispec-cc -c",
                   path);
    else if ((bitcode = find_bitcode(elf)) && bitcode->d_buf)
        add_bitcode(m, path, bitcode);
    else
        m->native = m->native ? m->native : path;
    elf_end(elf);
    if (fd >= 0)
        close(fd);
}

/* The bitcode of all inputs, NULL if none has any or there was an error. */
static LLVMMemoryBufferRef merge_inputs(const struct options *o)
{
    struct merge m = {.link = o->link, .context = LLVMContextCreate()};
    LLVMMemoryBufferRef bytes = NULL;

    LLVMContextSetDiagnosticHandler(m.context, take_diagnostic, &m);
    for (size_t i = 0; i < o->input_count; i++)
        if (o->inputs[i].kind == INPUT_FILE)
            add_file(&m, o->inputs[i].text);
    if (m.native && m.bitcode)
        link_error(m.link,
                   "-r cannot join %s, which has no bitcode, with %s, which "
                   "has; give one of them to the final link",
                   m.native, m.bitcode);
    if (m.module && !m.link->errors)
        bytes = LLVMWriteBitcodeToMemoryBuffer(m.module);
    if (m.module)
        LLVMDisposeModule(m.module);
    LLVMContextDispose(m.context);
    free(m.wrong);
    return bytes;
}

/* The name of a section more at the end of the section names: its offset. */
static size_t add_name(Elf *elf, const char *name)
{
    size_t index, n = strlen(name) + 1, old;
    Elf_Scn *section;
    Elf_Data *data;
    char *names;

    if (elf_getshdrstrndx(elf, &index) || !(section = elf_getscn(elf, index)) ||
        !(data = elf_getdata(section, NULL)))
        return 0;
    old = data->d_size;
    names = must_alloc(old + n);
    memcpy(names, data->d_buf, old);
    memcpy(names + old, name, n);
    data->d_buf = names; /* for the rest of the process */
    data->d_size = old + n;
    elf_flagdata(data, ELF_C_SET, ELF_F_DIRTY);
    return old;
}

static bool add_section(Elf *elf, LLVMMemoryBufferRef bytes)
{
    size_t name = add_name(elf, BITCODE_NAME);
    Elf_Scn *section = name ? elf_newscn(elf) : NULL;
    Elf_Data *data = section ? elf_newdata(section) : NULL;
    GElf_Shdr h;

    if (!data || !gelf_getshdr(section, &h))
        return false;
    data->d_buf = (void *)LLVMGetBufferStart(bytes);
    data->d_size = LLVMGetBufferSize(bytes);
    data->d_align = 1;
    data->d_type = ELF_T_BYTE;
    h.sh_name = (GElf_Word)name;
    h.sh_type = SHT_LLVM_LTO;
    h.sh_flags = SHF_EXCLUDE;
    h.sh_addralign = 1;
    return gelf_update_shdr(section, &h) && elf_update(elf, ELF_C_WRITE) >= 0;
}

static void put_bitcode(struct link *l, LLVMMemoryBufferRef bytes)
{
    int fd = open(l->temporary, O_RDWR | O_CLOEXEC);
    Elf *elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_RDWR, NULL);

    if (!elf || !add_section(elf, bytes))
        link_error(l, "cannot write output file %s: %s", l->output,
                   elf ? elf_errmsg(-1) : strerror(errno));
    elf_end(elf);
    if (fd >= 0)
        close(fd);
}

int relocatable_link(struct options *o)
{
    LLVMMemoryBufferRef bytes;

    phase_enter("joining bitcode");
    bytes = merge_inputs(o);
    if (!o->link->errors && lld_run(o))
        return -1;
    if (!o->link->errors && bytes)
        put_bitcode(o->link, bytes);
    if (bytes)
        LLVMDisposeMemoryBuffer(bytes);
    return o->link->errors ? -1 : 0;
}
