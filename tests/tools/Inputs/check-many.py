#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-many.py AUDIT.json: what the audit has to say of many.c."""
import json
import os
import sys

audit = json.load(open(sys.argv[1]))
source = open(os.path.join(os.path.dirname(__file__), "many.c")).read()
number = {text: i for i, text in enumerate(source.split("\n"), 1)}


def line(part):
    found, = (n for text, n in number.items() if text.strip() == part)
    return found


kept, removed = {}, {}
for entry in audit["sources"]:
    if entry["file"].endswith("/many.c"):
        for name, lists in entry["functions"].items():
            kept.setdefault(name, set()).update(lists["kept"])
            removed.setdefault(name, set()).update(lists["removed"])
assert line("*number = depth(10);") in kept["worker"]
assert line("unlink(path);") in removed["never_called"], removed
assert not kept["never_called"], kept["never_called"]
assert line('return printf("twice %d\\n", n) * 2;') in kept["main"]

inlined = {e["name"]: e for e in audit["inlined"]}
assert inlined["twice"]["status"] == "kept"
assert inlined["twice"]["into"] == ["main"]
assert "depth" not in inlined

edges = {(e["from"], e["to"], e["kind"]) for e in audit["edges"]}
assert ("main", "qsort", "call") in edges
assert ("depth", "depth", "call") in edges
assert ("shapes", "disc_area", "initialiser") in edges
assert not any("never_called" in e for e in edges)
variables = {v["name"]: v for v in audit["variables"]}
# Its 48 bytes have zeros, which the file has fewer of.
assert 0 < variables["shapes"]["bytes"] <= 48
assert variables["shapes"]["section"] == ".data"
