#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
syscall_cases.py [options] [PROGRAM...]

Holds the programs of this folder against cases.def: their builds for Linux run
under strace (all of them, or those named), and every result and edge that the
table has of a call must be among what the kernel answered. That the same
programs answer alike as unikernels is what conformance.py tests. Status 1 names
each call that has no line, each line whose call is not implemented, and each
case that no program shows.

    --table FILE      instead of cases.def
    --work FOLDER     for programs and traces (default: a temporary one)
    --save FILE       write what was seen ...
    --results FILE    ... and read it, instead of running anything
    --show CALL       print all that was seen of a call, and which programs did it
"""

import argparse
import collections
import glob
import json
import os
import re
import shutil
import sys
import tempfile
import types
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.dirname(HERE))
import conformance  # noqa: E402
import lit.Test  # noqa: E402

STRACE = ["--quiet=all", "-f", "-e", "raw=all", "-e", "signal=none"]
# What the kernel says inside where the program sees EINTR, or its call again.
RESTART = {
    "ERESTARTSYS",
    "ERESTARTNOINTR",
    "ERESTARTNOHAND",
    "ERESTART_RESTARTBLOCK",
}
BEGIN = re.compile(r"(\d+) +(\w+)\((.*)$")
RESUMED = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)$")
RESULT = re.compile(r"(.*?)\) += (\S+)(?: (E\w+))?")
LINE = re.compile(r'^CASES\((\w+),\s*"([^"]*)"(?:,\s*"([^"]*)")?\)$')


def run(source, work):
    """Runs a program on Linux; the lines of its trace, or what went wrong."""
    headers = conformance.parse_headers(source)
    if ["no"] in (headers.get("HOST"), headers.get("CASES")):
        return []
    with open(source, encoding="utf-8") as file:
        if "RUN:" in file.read():
            return []
    folder = os.path.join(work, os.path.basename(source))
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    log = os.path.join(folder, "trace")
    test = types.SimpleNamespace(
        getSourcePath=lambda: source,
        config=types.SimpleNamespace(environment=dict(os.environ)),
    )
    # A leader of its session, as without strace.
    wrapper = [shutil.which("strace"), *STRACE, "-o", log, shutil.which("setsid")]
    try:
        conformance.Program(test, folder).run_on_linux(wrapper)
    except conformance.Step as end:
        if end.code != lit.Test.TIMEOUT:
            raise
        print(f"{source}: not whole, it takes too long", file=sys.stderr)
    with open(log, errors="replace") as file:
        lines = file.readlines()
    begin = max(i for i, line in enumerate(lines) if " execve(" in line)
    return lines[begin + 1 :]


def number(text):
    """A number as strace prints it; None of an unknown argument."""
    try:
        return int(text, 0)
    except ValueError:
        return None


def calls(lines):
    """(name, arguments, result) of each call of a trace that came to an end."""
    begun = {}
    for line in lines:
        begin, resumed = BEGIN.match(line), RESUMED.match(line)
        if begin:
            thread, name, rest = begin.groups()
            if " <unfinished" in rest:
                begun[thread] = name, rest[: rest.index(" <unfinished")]
                continue
        elif resumed:
            thread, name, rest = resumed.groups()
            rest = begun.pop(thread, (name, ""))[1] + rest
        else:
            continue
        result = RESULT.match(rest)
        if result:
            arguments = [number(a) for a in result[1].split(", ") if a]
            yield name, arguments, outcome(result[2], result[3])


def outcome(value, error):
    if error:
        return "EINTR" if error in RESTART else error
    return "never" if value == "?" else number(value)


def observe(programs, work):
    """{call: {"(arguments)=result": [programs]}}"""
    seen = collections.defaultdict(lambda: collections.defaultdict(set))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        traces = pool.map(lambda source: run(source, work), programs)
        for source, lines in zip(programs, traces):
            for name, arguments, result in calls(lines):
                case = json.dumps([arguments, result])
                seen[name][case].add(os.path.basename(source))
    return {n: {c: sorted(p) for c, p in s.items()} for n, s in seen.items()}


def is_result(wanted, result):
    if wanted in ("ok", "*"):
        return isinstance(result, int) or wanted == "*"
    value = number(wanted)
    return result == (wanted if value is None else value)


def is_argument(wanted, argument):
    """Whether it is that number; a negative one may be of 32 or 64 bits."""
    if wanted == "*":
        return True
    value = number(wanted)
    same = (value, value + (1 << 32), value + (1 << 64))
    return argument in (same if value < 0 else same[:1])


def is_edge(edge, arguments, result):
    inner, wanted = re.fullmatch(r"\(([^)]*)\)=(\S+)", edge).groups()
    words = inner.split(",") if inner else []
    return (
        len(words) <= len(arguments)
        and is_result(wanted, result)
        and all(map(is_argument, words, arguments))
    )


def read_table(path):
    table = {}
    with open(path) as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.DOTALL)
    text = re.sub(r'"\s*\n\s*"', " ", text)
    text = re.sub(r",\s*\n\s*", ", ", text)
    for line in filter(None, text.splitlines()):
        match = LINE.match(line)
        if not match:
            sys.exit(f"{path}: not a line of the table: {line}")
        name, results, edges = match.groups()
        if name in table:
            sys.exit(f"{path}: two lines of {name}")
        table[name] = results.split(), (edges or "").split()
    return table


def implemented():
    with open(os.path.join(ROOT, "runtime", "syscalls.def")) as file:
        return re.findall(
            r"^SYSCALL\(\d+, (\w+), \d, implemented\)", file.read(), re.MULTILINE
        )


def compare(table, seen):
    """What is wrong, one line each."""
    names = implemented()
    for name in names:
        if not table.get(name, ([], []))[0]:
            yield f"{name}: is implemented and has no cases"
    for name, (results, edges) in table.items():
        if name not in names:
            yield f"{name}: has cases and is not implemented"
            continue
        cases = [json.loads(case) for case in seen.get(name, {})]
        if results and not {"ok", "never", "-"} & {*results}:
            yield f"{name}: neither ok nor never nor - is among its cases"
        for wanted in results:
            if wanted != "-" and not any(
                is_result(wanted, result) for _, result in cases
            ):
                yield f"{name}: no program shows {wanted}"
        for edge in edges:
            if not any(is_edge(edge, *case) for case in cases):
                yield f"{name}: no program shows {name}{edge}"


def show(name, cases):
    for case, programs in sorted(cases.items(), key=lambda item: item[0]):
        arguments, result = json.loads(case)
        words = ",".join("?" if a is None else hex(a) for a in arguments)
        print(f"{name}({words})={result}: {' '.join(programs[:3])}")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--table", default=os.path.join(HERE, "cases.def"))
    for option in ("--work", "--save", "--results", "--show"):
        parser.add_argument(option)
    parser.add_argument("programs", nargs="*")
    o = parser.parse_args()
    if o.results:
        with open(o.results) as file:
            seen = json.load(file)
    else:
        programs = [os.path.abspath(p) for p in o.programs]
        programs = programs or sorted(glob.glob(os.path.join(HERE, "*.c")))
        with tempfile.TemporaryDirectory() as temporary:
            seen = observe(programs, o.work or temporary)
    if o.save:
        with open(o.save, "w") as file:
            json.dump(seen, file)
    if o.show:
        return show(o.show, seen.get(o.show, {}))
    table = read_table(o.table)
    wrong = list(compare(table, seen))
    if wrong:
        sys.exit("\n".join(wrong))
    cases = sum(len(r) + len(e) for r, e in table.values())
    print(f"{len(table)} calls, {cases} cases")


if __name__ == "__main__":
    main()
