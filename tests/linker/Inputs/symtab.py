# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""symtab.py FROM TO: plain bitcode whose symbol table points outside of it.

The symbol table is a blob that begins with its version (a 32-bit number) and
the offset of the producer's name; after them come (offset, size) pairs. The
producer's name stays right, or LLVM would build the table anew.
"""
import struct
import sys

data = bytearray(open(sys.argv[1], "rb").read())
for at in range(0, len(data) - 64, 4):
    version, name, length = struct.unpack_from("<III", data, at)
    # storage::Header: Version, Producer, then ranges of modules, comdats, ...
    if 0 < version < 16 and 4 < length < 40 and name < len(data):
        pair = struct.unpack_from("<II", data, at + 12)
        if 40 < pair[0] < 200 and pair[1] == 1:
            for word in range(at + 28, at + 44, 8):
                struct.pack_into("<I", data, word, 0x70000000)
            break
else:
    sys.exit("symtab.py: no symbol table")
open(sys.argv[2], "wb").write(data)
