# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The bytes of an audit add up, and packed variables have few."""

import json
import sys

audit = json.load(open(sys.argv[1]))
variables = {v["name"]: v for v in audit["variables"]}
assert 15 < variables["bytes"]["bytes"] < 60, variables["bytes"]
assert variables["text"]["bytes"] > 255, variables["text"]
data = [v for v in audit["variables"] if v.get("section") == ".data"]
rest = [r for r in audit["remainder"] if r["section"] == ".data"]
sizes = sum(v["bytes"] for v in data) + sum(r["bytes"] for r in rest)
# The difference is what boot_unpack reads: nothing is counted twice.
total = audit["image"]["bytes"]
others = sum(
    x.get("bytes") or 0
    for x in audit["functions"] + audit["variables"]
    if x.get("section") not in (".bss", ".data") and x.get("status") != "removed"
) + sum(r["bytes"] for r in audit["remainder"] if r["section"] != ".data")
assert sizes <= total and sizes + others >= total, (sizes, others, total)
