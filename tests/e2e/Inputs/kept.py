# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""kept.py AUDIT.json: the kept operations of ops-slots.c, sorted."""
import json
import re
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    functions = json.load(file)["functions"]
pattern = re.compile(r"(table|heap|copy|member|behind)_._|request_")
print("kept:", *sorted(f["name"] for f in functions
                       if f["status"] == "kept" and pattern.match(f["name"])))
