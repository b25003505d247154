/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reads the panic record of the control port (qemu_control.c) with the image
 * beside it: vector and error code become words (Intel SDM vol. 3, 6.15),
 * addresses become functions. A return address points behind its call, so the
 * byte before it is looked up.
 */
#include "crash_report.h"
#include "audit_read.h"
#include "symbolise.h"

#include <signal.h>
#include <stdlib.h>

/* The kernel reports its own broken invariants as vector 0xff. */
enum { VECTOR_PAGE_FAULT = 14, VECTOR_PANIC = 0xff, INLINE_DEPTH = 16 };
enum { FAULT_PRESENT = 1, FAULT_WRITE = 2, FAULT_FETCH = 16 };
enum { REMOVED_CODE_STATUS = 126, SIGNAL_STATUS = 128 };

struct vector {
    unsigned number;
    int signal;
    const char *name;
};

static const struct vector vectors[] = {
    {0, SIGFPE, "division error"},
    {1, SIGTRAP, "debug exception"},
    {2, 0, "non-maskable interrupt"},
    {3, SIGTRAP, "breakpoint"},
    {4, SIGSEGV, "overflow"},
    {5, SIGSEGV, "bound exceeded"},
    {6, SIGILL, "invalid instruction"},
    {7, SIGFPE, "no floating-point unit"},
    {8, 0, "double fault"},
    {10, 0, "invalid task state"},
    {11, SIGBUS, "segment not present"},
    {12, SIGBUS, "stack segment fault"},
    {13, SIGSEGV, "general protection fault"},
    {14, SIGSEGV, "page fault"},
    {16, SIGFPE, "floating-point error"},
    {17, SIGBUS, "misaligned access"},
    {18, 0, "machine check"},
    {19, SIGFPE, "SIMD floating-point error"},
};

static const struct vector *find_vector(const struct guest_end *end)
{
    uint64_t number;
    if (!panic_register(end, "vector", &number))
        return NULL;
    for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++)
        if (vectors[i].number == number)
            return &vectors[i];
    return NULL;
}

int crash_status(const struct guest_end *end)
{
    const struct vector *vector = find_vector(end);
    if (end->trapped)
        return REMOVED_CODE_STATUS;
    return vector && vector->signal ? SIGNAL_STATUS + vector->signal
                                    : STATUS_INTERNAL;
}

static void report_page_fault(const struct tool *tool,
                              const struct image *image,
                              const struct guest_end *end)
{
    uint64_t error = 0, address = 0;
    panic_register(end, "error", &error);
    panic_register(end, "cr2", &address);
    tool_error(tool, "%s: guest crashed: page fault: %s 0x%llx, which is %s",
               image->path,
               error & FAULT_FETCH   ? "execution at"
               : error & FAULT_WRITE ? "write to"
                                     : "read of",
               (unsigned long long)address,
               error & FAULT_PRESENT ? "not allowed there" : "not mapped");
}

static void report_vector(const struct tool *tool, const struct image *image,
                          const struct guest_end *end)
{
    const struct vector *vector = find_vector(end);
    uint64_t number;
    if (vector && vector->number == VECTOR_PAGE_FAULT)
        report_page_fault(tool, image, end);
    else if (vector)
        tool_error(tool, "%s: guest crashed: %s", image->path, vector->name);
    else if (panic_register(end, "vector", &number) && number != VECTOR_PANIC)
        tool_error(tool, "%s: guest crashed: exception %llu", image->path,
                   (unsigned long long)number);
    else
        tool_error(tool, "%s: guest crashed: its kernel gave up", image->path);
}

/* What a trap of each kind is, before the name of its function. */
static const char *trap_words(const json_t *trap)
{
    static const struct {
        const char *kind, *words;
    } kinds[] = {
        {"block", "a block of "},
        {"edge", "a branch in "},
        {"slot", "a table's entry for "},
        {"call", "the target of an indirect call in "},
        {"value", "an unexpected value in "},
    };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (audit_is(trap, "kind", kinds[i].kind))
            return kinds[i].words;
    return "";
}

/* The trap in the image's audit; a new reference, or NULL. */
static json_t *find_trap(const struct tool *tool, const struct image *image,
                         uint64_t id)
{
    if (!image_find_section(image, AUDIT_SECTION))
        return NULL;
    json_t *audit = audit_read(tool, image), *trap, *found = NULL;
    size_t i;
    json_array_foreach(audit_array(audit, "traps"), i, trap)
    {
        if (!found && (uint64_t)audit_number(trap, "id") == id &&
            *audit_text(trap, "function"))
            found = json_incref(trap);
    }
    json_decref(audit);
    return found;
}

static void report_trap(const struct tool *tool, const struct image *image,
                        const struct guest_end *end)
{
    json_t *trap = find_trap(tool, image, end->trap_id);
    const char *name = audit_text(trap, "function");
    char *place = audit_place(trap);
    tool_error(tool, "%s: guest called removed code: trap %llu%s%s%s%s%s%s%s",
               image->path, (unsigned long long)end->trap_id,
               trap ? " is " : "", trap ? trap_words(trap) : "",
               trap ? "function '" : "", name, trap ? "'" : "",
               *place ? " at " : "", place);
    tool_note("the link step removed something that the program reaches: "
              "this is a bug of unispec");
    tool_note("until it is fixed, link with -Wl,--no-specialise");
    free(place);
    json_decref(trap);
}

static void report_place(size_t number, uint64_t address,
                         const struct place *place)
{
    char *offset =
        place->inlined || !place->function
            ? tool_format("%s", place->inlined ? " (inlined)" : "")
            : tool_format("+0x%llx", (unsigned long long)place->offset);
    char *where = place->file && place->line
                      ? tool_format(" at %s:%d", place->file, place->line)
                      : tool_format("%s", "");
    tool_note("#%-2zu 0x%08llx %s%s%s", number, (unsigned long long)address,
              place->function ? place->function : "(no function)", offset,
              where);
    free(where);
    free(offset);
}

static void report_frame(const struct symbols *symbols, size_t number,
                         uint64_t address, bool is_return)
{
    struct place places[INLINE_DEPTH];
    size_t count =
        symbols_find(symbols, address - is_return, places, INLINE_DEPTH);
    for (size_t i = 0; i < count; i++) {
        if (is_return && !places[i].inlined && places[i].function)
            places[i].offset++;
        report_place(number, address, &places[i]);
    }
}

void crash_report(const struct tool *tool, const struct image *image,
                  const struct guest_end *end)
{
    uint64_t rip;
    size_t number = 0;
    if (end->trapped)
        report_trap(tool, image, end);
    else
        report_vector(tool, image, end);
    struct symbols *symbols = symbols_open(image);
    if (panic_register(end, "rip", &rip))
        report_frame(symbols, number++, rip, false);
    for (size_t i = 0; i < end->frame_count; i++)
        report_frame(symbols, number++, end->frames[i], true);
    symbols_close(symbols);
}
