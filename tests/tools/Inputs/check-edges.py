#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-edges.py LLVM_BIN IMAGE AUDIT.json

Disassembles the image: every direct call and every jump to the start of another
function has to be in the audit, as an edge, as a target of a call through a
pointer, or as what made a function reached. A call in inlined code may be an
edge of any function of the inline stack, which the line tables tell.
"""
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
known = {base(f["name"]) for f in audit["functions"]}
# One address may have several names.
names = {}
for line in subprocess.check_output(
        [llvm + "/llvm-nm", "--defined-only", image], text=True).splitlines():
    address, _, name = line.split(" ", 2)
    names.setdefault(int(address, 16), set()).add(base(name))

calls, function = [], None
for line in subprocess.check_output(
        [llvm + "/llvm-objdump", "-d", "--no-show-raw-insn", image],
        text=True).splitlines():
    if match := re.match(r"[0-9a-f]+ <(.*)>:$", line):
        function = base(match[1])
    elif match := re.match(
            r" *([0-9a-f]+):\s+(?:call|j)\w*\s+0x([0-9a-f]+) <([^+>]+)>", line):
        calls.append((int(match[1], 16), function, int(match[2], 16)))

stacks = json.loads(subprocess.check_output(
    [llvm + "/llvm-symbolizer", "--output-style=JSON", "-e", image] +
    [f"0x{c[0]:x}" for c in calls], text=True)) if calls else []
checked = missing = 0
for (at, function, to), stack in zip(calls, stacks):
    targets = names[to] & known
    if function not in known or function in names[to] or not targets:
        continue  # native code, a loop
    callers = {base(s["FunctionName"]) for s in stack["Symbol"]} | {function}
    checked += 1
    if targets & codegen or any(
            (c, t) in edges for c in callers for t in targets):
        continue
    missing += 1
    print(f"0x{at:x}: {function} calls {targets}, inlined: {callers}")
print(f"{checked} direct calls, {missing} of them not in the audit")
sys.exit(missing > 0 or checked < 20)
