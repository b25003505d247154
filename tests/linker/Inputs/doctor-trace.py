# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""doctor-trace.py AUDIT TRACE KIND: TRACE with one line that is not true."""

import json
import sys

audit = json.load(open(sys.argv[1], encoding="utf-8"))
table = audit["trace"]
text = open(sys.argv[2], encoding="utf-8").read()
kind = sys.argv[3]


def unreached_point(edge):
    """An index whose flags say: an edge or not, and not reached."""
    return next(
        i
        for i, p in enumerate(table["points"])
        if not p[2] & 4 and bool(p[2] & 2) == edge
    )


def first_call(reached):
    return next(
        i for i, c in enumerate(table["calls"]) if c["reached"] == reached
    )


removed = next(
    f["name"]
    for f in audit["functions"]
    if f["status"] == "removed" and f["name"] in table["functions"]
)
made, index = next(
    (call, index)
    for call in audit["syscalls"]
    for index, values in call["arguments"].items()
    if values != "any"
)
items = {
    "function": {"kind": "function", "function": removed},
    "block": {"kind": "block", "id": unreached_point(False)},
    "edge": {"kind": "edge", "id": unreached_point(True)},
    "call": {"kind": "call", "id": first_call(False), "target": "main"},
    "target": {"kind": "call", "id": first_call(True), "target": removed},
    "syscall": {
        "kind": "syscall",
        "name": "socket",
        "number": 41,
        "arguments": {},
        "more": [],
    },
    "argument": {
        "kind": "syscall",
        "name": made["name"],
        "number": made["number"],
        "arguments": {index: [987654]},
        "more": [],
    },
}
if kind == "cut":
    text = text.replace('"complete":true', '"complete":false')
elif kind in items:
    item = {"function": "f", "line": 1, **items[kind]}
    text += json.dumps(item) + "\n"
sys.stdout.write(text)
