/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * After a failed link: which input is damaged? LLVM's bitcode reader says
 * "Invalid record" without a file name, and may crash on damaged bitcode. So
 * each input of the user is read once more, alone, in a child process that
 * tells by shared memory where it is. When that child crashes, the unit it was
 * at is damaged too, and another child goes on behind it.
 */
#include "ld_options.h"

#include "llvm_shim.h"

#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <llvm/Config/llvm-config.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct scan {
    struct link *link;
    size_t at;    /* number of the unit being read */
    size_t first; /* units before it have been read */
    bool damaged;
    char name[1024];
};

static void check_bitcode(struct scan *s, const char *name, const void *bytes,
                          size_t size)
{
    unsigned producer;
    char *wrong;

    if (s->at++ < s->first)
        return;
    snprintf(s->name, sizeof(s->name), "%s", name);
    wrong = unispec_bitcode_check(bytes, size, name);
    if (!wrong)
        return;
    s->damaged = true;
    link_error(s->link, "%s: damaged bitcode: %s", name, wrong);
    producer = unispec_bitcode_producer(bytes, size);
    if (producer && producer != LLVM_VERSION_MAJOR)
        link_note(s->link, "it was made by LLVM %u; compile it with clang %d",
                  producer, LLVM_VERSION_MAJOR);
    else
        link_note(s->link, "compile it again");
    free(wrong);
}

/* LLD reports a section that is not in its file without naming the file. */
static bool check_section(struct scan *s, const char *name, Elf *elf,
                          Elf_Scn *section)
{
    size_t size;
    GElf_Shdr h;
    const char *bytes = elf_rawfile(elf, &size);

    if (bytes && gelf_getshdr(section, &h) &&
        (h.sh_type == SHT_NOBITS ||
         (h.sh_offset <= size && h.sh_size <= size - h.sh_offset)))
        return true;
    s->damaged = true;
    link_error(s->link,
               "%s: damaged ELF file: section %zu ends behind the "
               "end of the file; compile it again",
               name, elf_ndxscn(section));
    return false;
}

static void check_elf(struct scan *s, const char *name, Elf *elf)
{
    Elf_Scn *section = NULL;
    size_t names;

    if (elf_getshdrstrndx(elf, &names)) {
        s->damaged = true;
        link_error(s->link,
                   "%s: damaged ELF file: no section names; compile it again",
                   name);
        return;
    }
    while ((section = elf_nextscn(elf, section))) {
        GElf_Shdr h;
        const char *section_name;
        Elf_Data *data;
        if (!check_section(s, name, elf, section))
            return;
        if (!gelf_getshdr(section, &h))
            continue;
        section_name = elf_strptr(elf, names, h.sh_name);
        if (!section_name) {
            s->damaged = true;
            link_error(s->link,
                       "%s: damaged ELF file: section %zu has no "
                       "name; compile it again",
                       name, elf_ndxscn(section));
            return;
        }
        if (strcmp(section_name, ".llvm.lto"))
            continue;
        data = elf_rawdata(section, NULL);
        if (data && data->d_buf)
            check_bitcode(s, name, data->d_buf, data->d_size);
    }
}

static void check_unit(struct scan *s, const char *name, Elf *elf)
{
    size_t size;
    const char *bytes = elf_rawfile(elf, &size);

    if (elf_kind(elf) == ELF_K_ELF)
        check_elf(s, name, elf);
    else if (bytes && size >= 4 &&
             (!memcmp(bytes, "BC\xc0\xde", 4) ||
              !memcmp(bytes, "\xde\xc0\x17\x0b", 4)))
        check_bitcode(s, name, bytes, size);
}

static void check_archive(struct scan *s, const char *path, int fd, Elf *elf)
{
    Elf_Cmd command = ELF_C_READ_MMAP;
    Elf *member;

    while ((member = elf_begin(fd, command, elf))) {
        Elf_Arhdr *header = elf_getarhdr(member);
        char *name =
            must_format("%s(%s)", path, header ? header->ar_name : "?");
        check_unit(s, name, member);
        free(name);
        command = elf_next(member);
        elf_end(member);
    }
}

static void check_file(struct scan *s, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    Elf *elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ_MMAP, NULL);

    if (elf && elf_kind(elf) == ELF_K_AR)
        check_archive(s, path, fd, elf);
    else if (elf)
        check_unit(s, path, elf);
    elf_end(elf);
    if (fd >= 0)
        close(fd);
}

/* In the child. */
static void read_units(struct scan *s, const struct options *o)
{
    /* no core file: the crash is expected */
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    s->at = 0;
    for (size_t i = 0; i < o->input_count; i++)
        if (o->inputs[i].kind == INPUT_FILE)
            check_file(s, o->inputs[i].text);
    fflush(NULL);
    _exit(0);
}

/* Returns whether the child crashed. */
static bool scan_in_child(struct scan *s, const struct options *o)
{
    pid_t pid = fork();
    int status = 0;

    if (pid == 0)
        read_units(s, o);
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFSIGNALED(status);
}

bool inputs_diagnose(void *options)
{
    const struct options *o = options;
    struct scan *s = mmap(NULL, sizeof(*s), PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (s == MAP_FAILED)
        return false;
    s->link = o->link;
    while (scan_in_child(s, o) && s->at > s->first) {
        s->damaged = true;
        link_error(o->link,
                   "%s: damaged bitcode: it crashes LLVM's reader; compile it "
                   "again",
                   s->name);
        s->first = s->at;
    }
    return s->damaged;
}
