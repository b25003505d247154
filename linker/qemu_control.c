/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reads the lines that the kernel writes to the control port:
 *     exit N
 *     panic: text [ address 0x..]
 *     rip 0.. cs 0.. ...      on several lines
 *     called from
 *       .. .. ...             on several lines
 *     trap id=N
 *     trace ...      (run_trace.c)
 *     call ..., done ...      (run_strace.c)
 * The record of a panic is what the console has, too (trap_report.c).
 * The text comes from the guest, so nothing in it is trusted: numbers are
 * parsed with care, unknown lines and words are skipped, sizes are bounded.
 */
#include "qemu.h"
#include "run_strace.h"
#include "run_trace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool parse_number(const char *text, int base, uint64_t *value)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, base);
    if (end == text || *end || errno || *text == '-')
        return false;
    *value = number;
    return true;
}

static void take_exit(struct guest_end *end, const char *rest)
{
    uint64_t status;
    if (end->exited || !parse_number(rest, 10, &status) || status > 255)
        return;
    end->exited = true;
    end->status = (int)status;
}

/* Words of a line of registers: name and value in turn. */
static void add_register(struct guest_end *end, const char *word)
{
    struct panic_register *r = &end->registers[end->register_count];
    if (end->register_count == PANIC_REGISTERS)
        return;
    if (!*r->name)
        snprintf(r->name, sizeof(r->name), "%s", word);
    else if (parse_number(word, 16, &r->value))
        end->register_count++;
    else
        *r->name = 0;
}

static void add_frame(struct guest_end *end, const char *word)
{
    uint64_t address;
    if (end->frame_count < PANIC_FRAMES && parse_number(word, 16, &address))
        end->frames[end->frame_count++] = address;
}

static void for_each_word(struct guest_end *end, char *text,
                          void (*take)(struct guest_end *, const char *))
{
    char *state;
    for (char *word = strtok_r(text, " \t\r", &state); word;
         word = strtok_r(NULL, " \t\r", &state))
        take(end, word);
}

static void take_trap(struct guest_end *end, const char *word)
{
    if (!strncmp(word, "id=", 3) && !end->trapped)
        end->trapped = parse_number(word + 3, 0, &end->trap_id);
}

bool panic_register(const struct guest_end *end, const char *name,
                    uint64_t *value)
{
    for (size_t i = 0; i < end->register_count; i++)
        if (!strcmp(end->registers[i].name, name)) {
            *value = end->registers[i].value;
            return true;
        }
    return false;
}

/* A page fault says its address in the text. */
static void take_panic(struct guest_end *end, char *text)
{
    static const char address[] = " address ";
    char *at = strstr(text, address);
    end->panicked = true;
    if (!at)
        return;
    at += sizeof(address) - 1;
    at[strcspn(at, " ")] = 0;
    add_register(end, "cr2");
    add_register(end, at);
}

/* The kernel's name for code that the link step removed: arch/x86_64/trap.h. */
static void take_removed(struct guest_end *end)
{
    enum { VECTOR_REMOVED = 9 };
    uint64_t vector;
    if (panic_register(end, "vector", &vector) && vector == VECTOR_REMOVED)
        end->trapped = panic_register(end, "error", &end->trap_id);
}

/* What follows the first line of a panic. */
static void take_record(struct guest_end *end, char *line)
{
    if (!strncmp(line, "called from", 11)) {
        end->frames_begun = true;
    } else if (end->frames_begun) {
        for_each_word(end, line, add_frame);
    } else {
        for_each_word(end, line, add_register);
        take_removed(end);
    }
}

static void take_line(struct guest_end *end, char *line)
{
    char *space = strchr(line, ' ');
    char *rest = space ? space + 1 : line + strlen(line);
    if (space)
        *space = 0;
    if (!strcmp(line, "exit")) {
        take_exit(end, rest);
    } else if (!strcmp(line, "panic:") && !end->panicked) {
        take_panic(end, rest);
    } else if (!strcmp(line, "trap")) {
        for_each_word(end, rest, take_trap);
    } else if (!strcmp(line, "trace") && end->trace) {
        trace_take_line(end->trace, rest);
    } else if (end->strace &&
               (!strcmp(line, "call") || !strcmp(line, "done"))) {
        strace_take_line(end->strace, line, rest);
    } else if (end->panicked) {
        if (space)
            *space = ' ';
        take_record(end, line);
    }
}

void control_feed(struct control_reader *reader, const char *data, size_t size,
                  struct guest_end *end)
{
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '\n') {
            reader->line[reader->length] = 0;
            if (!reader->overlong)
                take_line(end, reader->line);
            reader->length = 0;
            reader->overlong = false;
        } else if (reader->length + 1 < sizeof(reader->line)) {
            reader->line[reader->length++] = data[i];
        } else {
            reader->overlong = true;
        }
    }
}
