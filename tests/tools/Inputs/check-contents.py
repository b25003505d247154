#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-contents.py STRIPPED_IMAGE AUDIT.json LEAST

Adds up what the audit says of the image's bytes and holds it against the ELF
program headers: LEAST percent of the loaded bytes have to be functions and data
that the audit names, tables of switches with their functions; nothing may be
outside of the file or be of two kinds. Each word of a table has to lead into its
function.
"""
import json
import struct
import sys

image = open(sys.argv[1], "rb").read()
audit = json.load(open(sys.argv[2]))
least = float(sys.argv[3])

offset, = struct.unpack_from("<Q", image, 32)
size, count = struct.unpack_from("<HH", image, 54)
segments = []
for i in range(count):
    kind, _, at, address, _, filesz, memsz, _ = struct.unpack_from(
        "<IIQQQQQQ", image, offset + i * size)
    if kind == 1:
        segments.append((address, at, filesz))
loaded = max(at + filesz for _, at, filesz in segments)


def in_file(address, size):
    for base, at, filesz in segments:
        if base <= address and address + size <= base + filesz:
            return at + address - base
    sys.exit(f"0x{address:x}, {size} bytes: not in a segment")


# Of each byte: 0 nobody, 1 symbol, 2 part of the remainder with a name, 3 without
owner = bytearray(loaded)
code = {}


def claim(entry, who):
    at = in_file(int(entry["address"], 16), entry["bytes"])
    for i in range(at, at + entry["bytes"]):
        if owner[i] and owner[i] != who:
            sys.exit(f"{entry}: of two kinds")
        owner[i] = who


for entry in audit["functions"] + audit["variables"]:
    section = entry.get("section", "")
    if entry.get("bytes") and not section.startswith((".bss", ".tbss")):
        claim(entry, 1)
for entry in audit["functions"]:
    if entry.get("bytes"):
        start = int(entry["address"], 16)
        code.setdefault(entry["name"], []).append(
            range(start + 1, start + entry["bytes"]))


def check_table(entry):
    at = in_file(int(entry["address"], 16), entry["bytes"])
    for word, in struct.iter_unpack("<Q", image[at:at + entry["bytes"]]):
        if not any(word in r for r in code[entry["name"]]):
            sys.exit(f"{entry}: 0x{word:x} is not in the function")


rest = 0
for entry in audit["remainder"]:
    if entry["section"] and entry["kind"] not in ("padding", "headers"):
        claim(entry, 2 if entry["name"] else 3)
        if entry["kind"] == "switch table":
            check_table(entry)
    else:
        rest += entry["bytes"]

named = sum(o in (1, 2) for o in owner)
listed = sum(o > 0 for o in owner)
print(f"{named} of {loaded} bytes, {100 * named / loaded:.2f} %")
if audit["image"]["bytes"] != loaded:
    sys.exit(f"image.bytes is {audit['image']['bytes']}")
if listed + rest != loaded:
    sys.exit(f"{loaded - listed - rest} bytes are in no list")
if 100 * named < least * loaded:
    sys.exit(f"less than {least} %")
