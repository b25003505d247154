# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Prints the kernel functions that an image's audit says are kept, one a line.

    kept.py IMAGE
"""
import json
import subprocess
import sys

audit = json.loads(subprocess.run(["unispec", "audit", "--format=json", sys.argv[1]],
                                  check=True, stdout=subprocess.PIPE).stdout)
for function in audit["functions"]:
    ours = "kernel/" in (function.get("file") or "") or function["component"] == "net"
    if function["status"] == "kept" and ours:
        print("kept:", function["name"])
