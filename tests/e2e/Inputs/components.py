# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""components.py AUDIT.json NM: which parts of the system an image has, by the
source files of its functions, and whether audit and symbol table agree."""
import json
import re
import sys

PARTS = {
    "files": r"kernel/fs/(vfs|ramfs|path|open|vnode|root|cpio|fd_find)",
    "mappings": r"kernel/mm/(vm_|mmap|munmap|mprotect|mremap|brk)",
    "stdio": r"/src/stdio/",
}


def main():
    functions = json.load(open(sys.argv[1]))["functions"]
    kept = [f for f in functions if f["status"] == "kept"]
    for part, pattern in PARTS.items():
        found = [f["name"] for f in kept if re.search(pattern, f["file"] or "")]
        print(f"{part}: {'yes' if found else 'no'} {' '.join(found[:5])}")

    # Function symbols of bitcode: those that the audit knows by name.
    names = {f["name"]: f for f in functions}
    symbols = {}
    for line in open(sys.argv[2]):
        address, kind, name = line.split()
        if kind in "tTwW" and name in names:
            symbols[name] = int(address, 16)
    claimed = {f["name"]: int(f["address"], 16) for f in kept if "address" in f}
    for name in sorted(symbols.keys() | claimed.keys()):
        if symbols.get(name) != claimed.get(name):
            print("differ:", name, symbols.get(name), claimed.get(name))
            return 1
    for f in functions:
        if f["status"] == "removed" and f["name"] in symbols:
            print("removed but there:", f["name"])
            return 1
    print("audit and symbols agree:", len(symbols), "functions")
    return 0


sys.exit(main())
