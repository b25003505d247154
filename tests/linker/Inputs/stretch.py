# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""stretch.py FROM TO SECTION: lets an ELF64 section end far behind the file."""
import struct
import sys

data = bytearray(open(sys.argv[1], "rb").read())
headers, = struct.unpack_from("<Q", data, 40)
size, count, names = struct.unpack_from("<HHH", data, 58)
table, = struct.unpack_from("<Q", data, headers + names * size + 24)
for at in range(headers, headers + count * size, size):
    name = table + struct.unpack_from("<I", data, at)[0]
    if data[name:data.index(0, name)].decode() == sys.argv[3]:
        struct.pack_into("<Q", data, at + 32, 1 << 40)
open(sys.argv[2], "wb").write(data)
