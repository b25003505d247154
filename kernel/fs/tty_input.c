/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Line discipline of the terminal, input side: translation (ICRNL, INLCR,
 * IGNCR, ISTRIP), signal characters (ISIG), and in canonical mode editing
 * with echo (erase, word erase, kill, quoting with ^V, end of file with ^D).
 *
 * Bytes are taken from the console when a reader asks and as long as the
 * queue has room; until then they stay in the device, which holds the sender
 * back.
 */
#include "tty_input.h"

#include <kernel/arch.h>
#include <kernel/process.h>
#include <signal.h>
#include <termios.h>

struct tty_queue tty_queue;
bool tty_absent;

static bool quoted; /* the next byte is literal */

static bool is_char(uint8_t c, unsigned which)
{
    return c && c == tty.termios.cc[which];
}

static bool local(unsigned bits)
{
    return (tty.termios.lflag & bits) == bits;
}

static bool shows_caret(uint8_t c)
{
    return local(ECHOCTL) && (c < 32 || c == 127) && c != '\t' && c != '\n';
}

static void echo(uint8_t c)
{
    if (!local(ECHO)) {
        if (c == '\n' && local(ECHONL | ICANON))
            tty_write("\n", 1);
    } else if (shows_caret(c)) {
        char caret[2] = {'^', (char)(c ^ 0x40)};
        tty_write(caret, 2);
    } else {
        tty_write(&c, 1);
    }
}

static void put(uint16_t cell)
{
    struct tty_queue *q = &tty_queue;

    if (q->tail - q->head < TTY_QUEUE)
        q->cells[q->tail++ % TTY_QUEUE] = cell;
    else if (tty.termios.iflag & IMAXBEL)
        tty_write("\a", 1);
    if (!local(ICANON) || cell > 0xff)
        q->ready = q->tail;
}

/* Ends the line; the last cell of a full queue gives way to the end. */
static void end_line(uint16_t cell)
{
    struct tty_queue *q = &tty_queue;

    if (q->tail - q->head == TTY_QUEUE && q->tail != q->ready)
        q->tail--;
    put(cell);
}

static void erase_one(void)
{
    struct tty_queue *q = &tty_queue;
    uint8_t c;

    if (q->tail == q->ready)
        return;
    do
        c = q->cells[--q->tail % TTY_QUEUE];
    while ((tty.termios.iflag & IUTF8) && (c & 0xc0) == 0x80 &&
           q->tail != q->ready);
    if (!local(ECHO))
        return;
    if (!local(ECHOE)) {
        echo(tty.termios.cc[VERASE]);
        return;
    }
    tty_write("\b \b", 3);
    if (shows_caret(c))
        tty_write("\b \b", 3);
}

static uint8_t last_edited(void)
{
    return tty_queue.cells[(tty_queue.tail - 1) % TTY_QUEUE];
}

static bool word_byte(uint8_t c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? true
           : c >= '0' && c <= '9'                 ? true
                                                  : c == '_' || c >= 0x80;
}

static void erase_word(void)
{
    while (tty_queue.tail != tty_queue.ready && !word_byte(last_edited()))
        erase_one();
    while (tty_queue.tail != tty_queue.ready && word_byte(last_edited()))
        erase_one();
}

static void erase_line(void)
{
    if (local(ECHOE) && local(ECHOKE)) {
        while (tty_queue.tail != tty_queue.ready)
            erase_one();
        return;
    }
    tty_queue.tail = tty_queue.ready;
    echo(tty.termios.cc[VKILL]);
    if (local(ECHOK))
        echo('\n');
}

void tty_flush_input(void)
{
    tty_queue.head = tty_queue.ready = tty_queue.tail;
    quoted = false;
}

static bool signal_char(uint8_t c)
{
    int number = is_char(c, VINTR)   ? SIGINT
                 : is_char(c, VQUIT) ? SIGQUIT
                 : is_char(c, VSUSP) ? SIGTSTP
                                     : 0;

    if (!number || !local(ISIG))
        return false;
    if (!local(NOFLSH))
        tty_flush_input();
    echo(c);
    signal_send(number);
    return true;
}

/* True when the byte was a command of canonical mode. */
static bool edit(uint8_t c)
{
    if (is_char(c, VERASE))
        erase_one();
    else if (is_char(c, VKILL))
        erase_line();
    else if (is_char(c, VEOF))
        end_line(CELL_EOF | CELL_LINE_END);
    else if (local(IEXTEN) && is_char(c, VWERASE))
        erase_word();
    else
        return false;
    return true;
}

static bool ends_line(uint8_t c)
{
    return c == '\n' || is_char(c, VEOL) ||
           (local(IEXTEN) && is_char(c, VEOL2));
}

static void input(uint8_t c)
{
    unsigned flags = tty.termios.iflag;

    if (flags & ISTRIP)
        c &= 0x7f;
    if (quoted) {
        quoted = false;
        echo(c);
        put(c);
        return;
    }
    if (c == '\r') {
        if (flags & IGNCR)
            return;
        if (flags & ICRNL)
            c = '\n';
    } else if (c == '\n' && (flags & INLCR)) {
        c = '\r';
    }
    if (signal_char(c))
        return;
    if (local(IEXTEN | ICANON) && is_char(c, VLNEXT)) {
        quoted = true;
        return;
    }
    if (local(ICANON) && edit(c))
        return;
    echo(c);
    if (local(ICANON) && ends_line(c))
        end_line(c | CELL_LINE_END);
    else
        put(c);
}

bool tty_fill(void)
{
    struct tty_queue *q = &tty_queue;
    bool any = false;
    int c;

    /* A full line without an end must still take its end. */
    while (q->tail - q->head < TTY_QUEUE || q->tail != q->ready) {
        c = arch_console_getc();
        if (c < 0) {
            tty_absent = c == ARCH_CONSOLE_ABSENT;
            break;
        }
        input(c);
        any = true;
    }
    return any;
}
