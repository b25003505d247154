/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the finished ELF adds to the audit: the totals of the image and its
 * contents (image_contents.c); and the bytes of the section .unispec.audit:
 *     8 bytes "USAUDIT1", the JSON's size (64 bits, little-endian), the JSON
 *     as a zlib stream.
 */
#include "image.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct totals {
    json_int_t text, data, bss;
};

static void add_section(struct totals *t, const GElf_Shdr *h)
{
    if (!(h->sh_flags & SHF_ALLOC))
        return;
    if (h->sh_type == SHT_NOBITS) {
        if (!(h->sh_flags & SHF_TLS))
            t->bss += (json_int_t)h->sh_size;
    } else if (h->sh_flags & SHF_EXECINSTR) {
        t->text += (json_int_t)h->sh_size;
    } else {
        t->data += (json_int_t)h->sh_size;
    }
}

static json_t *platform_list(const struct link *l)
{
    json_t *list = json_array();

    for (size_t i = 0; i < l->platforms.count; i++)
        json_array_append_new(list, json_string(l->platforms.items[i]));
    return list;
}

int image_complete_audit(struct link *l, Elf *elf)
{
    struct totals t = {0};
    Elf_Scn *section = NULL;
    GElf_Shdr h;
    json_t *image;

    while ((section = elf_nextscn(elf, section)))
        if (gelf_getshdr(section, &h))
            add_section(&t, &h);
    image_add_contents(l, elf);
    image = json_pack("{s:s, s:I, s:I, s:I, s:I, s:o}", "name",
                      path_base(l->output), "bytes",
                      (json_int_t)image_loaded_end(elf), "text", t.text, "data",
                      t.data, "bss", t.bss, "platforms", platform_list(l));
    if (image && !json_object_set_new(l->audit, "image", image))
        return 0;
    link_error(l, "internal error: cannot complete the audit");
    return -1;
}

void *image_audit_section(struct link *l, size_t *size)
{
    char *text = json_dumps(l->audit, JSON_COMPACT | JSON_PRESERVE_ORDER);
    uLong length = text ? strlen(text) : 0;
    uLongf packed = compressBound(length);
    char *section = must_alloc(16 + packed);
    uint64_t little = htole64(length);

    memcpy(section, "USAUDIT1", 8);
    memcpy(section + 8, &little, 8);
    if (!text || compress2((Bytef *)section + 16, &packed, (Bytef *)text,
                           length, 6) != Z_OK) {
        link_error(l, "internal error: cannot compress the audit");
        packed = 0;
    }
    free(text);
    *size = 16 + packed;
    return section;
}
