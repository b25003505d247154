/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Summaries by name. Allocation functions are summarised only where they are
 * libc's or the kernel's own: a program's own malloc is code like any other.
 * memcpy, memmove and memset mean what ISO C says, whoever defines them: the
 * compiler takes that for granted as well.
 */
#include "summary.h"

#include "format.h"

#include <string.h>
#include <unispec/os_symbol.h>

static const struct {
    const char *name;
    enum summary summary;
    const char *component; /* of the definition; NULL: any */
} names[] = {
    {"memcpy", SUMMARY_MEMORY_COPY, NULL},
    {"memmove", SUMMARY_MEMORY_COPY, NULL},
    {"memset", SUMMARY_MEMORY_SET, NULL},
    {"malloc", SUMMARY_MALLOC, "libc"},
    {"default_malloc", SUMMARY_MALLOC, "libc"},
    {"__libc_malloc", SUMMARY_MALLOC, "libc"},
    {"__libc_malloc_impl", SUMMARY_MALLOC, "libc"},
    {"__simple_malloc", SUMMARY_MALLOC, "libc"},
    {"aligned_alloc", SUMMARY_MALLOC, "libc"},
    {"memalign", SUMMARY_MALLOC, "libc"},
    {"calloc", SUMMARY_CALLOC, "libc"},
    {"__libc_calloc", SUMMARY_CALLOC, "libc"},
    {"realloc", SUMMARY_REALLOC, "libc"},
    {"__libc_realloc", SUMMARY_REALLOC, "libc"},
    {"posix_memalign", SUMMARY_MEMALIGN, "libc"},
    {"free", SUMMARY_NOTHING, "libc"},
    {"__libc_free", SUMMARY_NOTHING, "libc"},
    {"malloc_usable_size", SUMMARY_NOTHING, "libc"},
    {"kmalloc", SUMMARY_MALLOC, "kernel"},
    {"kzalloc", SUMMARY_CALLOC, "kernel"},
    {"krealloc", SUMMARY_REALLOC, "kernel"},
    {"kfree", SUMMARY_NOTHING, "kernel"},
    {"arch_set_thread_pointer", SUMMARY_THREAD_POINTER, "kernel"},
    {"__unispec_reached", SUMMARY_QUERY, ""},
    {"__unispec_format", SUMMARY_FORMAT, ""},
    /* They keep and restore registers, in assembly. */
    {"setjmp", SUMMARY_NOTHING, ""},
    {"_setjmp", SUMMARY_NOTHING, ""},
    {"__setjmp", SUMMARY_NOTHING, ""},
    {"sigsetjmp", SUMMARY_NOTHING, ""},
    {"__sigsetjmp", SUMMARY_NOTHING, ""},
    {"longjmp", SUMMARY_NOTHING, ""},
    {"_longjmp", SUMMARY_NOTHING, ""},
};

/* COMPONENT "": a function without a body here. One with a body counts where
 * the plugin says that it belongs to COMPONENT; a mere declaration does too. */
static bool belongs(LLVMValueRef f, const char *component)
{
    const char *text;
    unsigned length;
    if (!component || LLVMIsDeclaration(f))
        return true;
    return *component &&
           function_fact(f, "unispec-component", &text, &length) &&
           length == strlen(component) && !memcmp(text, component, length);
}

enum summary summary_by_name(LLVMValueRef f)
{
    static const char prefix[] = UNISPEC_OS_PREFIX;
    size_t length;
    const char *name = LLVMGetValueName2(f, &length);
    if (!strncmp(name, prefix, sizeof prefix - 1))
        name += sizeof prefix - 1; /* the program has one of that name, too */
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(name, names[i].name) && belongs(f, names[i].component))
            return names[i].summary;
    return SUMMARY_NONE;
}

/*
 * The result of __unispec_format(format, value, kind): VALUE, of which only
 * those bytes can occur that a format has where KIND tells. All of VALUE once
 * some format is no constant string.
 */
static bool format_bytes(struct analysis *a, target_id target, int kind,
                         bool seen[256])
{
    struct target t = a->targets[target];
    const struct object *o = &a->objects[t.object];
    if (t.stride || o->kind != MEMORY_GLOBAL || !o->constant ||
        !LLVMGetInitializer(o->origin))
        return false;
    LLVMValueRef text = LLVMGetInitializer(o->origin);
    static const char empty[4];
    const char *bytes = empty;
    size_t length = sizeof empty;
    unsigned element = 1;
    if (LLVMIsAConstantDataArray(text)) {
        element = LLVMGetIntTypeWidth(LLVMGetElementType(LLVMTypeOf(text))) / 8;
        bytes = LLVMGetRawDataValues(text, &length);
    } else if (!LLVMIsAConstantAggregateZero(text)) {
        return false;
    }
    if (t.offset < 0 || (uint64_t)t.offset >= length)
        return false;
    return format_values(bytes + t.offset, length - (size_t)t.offset, element,
                         kind, seen);
}

/* Sets only grow: a format that is not known stays so. */
static void assume_format(struct analysis *a, struct instance *in,
                          uint32_t index)
{
    if (in->states[index].told)
        return;
    in->states[index].told = true;
    assume(a, "unknown-format", in->body->ops[index].instruction,
           "a format that is not known may have every conversion");
}

void run_format(struct analysis *a, struct instance *in, uint32_t index)
{
    const struct op *op = &in->body->ops[index];
    operand format = in->body->operands[op->first];
    operand value = in->body->operands[op->first + 1];
    LLVMValueRef kind = LLVMGetOperand(op->instruction, 2);
    bool seen[256] = {0}, known = LLVMIsAConstantInt(kind);
    const struct node *n = node_at(a, node_find(a, node_of(in, format)));
    const struct vset *i = &n->integers;
    if (i->any || i->count > 1 || (i->count && i->items[0]))
        known = false;
    for (uint32_t k = 0; k < arrlenu(n->targets) && known; k++)
        known = format_bytes(a, n->targets[k],
                             (int)LLVMConstIntGetSExtValue(kind), seen);
    node_id from = node_of(in, value), to = node_of(in, op->dst);
    if (!known) {
        assume_format(a, in, index);
        node_include(a, to, from);
        return;
    }
    const struct vset *s = &node_at(a, node_find(a, from))->integers;
    for (unsigned byte = 0; byte < 256; byte++)
        if (seen[byte]) {
            uint32_t extended = (uint32_t)(int8_t)byte; /* of a plain char */
            if (vset_contains(s, byte))
                node_add_integer(a, to, byte);
            if (vset_contains(s, extended))
                node_add_integer(a, to, extended);
        }
}
