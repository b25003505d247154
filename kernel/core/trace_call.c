/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The log of system calls in a trace build, for `unispec run --strace`. The
 * link step puts the calls of this file around each system call that is not
 * the kernel's own; what they get is described in linker/syscall_kinds.def.
 * With the option "strace" on the command line two lines go to the control
 * channel, where THREAD is the thread pointer:
 *     call THREAD openat(AT_FDCWD, "/x", 0x0, 00)
 *     done THREAD openat(AT_FDCWD, "/x", 0x0, 00) = -2
 */
#include <kernel/arch.h>
#include <kernel/boot.h>
#include <kernel/panic.h>
#include <kernel/trace.h>
#include <stdbool.h>

#define UNTRACED __attribute__((no_sanitize("coverage")))
#define LINE_MAX 1000
#define BYTES_SHOWN 32
#define STRING_SHOWN 160
#define PIECES_SHOWN 4
#define RESULT_NUMBER 0x7fffffff /* results above are shown as addresses */
#define AT_FDCWD (-100)

struct line {
    char text[LINE_MAX + 40]; /* a number always fits behind the limit */
    size_t length;
};

UNTRACED static bool is_wanted(void)
{
    static int wanted; /* 0: not asked yet */
    const char *value;

    if (!wanted)
        wanted = boot_option("strace", &value) ? 1 : -1;
    return wanted > 0;
}

UNTRACED static void put(struct line *line, const char *text)
{
    while (*text && line->length < LINE_MAX)
        line->text[line->length++] = *text++;
}

UNTRACED static void put_octal(struct line *line, uint64_t value)
{
    char digits[24];
    size_t n = sizeof(digits) - 1;

    digits[n] = 0;
    for (; value; value >>= 3)
        digits[--n] = (char)('0' + (value & 7));
    digits[--n] = '0';
    put(line, digits + n);
}

UNTRACED static void put_number(struct line *line, char kind, uint64_t value)
{
    char text[32];
    uint64_t positive = (int64_t)value < 0 ? 0 - value : value;

    if (kind == 'd')
        kformat(text, sizeof(text), "%d", (int)value);
    else if (kind == 'l')
        kformat(text, sizeof(text), "%s%lu", positive != value ? "-" : "",
                positive);
    else if (kind == 'u')
        kformat(text, sizeof(text), "%lu", value);
    else
        kformat(text, sizeof(text), "0x%lx", value);
    put(line, text);
}

UNTRACED static void put_byte(struct line *line, unsigned char c)
{
    char text[8];

    if (c == '"' || c == '\\')
        kformat(text, sizeof(text), "\\%c", c);
    else if (c == '\n')
        kformat(text, sizeof(text), "\\n");
    else if (c < 0x20 || c > 0x7e)
        kformat(text, sizeof(text), "\\x%02x", c);
    else
        kformat(text, sizeof(text), "%c", c);
    put(line, text);
}

/* At most `shown` of `size` bytes; of a string (size SIZE_MAX) up to its end.
 */
UNTRACED static void put_bytes(struct line *line, uint64_t address,
                               uint64_t size, uint64_t shown)
{
    bool string = size == SIZE_MAX;
    uint64_t i = 0;

    if (size && !arch_rights(address)) {
        put_number(line, 'x', address);
        return;
    }
    put(line, "\"");
    for (; i < size && i < shown && arch_rights(address + i); i++) {
        unsigned char c = *(const unsigned char *)(address + i);
        if (string && !c)
            break;
        put_byte(line, c);
    }
    put(line, i == shown && i < size ? "\"..." : "\"");
}

/* struct iovec: address and size of each piece. */
UNTRACED static void put_pieces(struct line *line, uint64_t address,
                                uint64_t count)
{
    const uint64_t *piece = (const uint64_t *)address;

    put(line, "[");
    for (uint64_t i = 0; i < count && i < PIECES_SHOWN; i++, piece += 2) {
        put(line, i ? ", " : "");
        if (!arch_rights((uintptr_t)piece))
            break;
        put_bytes(line, piece[0], piece[1], BYTES_SHOWN);
    }
    put(line, count > PIECES_SHOWN ? ", ...]" : "]");
}

UNTRACED static void put_argument(struct line *line, char kind,
                                  const uint64_t *argument,
                                  const uint64_t *result)
{
    int64_t got = result ? (int64_t)*result : -1;

    if (kind == 'p' && !*argument)
        put(line, "NULL");
    else if (kind == 'a' && (int)*argument == AT_FDCWD)
        put(line, "AT_FDCWD");
    else if (kind == 's')
        put_bytes(line, *argument, SIZE_MAX, STRING_SHOWN);
    else if (kind == 'b')
        put_bytes(line, *argument, argument[1], BYTES_SHOWN);
    else if (kind == 'r' && got >= 0)
        put_bytes(line, *argument, (uint64_t)got, BYTES_SHOWN);
    else if (kind == 'v' && arch_rights(*argument))
        put_pieces(line, *argument, argument[1]);
    else if (kind == 'o')
        put_octal(line, *argument);
    else
        put_number(line, kind == 'a' ? 'd' : kind, *argument);
}

UNTRACED static void tell(const char *word, const char *signature,
                          const uint64_t *arguments, const uint64_t *result)
{
    struct line line;

    line.length = kformat(line.text, 40, "%s 0x%lx ", word,
                          (uint64_t)arch_thread_pointer());
    for (; *signature != ':'; signature++)
        line.text[line.length++] = *signature;
    put(&line, "(");
    for (const char *kind = signature + 1; *kind; kind++) {
        put_argument(&line, *kind, arguments++, result);
        put(&line, kind[1] ? ", " : "");
    }
    put(&line, ")");
    if (result) {
        put(&line, " = ");
        put_number(&line, (int64_t)*result > RESULT_NUMBER ? 'x' : 'l',
                   *result);
    }
    line.text[line.length++] = '\n';
    arch_control_write(line.text, line.length);
}

UNTRACED void trace_call_begin(const char *signature, const uint64_t *arguments)
{
    if (is_wanted())
        tell("call", signature, arguments, NULL);
}

UNTRACED void trace_call_end(const char *signature, const uint64_t *arguments,
                             uint64_t result)
{
    if (is_wanted())
        tell("done", signature, arguments, &result);
}
