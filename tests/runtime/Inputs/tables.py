# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints which tables of libc the audit on stdin has as kept."""
import json
import sys

TABLES = ("c_time", "errmsgstr", "zi")

for variable in json.load(sys.stdin)["variables"]:
    if variable["name"] in TABLES:
        print("kept:", variable["name"])
