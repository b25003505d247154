/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The index of a static library: the global symbols that its members define.
 */
#include "archive_names.h"

#include <fcntl.h>
#include <libelf.h>
#include <unistd.h>

void archive_names(const char *path, json_t *names)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    elf_version(EV_CURRENT);
    Elf *archive = elf_begin(fd, ELF_C_READ, NULL);
    size_t count = 0;
    Elf_Arsym *index = archive ? elf_getarsym(archive, &count) : NULL;
    /* The last entry is empty. */
    for (size_t i = 0; index && i + 1 < count; i++)
        if (index[i].as_name)
            json_object_set_new(names, index[i].as_name, json_true());
    elf_end(archive);
    close(fd);
}
