/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A TCG plugin for QEMU that counts the instructions an image executes: from
 * its entry to the end of the machine, and to the instruction that made the
 * first byte of output appear in the console's file.
 *
 *     -plugin count.so,entry=0xADDR,console=FILE,report=FILE
 *     -plugin count.so,marks=on,report=FILE
 *
 * With marks the count begins at the first mark, a nop that programs execute
 * (operations.h), and the report has a line "mark COUNT REPEATED" for each one.
 *
 * The count begins at the instruction at `entry`, so firmware before it does
 * not count. Output is an OUT instruction after which FILE (QEMU's chardev for
 * the serial line, which writes each byte at once) is longer than before; what
 * else the guest does with ports does not matter. The report has lines NAME
 * VALUE: instructions, first_output, first_halt (those before the processor
 * first idles, which a server does when it is ready), and repeated: how many of the instructions
 * are the same REP string instruction again, which TCG executes once for each
 * iteration and once more to find the counter at 0.
 *
 * Built when the bench runs, for its QEMU. Debian's packages have no
 * qemu-plugin.h: what is used of the documented interface (QEMU 7.2, "QEMU TCG
 * Plugins", API version 1) is declared here. One processor only.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifndef PLUGIN_API_VERSION
#define PLUGIN_API_VERSION 1
#endif
#define EXPORT __attribute__((visibility("default")))

/* The plugin interface. */
typedef uint64_t plugin_id;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct plugin_info; /* not looked at */
enum plugin_registers { PLUGIN_NO_REGISTERS };

size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *,
                                                 size_t index);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *insn);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn,
                                            void (*callback)(unsigned, void *),
                                            enum plugin_registers registers,
                                            void *argument);
void qemu_plugin_register_vcpu_tb_trans_cb(
    plugin_id id, void (*callback)(plugin_id, struct qemu_plugin_tb *));
void qemu_plugin_register_atexit_cb(plugin_id id,
                                    void (*callback)(plugin_id, void *),
                                    void *argument);

EXPORT int qemu_plugin_version = PLUGIN_API_VERSION;
EXPORT int qemu_plugin_install(plugin_id id, const struct plugin_info *info,
                               int argc, char **argv);

/* What an instruction is; the argument of its callback. */
enum kind {
    PLAIN = 0,
    OUT = 1,
    ENTRY = 2,
    REPEAT = 4,
    MARK = 8,
    HALT = 16,
};

/* nopl 0x6b72616d(%rax,%rax): no compiler makes it. */
static const uint8_t mark_code[] = {0x0f, 0x1f, 0x84, 0x00,
                                    0x6d, 0x61, 0x72, 0x6b};
#define MARKS_MAX 256

static uint64_t entry;
static const char *console_path, *report_path;
static bool use_marks;
static size_t mark_count;
static struct mark {
    uint64_t count, repeated;
} marks[MARKS_MAX];

static bool counting, out_before;
static uint64_t count, repeated, first_output, first_halt;
static off_t console_size;

static off_t file_size(const char *path)
{
    struct stat st;

    return stat(path, &st) ? 0 : st.st_size;
}

/* Did the OUT that was counted last write to the console? */
static void look_for_output(void)
{
    out_before = false;
    if (file_size(console_path) > console_size)
        first_output = count;
}

/* Runs before the instruction does. */
static void instruction(unsigned cpu, void *argument)
{
    enum kind kind = (enum kind)(uintptr_t)argument;

    (void)cpu;
    if ((kind & ENTRY) && !first_output) {
        counting = true;
        count = repeated = 0;
        out_before = false;
        console_size = file_size(console_path);
    }
    if (kind & MARK) {
        counting = true;
        if (mark_count < MARKS_MAX)
            marks[mark_count++] = (struct mark){count, repeated};
        return;
    }
    if (!counting)
        return;
    if (out_before)
        look_for_output();
    if ((kind & HALT) && !first_halt)
        first_halt = count;
    count++;
    out_before = (kind & OUT) && !first_output;
}

/*
 * A REP instruction that is executed right after itself is its next
 * iteration: nothing else can jump to it without an instruction between.
 */
static uint64_t repeat_at, repeat_count;

static void repeat(unsigned cpu, void *argument)
{
    uint64_t address = (uint64_t)(uintptr_t)argument;

    (void)cpu;
    if (!counting)
        return;
    if (address == repeat_at && count == repeat_count + 1)
        repeated++;
    repeat_at = address;
    repeat_count = count;
}

static enum kind classify(const uint8_t *code, size_t size)
{
    bool rep = false;
    size_t i = 0;

    for (; i < size; i++) {
        uint8_t c = code[i];

        if (c == 0xf2 || c == 0xf3)
            rep = true;
        else if (c != 0x66 && c != 0x67 && c != 0x2e && c != 0x36 &&
                 c != 0x3e && c != 0x26 && c != 0x64 && c != 0x65)
            break;
    }
    if (i + 1 < size && (code[i] & 0xf0) == 0x40) /* REX, in 64-bit code */
        i++;
    if (i >= size)
        return PLAIN;
    switch (code[i]) {
    case 0xe6: /* out imm8 */
    case 0xe7:
    case 0xee: /* out dx */
    case 0xef:
        return OUT;
    case 0xf4: /* hlt */
        return HALT;
    case 0x6e: /* outs */
    case 0x6f:
        return rep ? OUT | REPEAT : OUT;
    case 0x6c: /* ins */
    case 0x6d:
    case 0xa4: /* movs, cmps */
    case 0xa5:
    case 0xa6:
    case 0xa7:
    case 0xaa: /* stos, lods, scas */
    case 0xab:
    case 0xac:
    case 0xad:
    case 0xae:
    case 0xaf:
        return rep ? REPEAT : PLAIN;
    default:
        return PLAIN;
    }
}

static bool is_mark(const struct qemu_plugin_insn *insn)
{
    return qemu_plugin_insn_size(insn) == sizeof(mark_code) &&
           !memcmp(qemu_plugin_insn_data(insn), mark_code, sizeof(mark_code));
}

static void translate(plugin_id id, struct qemu_plugin_tb *tb)
{
    size_t n = qemu_plugin_tb_n_insns(tb);

    (void)id;
    for (size_t i = 0; i < n; i++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
        uint64_t address = qemu_plugin_insn_vaddr(insn);
        enum kind kind =
            classify(qemu_plugin_insn_data(insn), qemu_plugin_insn_size(insn));

        if (!use_marks && address == entry)
            kind |= ENTRY;
        if (use_marks)
            kind = is_mark(insn) ? MARK : kind & REPEAT;
        qemu_plugin_register_vcpu_insn_exec_cb(
            insn, instruction, PLUGIN_NO_REGISTERS, (void *)(uintptr_t)kind);
        if (kind & REPEAT)
            qemu_plugin_register_vcpu_insn_exec_cb(
                insn, repeat, PLUGIN_NO_REGISTERS, (void *)(uintptr_t)address);
    }
}

static void report(plugin_id id, void *argument)
{
    FILE *out = fopen(report_path, "w");

    (void)id;
    (void)argument;
    if (!out)
        return;
    if (out_before)
        look_for_output();
    fprintf(out,
            "instructions %" PRIu64 "\nrepeated %" PRIu64
            "\nfirst_output %" PRIu64 "\nfirst_halt %" PRIu64 "\n",
            count, repeated, first_output, first_halt);
    for (size_t i = 0; i < mark_count; i++)
        fprintf(out, "mark %" PRIu64 " %" PRIu64 "\n", marks[i].count,
                marks[i].repeated);
    fclose(out);
}

int qemu_plugin_install(plugin_id id, const struct plugin_info *info, int argc,
                        char **argv)
{
    (void)info;
    for (int i = 0; i < argc; i++) {
        if (!strncmp(argv[i], "entry=", 6))
            entry = strtoull(argv[i] + 6, NULL, 0);
        else if (!strncmp(argv[i], "console=", 8))
            console_path = argv[i] + 8;
        else if (!strcmp(argv[i], "marks=on"))
            use_marks = true;
        else if (!strncmp(argv[i], "report=", 7))
            report_path = argv[i] + 7;
        else
            return -1;
    }
    if (!report_path || (!use_marks && (!entry || !console_path)))
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
    qemu_plugin_register_atexit_cb(id, report, NULL);
    return 0;
}
