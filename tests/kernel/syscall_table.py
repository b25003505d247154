#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
syscall_table.py [--write]

The list of system calls in kernel/README.md, made of runtime/syscalls.def and
kernel/partial.def. Without --write it only compares: status 1, and what is
wrong, where the list is not what these files say.
"""

import os
import re
import sys
import textwrap

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
README = os.path.join(ROOT, "kernel", "README.md")
BEGIN, END = "<!-- system calls: begin -->\n", "<!-- system calls: end -->\n"


def read(*path):
    with open(os.path.join(ROOT, *path)) as file:
        return file.read()


def paragraph(names):
    return textwrap.fill(" ".join(names), 100, break_on_hyphens=False) + "\n"


def make_list():
    status = dict(
        re.findall(r"^SYSCALL\(\d+, (\w+), \d, (\w+)\)",
                   read("runtime", "syscalls.def"), re.MULTILINE)
    )  # fmt: skip
    partial = dict(
        re.findall(r'^PARTIAL\((\w+), *"([^"]*)"\)',
                   read("kernel", "partial.def"), re.MULTILINE)
    )  # fmt: skip
    wrong = [name for name in partial if status.get(name) != "implemented"]
    if wrong:
        sys.exit(f"kernel/partial.def: not implemented: {', '.join(wrong)}")
    whole = [n for n, s in status.items() if s == "implemented" and n not in partial]
    missing = [n for n, s in status.items() if s != "implemented"]
    rows = "".join(f"| {name} | {partial[name]} |\n" for name in status if name in partial)
    return (
        f"Implemented ({len(whole)}):\n\n{paragraph(whole)}\n"
        f"Partial ({len(partial)}):\n\n| call | what is missing |\n| --- | --- |\n{rows}\n"
        f"Unsupported ({len(missing)}), ENOSYS, and the link says what reaches them:\n\n"
        f"{paragraph(missing)}"
    )


def main():
    readme = read("kernel", "README.md")
    head, rest = readme.split(BEGIN)
    tail = rest.split(END)[1]
    wanted = head + BEGIN + make_list() + END + tail
    if sys.argv[1:] == ["--write"]:
        with open(README, "w") as file:
            file.write(wanted)
    elif wanted != readme:
        sys.exit("kernel/README.md: the list of system calls is old:"
                 " run tests/kernel/syscall_table.py --write")  # fmt: skip


main()
