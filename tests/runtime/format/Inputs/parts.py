# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""parts.py CALL...: links Inputs/formats.c with -DCALL=CALL for each, and says
which parts of libc the image has, by functions that only they need. Between
two calls, "<" asks whether the image of the first has less code of libc.
"""
import json
import os
import subprocess
import sys

PARTS = {
    "real": "frexpl",
    "message": "strerror",
    "wide": "wctomb",
    "printf": "vfprintf",
    "scan-real": "__floatscan",
    "scan-integer": "__intscan",
    "scan-wide": "mbrtowc",
    "allocate": "__libc_malloc_impl",
    "zones": "__tm_to_tzname",
}


def audit(call, folder):
    image = os.path.join(folder, "image")
    source = os.path.join(os.path.dirname(__file__), "formats.c")
    subprocess.run(
        ["unispec-cc", "-O2", "-w", f"-DCALL={call}", source, "-o", image],
        check=True,
    )
    text = subprocess.run(
        ["unispec", "audit", "--format=json", image],
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    functions = json.loads(text)["functions"]
    return {f["name"]: f for f in functions if f["status"] == "kept"}


def main():
    folder, calls = sys.argv[1], sys.argv[2:]
    smaller = None
    for call in calls:
        if call == "<":
            smaller = size
            continue
        kept = audit(call, folder)
        parts = [part for part, name in PARTS.items() if name in kept]
        # Calls are inlined across the border of the two.
        size = sum(
            f["bytes"] for f in kept.values() if f["component"] in ("libc", "app")
        )
        print(f"{call}:", *parts or ["none"])
        if smaller is not None:
            print("smaller" if smaller < size else f"not smaller: {smaller} {size}")
        smaller = None


main()
