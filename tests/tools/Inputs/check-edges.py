#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-edges.py LLVM_BIN IMAGE AUDIT.json

Disassembles the image: every direct call and every jump to the start of another
function has to be in the audit, as an edge, as a target of a call through a
pointer, or as what made a function reached. A call in inlined code may be an
edge of any function of the inline stack, which the line tables tell. Where the
compiler merged equal calls the stack is lost; then there has to be a way of edges
through functions that are inlined somewhere in the same function. Native code
has no edges: what it calls has to be native, too, or in the audit for that reason.
"""
import functools
import json
import re
import subprocess
import sys

llvm, image, path = sys.argv[1:]
audit = json.load(open(path))


def base(name):
    """Without what the merge of modules appends: cpuid.162"""
    return re.sub(r"(\.\d+|\.llvm\.\d+|\.specialized\.\d+)+$", "", name)


edges = {(base(e["from"]), base(e["to"])) for e in audit["edges"]}
for call in audit["icalls"]:
    edges |= {(base(call["function"]), base(t)) for t in call["targets"]}
codegen, aliases = set(), {}
for entry in audit["functions"] + audit["variables"]:
    parent = entry["parent"] or {}
    if parent.get("kind") in ("codegen", "native"):
        codegen.add(base(entry["name"]))
    elif parent.get("from"):
        edges.add((base(parent["from"]), base(entry["name"])))
# C may know a piece of assembly as a variable.
functions = {f.get("address") for f in audit["functions"]}
native = [range(start, start + entry["bytes"])
          for entry in audit["remainder"] + audit["variables"]
          if entry.get("kind", "native code") == "native code"
          and (entry.get("section") or "").startswith(".text")
          and entry["address"] not in functions
          for start in [int(entry["address"], 16)]]
# One address may have several names.
names = {}
for line in subprocess.check_output(
        [llvm + "/llvm-nm", "--defined-only", image], text=True).splitlines():
    address, _, name = line.split(" ", 2)
    names.setdefault(int(address, 16), set()).add(base(name))

calls, code, function = [], {}, None
for line in subprocess.check_output(
        [llvm + "/llvm-objdump", "-d", "--no-show-raw-insn", image],
        text=True).splitlines():
    if match := re.match(r"([0-9a-f]+) <(.*)>:$", line):
        function = int(match[1], 16)
        code[function] = []
        continue
    if match := re.match(r" *([0-9a-f]+):\s", line):
        code[function].append(match[1])
    if match := re.match(
            r" *([0-9a-f]+):\s+(?:call|j)\w*\s+0x([0-9a-f]+) <([^+>]+)>", line):
        calls.append((int(match[1], 16), function, int(match[2], 16)))


def stacks(addresses):
    """The functions that are inlined at each address, innermost first."""
    text = subprocess.run(
        [llvm + "/llvm-symbolizer", "--output-style=JSON", "-e", image],
        input="\n".join(addresses), stdout=subprocess.PIPE, text=True,
        check=True).stdout
    return [[base(s["FunctionName"]) for s in json.loads(line)["Symbol"]]
            for line in text.splitlines()]


@functools.cache
def inlined(function):
    addresses = [f"0x{a}" for a in code[function]]
    return {name for stack in stacks(addresses) for name in stack}


def has_way(function, targets):
    seen = set(names[function])
    stack = list(seen)
    while stack:
        at = stack.pop()
        ahead = {to for frm, to in edges if frm == at}
        if ahead & targets:
            return True
        for to in (ahead & inlined(function)) - seen:
            seen.add(to)
            stack.append(to)
    return False


def is_native(address):
    return any(address in piece for piece in native)


def is_in_audit(function, stack, to):
    targets = names.get(to, set())
    if targets & codegen:
        return True
    if is_native(function):
        return is_native(to)
    callers = set(stack) | names[function]
    return any((c, t) in edges for c in callers for t in targets) or has_way(
        function, targets)


checked = missing = 0
for (at, function, to), stack in zip(calls,
                                     stacks(f"0x{c[0]:x}" for c in calls)):
    if function == to:
        continue  # a loop
    checked += 1
    if not is_in_audit(function, stack, to):
        missing += 1
        print(f"0x{at:x}: {names[function]} calls {names.get(to)} inlined: "
              f"{stack}")
print(f"{checked} direct calls, {missing} of them not in the audit")
sys.exit(missing > 0 or checked < 20)
