# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-audit.py IMAGE JSON: the section's format, the image's totals, and
that audit and symbol table agree on the functions."""
import json
import struct
import sys
import zlib

from elf import Elf

elf = Elf(sys.argv[1])
section = elf.section(".unispec.audit")
assert section[:8] == b"USAUDIT1"
text = zlib.decompress(section[16:])
assert struct.unpack_from("<Q", section, 8)[0] == len(text)
audit = json.loads(text)
assert audit == json.load(open(sys.argv[2]))

image = audit["image"]
assert image["name"] == "audited"
assert image["bytes"] == elf.loaded_end()
assert image["text"] == elf.sections[".text"][5]
assert image["bss"] == elf.sections[".bss"][5]
assert image["data"] > 0
assert "qemu" in image["platforms"]

in_elf = elf.functions()
kept = {f["name"]: f for f in audit["functions"] if f["status"] == "kept"}
removed = {f["name"] for f in audit["functions"] if f["status"] == "removed"}
assert "main" in kept
located = {name: f for name, f in kept.items() if "address" in f}
for name, f in located.items():
    if name in in_elf:
        assert int(f["address"], 16) == in_elf[name][0], name
        assert f["bytes"] == in_elf[name][1], name
assert not removed & set(in_elf), removed & set(in_elf)
