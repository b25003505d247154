# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""damage.py FROM TO cut SIZE | at OFFSET HEX | section NAME OFFSET HEX

Copies FROM to TO with a defect: cut to SIZE bytes (negative: from the end), or
bytes written over at OFFSET of the file or of an ELF64 section.
"""
import struct
import sys


def section_offset(data, wanted):
    headers, = struct.unpack_from("<Q", data, 40)
    size, count, names = struct.unpack_from("<HHH", data, 58)
    table, = struct.unpack_from("<Q", data, headers + names * size + 24)
    for i in range(count):
        at = headers + i * size
        name, = struct.unpack_from("<I", data, at)
        end = data.index(0, table + name)
        if data[table + name:end].decode() == wanted:
            return struct.unpack_from("<Q", data, at + 24)[0]
    sys.exit(f"damage.py: no section {wanted}")


def main():
    source, target, action, *rest = sys.argv[1:]
    data = bytearray(open(source, "rb").read())
    if action == "cut":
        data = data[:int(rest[0])]
    else:
        base = section_offset(data, rest.pop(0)) if action == "section" else 0
        at = base + int(rest[0], 0)
        new = bytes.fromhex(rest[1])
        data[at:at + len(new)] = new
    open(target, "wb").write(data)


main()
