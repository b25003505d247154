/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A small printf for the kernel's last words, so that they need no part of
 * the program's libc: %s %c %d %u %x %p %%, l and z, zero padding to a width.
 */
#include <kernel/panic.h>
#include <stdbool.h>
#include <stdint.h>

struct output {
    char *text;
    size_t length, most;
};

static void put(struct output *o, char c)
{
    if (o->length < o->most)
        o->text[o->length++] = c;
}

static void put_string(struct output *o, const char *s)
{
    for (s = s ? s : "(null)"; *s; s++)
        put(o, *s);
}

/* Digits come out backwards; width fills up with zeros. */
static void put_number(struct output *o, uint64_t value, unsigned base,
                       unsigned width)
{
    char digits[24];
    unsigned n = 0;

    do {
        digits[n++] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value);
    while (n < width && n < sizeof(digits))
        digits[n++] = '0';
    while (n)
        put(o, digits[--n]);
}

static void put_signed(struct output *o, int64_t value)
{
    if (value < 0)
        put(o, '-');
    put_number(o, value < 0 ? -(uint64_t)value : (uint64_t)value, 10, 0);
}

/* Takes the longest unsigned type where `wide`, an int else. */
static uint64_t next_unsigned(va_list *args, bool wide)
{
    return wide ? va_arg(*args, unsigned long) : va_arg(*args, unsigned);
}

static void convert(struct output *o, char letter, bool wide, unsigned width,
                    va_list *args)
{
    switch (letter) {
    case 's':
        put_string(o, va_arg(*args, const char *));
        break;
    case 'c':
        put(o, (char)va_arg(*args, int));
        break;
    case 'd':
        put_signed(o, wide ? va_arg(*args, long) : va_arg(*args, int));
        break;
    case 'u':
        put_number(o, next_unsigned(args, wide), 10, width);
        break;
    case 'p':
        put_string(o, "0x");
        put_number(o, va_arg(*args, uintptr_t), 16, 0);
        break;
    case 'x':
        put_number(o, next_unsigned(args, wide), 16, width);
        break;
    default:
        put(o, letter);
    }
}

size_t kvformat(char *buffer, size_t size, const char *format, va_list args)
{
    struct output o = {buffer, 0, size - 1};
    va_list copy;

    va_copy(copy, args);
    for (; *format; format++) {
        unsigned width = 0;
        bool wide = false;

        if (*format != '%') {
            put(&o, *format);
            continue;
        }
        while (*++format >= '0' && *format <= '9')
            width = width * 10 + (unsigned)(*format - '0');
        for (; *format == 'l' || *format == 'z'; format++)
            wide = true;
        if (!*format)
            break;
        convert(&o, *format, wide, width, &copy);
    }
    va_end(copy);
    buffer[o.length] = 0;
    return o.length;
}

size_t kformat(char *buffer, size_t size, const char *format, ...)
{
    va_list args;
    size_t n;

    va_start(args, format);
    n = kvformat(buffer, size, format, args);
    va_end(args);
    return n;
}
