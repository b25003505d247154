#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-messages.py FILE.c...: the texts of errors and warnings in sources of
linker/. Each begins in lower case and ends without a full stop, names the thing
that it is about, and says what to do: in the same line, or in a ">>> " line of
the same function. The system's own reason (strerror) will do, too. Prints what
does not keep to it, and how many there are.
"""
import re
import sys

REPORT = re.compile(r"\b(tool_error|tool_warn|link_error|link_warn)\s*\(")
# What leads a reader on, or what was done about it.
STEP = re.compile(r"; |: .* (cannot|only|needs|takes|at most)|\bneeds\b|expected|"
                  r"did you mean|there is: |such as |of the form |instead of|"
                  r"are needed|cannot be used together|left out|is ignored|"
                  r"takes no value")
REASON = re.compile(r"strerror|elf_errmsg|error\.text|strsignal|\breason\b|wrong|"
                    r"fault|\bwhy\b|option->data|message")
# A symbolised crash and the answer of `unispec diff` lead to no next step. The
# supervisor of the link adds one to an internal error, verify_image() to each of
# its own.
ANSWERS = re.compile(r"guest crashed|guest called removed code|^more %s|"
                     r"^internal error|^the image would not boot")


def call(text, start):
    """The arguments of a call, from its parenthesis on, and their end."""
    depth, at, quoted = 0, start, False
    while True:
        c = text[at]
        if c == "\\":
            at += 1
        elif c == '"':
            quoted = not quoted
        elif not quoted and c in "()":
            depth += 1 if c == "(" else -1
            if not depth:
                return text[start:at + 1], at + 1
        at += 1


def faults(text, rest, arguments):
    word = re.match(r"[A-Za-z]+", text)
    if word and word[0][0].isupper() and word[0][1:].islower():
        yield "begins with a capital letter"
    if text.endswith((".", "!", "\\n")):
        yield "ends like a sentence"
    if not re.search(r"%|--|'|\d|^(why|check|pack) needs|^-: |empty name|"
                     r"^internal error|^the image would not boot", text):
        yield "names nothing"
    if not (STEP.search(text) or REASON.search(arguments) or
            ANSWERS.search(text) or re.search(r"\b(tool_note|link_note|usage_error)\s*\(", rest)):
        yield "says nothing of what to do"


count = bad = 0
for path in sys.argv[1:]:
    source = open(path).read()
    for match in REPORT.finditer(source):
        arguments, end = call(source, match.end() - 1)
        strings = re.findall(r'"((?:[^"\\]|\\.)*)"', arguments)
        if not strings or "const char *format" in arguments:
            continue
        text = "".join(strings)
        rest = source[end:source.find("\n}", end)]
        count += 1
        for fault in faults(text, rest, arguments):
            bad += 1
            line = source.count("\n", 0, match.start()) + 1
            print(f"{path}:{line}: {fault}: {text}")
print(f"{count} messages, {bad} faults")
sys.exit(bad > 0 or count == 0)
