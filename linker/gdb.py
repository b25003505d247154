# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Commands of gdb for a unispec guest; `unispec run --gdb` says how to load
them.

    unispec-threads    the program's threads, and by which calls each came to
                       where it is

QEMU's stub knows of one processor only, so the threads are read from the
kernel's list: kernel/core/thread_create.c asserts the offsets. Kernel and libc
have no unwind tables, so calls are found by looking: a word of the stack that
points behind a call instruction is taken where a direct call goes to the
function inside it, to one that jumps there, or through a pointer; if none near
does so, the first one is.
"""
import os
import re
import struct

import gdb

NEXT_ALL, TID, BLOCKED = 24, 80, 86  # of struct thread; its stack is at 0
SAVED = 7  # words that arch_switch() leaves below the return address
STACK_WORDS, NEAR_WORDS, FRAMES = 512, 48, 24
TAIL_BYTES = 256
# Debug information names the sources of libc and kernel below these two.
SOURCES = ["@PROJECT_SOURCE_DIR@"]
SOURCES.append(os.path.realpath(__file__ + "/../../.."))


def read(address, size):
    return bytes(gdb.selected_inferior().read_memory(address, size))


def word(address):
    return struct.unpack("<Q", read(address, 8))[0]


def address_of(name):
    """The address of the kernel's variable, or 0 where the image has none."""
    for symbol in f"'unispec.os.{name}'", name:
        try:
            return int(gdb.parse_and_eval(f"(unsigned long)&{symbol}"))
        except gdb.error:
            pass
    return 0


def function_at(address):
    """Name and start of the function around an address of code, or None."""
    text = gdb.execute(f"info symbol {address:#x}", to_string=True)
    match = re.match(r"(\S+)(?: \+ (\d+))? in section \.text", text)
    return match and (match[1], address - int(match[2] or 0))


def call_before(address):
    """Where the call that ends at the address goes; 0: through a pointer."""
    code = read(address - 7, 7)
    if code[2] == 0xE8:
        return address + struct.unpack("<i", code[3:])[0]
    for length in range(2, 8):
        if code[7 - length] == 0xFF and code[8 - length] >> 3 & 7 == 2:
            return 0
    return None


def jumps_to(function, target):
    """Whether code at the function jumps to the other one, or anywhere through
    a pointer, as calls in tail position do."""
    try:
        code = read(function, TAIL_BYTES)
    except gdb.MemoryError:
        return False
    for i in range(TAIL_BYTES - 5):
        if code[i] == 0xFF and code[i + 1] >> 3 & 7 == 4:
            return True
        if code[i] == 0xE9 and function + i + 5 + struct.unpack(
                "<i", code[i + 1:i + 5])[0] == target:
            return True
    return False


def returns(sp):
    """(index, function around it, target of the call) of each word on the
    stack that may be a return address."""
    for index in range(STACK_WORDS):
        try:
            value = word((sp & ~7) + 8 * index)
        except gdb.MemoryError:
            return
        around = (function_at(value - 1)
                  if 0x100000 < value < 1 << 32 else None)
        target = around and call_before(value)
        if target is not None and around:
            yield index, around, target


def calls(pc, sp):
    """Names of functions, innermost first."""
    inside = function_at(pc)
    names = [inside[0] if inside else "?"]
    left = list(returns(sp))
    while left and len(names) < FRAMES:
        near = [r for r in left if r[0] <= left[0][0] + NEAR_WORDS]
        fits = (r for r in near if r[2] == 0 or (inside and (
            r[2] == inside[1] or jumps_to(r[2], inside[1]))))
        index, inside, _ = next(fits, near[0])
        names.append(inside[0])
        left = [r for r in left if r[0] > index]
    return names


class Threads(gdb.Command):
    """List the program's threads: number, state, calls."""

    def __init__(self):
        super().__init__("unispec-threads", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        pc = int(gdb.parse_and_eval("(unsigned long)$pc"))
        sp = int(gdb.parse_and_eval("(unsigned long)$sp"))
        head = address_of("thread_list")
        if not head:
            print("1 running: " + " < ".join(calls(pc, sp)))
            return
        current = word(address_of("thread_current"))
        thread = word(head)
        while thread:
            tid, = struct.unpack("<i", read(thread + TID, 4))
            state = "blocked" if read(thread + BLOCKED, 1)[0] else "ready"
            at = (pc, sp)
            if thread == current:
                state = "running"
            else:
                saved = word(thread) + 8 * SAVED
                at = (word(saved), saved + 8)
            print(f"{tid} {state}: " + " < ".join(calls(*at)))
            thread = word(thread + NEXT_ALL)


Threads()
gdb.execute(f"directory {SOURCES[0]}:{SOURCES[1]}", to_string=True)
