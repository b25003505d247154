#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
trace_check.py IMAGE TRACE...

Holds traces (unispec run --trace) against what the analysis says of the same
program, which is in the audit of the trace image IMAGE. What was executed must
be reached, where an indirect call went must be among its targets if the audit
says that it knows them all, and each argument of a system call must be among
its values. Prints every miss, then for each kind of thing how much the
analysis allows and how much was seen, then all of this as one line, which
tests/run repeats at its end (summary.py). Exit status: 0 no misses, 1 misses, 2
something cannot be read.
"""

import json
import subprocess
import sys

ENTRY, EDGE, REACHED = 1, 2, 4  # flags of a point: linker/trace.h


class Unusable(Exception):
    pass


def read_audit(image):
    try:
        result = subprocess.run(
            ["unispec", "audit", "--format=json", image],
            stdout=subprocess.PIPE,
            check=False,
        )
    except OSError as error:
        raise Unusable(f"cannot run unispec (is it on PATH?): {error}") from error
    if result.returncode:
        raise Unusable(f"{image}: no audit")
    audit = json.loads(result.stdout)
    if "trace" not in audit:
        raise Unusable(f"{image}: not linked with --trace")
    return audit


def read_trace(path):
    try:
        with open(path, encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
    except (OSError, ValueError) as error:
        raise Unusable(f"{path}: {error}") from error
    if not lines or lines[0].get("trace") != "unispec-trace/1":
        raise Unusable(f"{path}: not a trace")
    if not lines[0]["complete"]:
        raise Unusable(f"{path}: the trace is not complete")
    return lines[1:]


class Static:
    """What the analysis says."""

    def __init__(self, audit):
        table = audit["trace"]
        self.points = table["points"]
        self.names = table["functions"]
        self.calls = table["calls"]
        self.kept = {
            f["name"] for f in audit["functions"] if f["status"] == "kept"
        }
        self.syscalls = {call["name"]: call for call in audit["syscalls"]}

    def totals(self):
        """What may be seen in a trace, of what the analysis reaches."""
        reached = [p for p in self.points if p[2] & REACHED]
        traced = {self.names[p[0]] for p in reached if p[2] & ENTRY}
        return {
            "functions": len(traced & self.kept),
            "blocks and edges": len(reached),
            "indirect calls": sum(c["reached"] for c in self.calls),
            "system calls": len(self.syscalls),
        }


class Check:
    def __init__(self, static):
        self.static = static
        self.misses = []
        self.seen = {
            "functions": set(),
            "blocks and edges": set(),
            "indirect calls": set(),
            "system calls": set(),
        }

    def miss(self, text):
        if text not in self.misses:
            self.misses.append(text)

    def function(self, item):
        name = item["function"]
        self.seen["functions"].add(name)
        if name not in self.static.kept:
            self.miss(f"function {name} was entered, but is removed")

    def point(self, item):
        number = item["id"]
        self.seen["blocks and edges"].add(number)
        if not 0 <= number < len(self.static.points):
            raise Unusable(f"there is no {item['kind']} {number}")
        if not self.static.points[number][2] & REACHED:
            self.miss(
                f"{item['kind']} {number} of {item['function']} at line "
                f"{item['line']} was executed, but is not reached"
            )

    block = edge = point

    def call(self, item):
        number, target = item["id"], item["target"]
        self.seen["indirect calls"].add(number)
        if not 0 <= number < len(self.static.calls):
            raise Unusable(f"there is no indirect call {number}")
        call = self.static.calls[number]
        where = f"{call['function']} at {call['file']}:{call['line']}"
        if not call["reached"]:
            self.miss(f"indirect call in {where} is not reached")
        elif call["resolved"] and target not in call["targets"]:
            self.miss(
                f"indirect call in {where} went to {target}, which is not "
                "among its targets"
            )
        if target in self.removed():
            self.miss(f"indirect call in {where} went to removed {target}")

    def removed(self):
        return set(self.static.names) - self.static.kept

    def syscall(self, item):
        name = item["name"]
        self.seen["system calls"].add(name)
        call = self.static.syscalls.get(name)
        if not call:
            self.miss(f"system call {name} was made, but is not reached")
            return
        if item["number"] != call["number"]:
            self.miss(f"system call {name} has another number")
        for index, values in item["arguments"].items():
            self.argument(call, index, values, index in item["more"])

    def argument(self, call, index, values, more):
        allowed = call["arguments"].get(index, "any")
        if allowed == "any":
            return
        for value in values:
            if value not in allowed:
                self.miss(
                    f"system call {call['name']}: argument {index} was "
                    f"{value}, which is not among its values"
                )
        if more:
            self.miss(
                f"system call {call['name']}: argument {index} had more "
                f"values than the {len(allowed)} that are known"
            )

    def take(self, lines):
        for item in lines:
            kind = item["kind"]
            if kind not in ("function", "block", "edge", "call", "syscall"):
                raise Unusable(f"unknown kind '{kind}'")
            getattr(self, kind)(item)

    def report(self, name):
        ratios = []
        for text in self.misses:
            print(f"miss: {text}")
        for kind, allowed in self.static.totals().items():
            seen = len(self.seen[kind])
            share = f" ({allowed / seen:.2f})" if seen else ""
            print(f"{kind}: {allowed} static / {seen} traced{share}")
            ratios.append(f"{kind} {allowed}/{seen}{share}")
        print(
            f"static/traced of {name}: {', '.join(ratios)};"
            f" {len(self.misses)} missed"
        )


def main(arguments):
    if len(arguments) < 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        check = Check(Static(read_audit(arguments[0])))
        for path in arguments[1:]:
            check.take(read_trace(path))
    except Unusable as error:
        print(f"trace_check.py: error: {error}", file=sys.stderr)
        return 2
    check.report("/".join(arguments[0].split("/")[-2:]))
    return 1 if check.misses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
