# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
numbers.py OBJDUMP PROGRAM: the names of the system calls that the code of a
program linked with linux_edge.c holds, in the order of their numbers: for each
syscall instruction, the last constant put into %eax before it, by itself or by
way of another register.
"""
import os
import re
import subprocess
import sys

objdump, program = sys.argv[1:]
definitions = os.path.join(os.path.dirname(__file__), "..", "..", "..",
                           "runtime", "syscalls.def")
with open(definitions, encoding="utf-8") as file:
    names = {int(number): name for number, name in re.findall(
        r"^SYSCALL\((\d+), (\w+),", file.read(), re.MULTILINE)}

text = subprocess.run([objdump, "-d", "--no-show-raw-insn", program],
                      check=True, capture_output=True, text=True).stdout
found, last, kept = set(), None, {}
for line in text.splitlines():
    constant = re.search(r"\bmovl?\s+\$(0x[0-9a-f]+), %[er]ax", line)
    if constant:
        last = int(constant.group(1), 16)
    elif other := re.search(r"\bmov(?:l|q|absq)\s+\$(0x[0-9a-f]+), %(r\w+)", line):
        kept[other.group(2).rstrip("d")] = int(other.group(1), 16)
    elif copied := re.search(r"\bmov[lq]\s+%(r\w+), %[er]ax", line):
        last = kept.get(copied.group(1).rstrip("d"), last)
    elif re.search(r"\bxorl\s+%eax, %eax", line):
        last = 0
    elif re.search(r"\bpushq\s+\$0x[0-9a-f]+$", line):
        last = int(line.rsplit("$", 1)[1], 16)
    elif re.search(r"\tsyscall\b", line):
        found.add(last)
print(*[names.get(number, "unknown") for number in sorted(found)])
