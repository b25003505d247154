#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""make-large.py OUT.json: an audit of 20,000 functions, a third of them removed,
and 40,000 edges."""
import json
import sys

COUNT = 20000
functions, edges = [], []


def place(i):
    return f"/usr/src/project/src/dir{i // 500}/file{i // 20}.c"


def call(i, line):
    return {"kind": "call", "from": f"function_number_{i}", "file": place(i),
            "line": line}


for i in range(COUNT):
    kept = i % 3 != 2
    entry = {"name": f"function_number_{i}",
             "component": ["app", "libc", "kernel", "net", "rt"][i % 5],
             "file": place(i), "line": 1 + i % 20 * 40, "bytes": 0,
             "status": "kept" if kept else "removed", "parent": None}
    if i == 0:
        entry["parent"] = {"kind": "root", "from": None, "reason": "entry",
                           "file": None, "line": 0}
    elif kept:
        entry["parent"] = call(i // 9 * 3, 3)
        entry["bytes"] = 100 + i * 37 % 3000
        entry["address"] = hex(0x100000 + i * 4096)
        for k in (7, 11):
            to = i * k * 31 % COUNT
            if to % 3 != 2:
                edges.append({"to": f"function_number_{to}", **call(i, k)})
    else:
        entry["callers"] = [{**call(i - 1, 4), "reached": False}]
    functions.append(entry)
total = sum(f["bytes"] for f in functions)
json.dump({
    "schema": "unispec-audit/1",
    "image": {"name": "large", "bytes": total, "text": total, "data": 0,
              "bss": 0, "platforms": ["qemu"]},
    "syscalls": [], "drivers": [], "functions": functions, "variables": [],
    "icalls": [], "edges": edges, "sources": [], "inlined": [],
    "remainder": [], "assumptions": [],
    "totals": {"functions_kept": COUNT - COUNT // 3,
               "functions_removed": COUNT // 3, "blocks_removed": 0,
               "slots_removed": 0, "lines_kept": 1, "lines_total": 2},
}, open(sys.argv[1], "w"))
