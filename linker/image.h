/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The image phase: what happens to the ELF after LLD wrote it.
 */
#ifndef UNISPEC_IMAGE_H
#define UNISPEC_IMAGE_H

#include "link.h"

#include <gelf.h>
#include <libelf.h>

/*
 * Checks the ELF at l->temporary, completes the audit from it and adds the
 * audit section. Returns 0, or -1 after errors.
 */
int image_finish(struct link *l);

/* image_pack.c: the initialised data in fewer bytes. False: the file cannot be
 * read or written. */
bool image_pack(struct link *l, int fd);

/* verify.c: reports every rule of booting that ELF breaks. 0: none. */
int verify_image(struct link *l, int fd, Elf *elf);

/*
 * image_tail.c: rewrites what follows the loaded bytes of the file: the
 * sections that stay, the audit section, names and headers. AUDIT may be NULL.
 */
int image_write_tail(struct link *l, int fd, Elf *elf, const void *audit,
                     size_t audit_size);

/* image_audit.c: adds to l->audit what the ELF tells; the section's bytes. */
int image_complete_audit(struct link *l, Elf *elf);
void *image_audit_section(struct link *l, size_t *size);

/* image_contents.c: whose the loaded bytes are. */
void image_add_contents(struct link *l, Elf *elf);

/* The end in the file of what is loaded, headers included. */
size_t image_loaded_end(Elf *elf);

#endif
