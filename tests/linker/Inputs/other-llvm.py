# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""other-llvm.py IN OUT: bitcode as a newer LLVM might write it: its producer is
LLVM99, and a record in the module is one that the reader does not know.

The producer is a string of 6-bit characters (LLVM Bitcode File Format,
"IDENTIFICATION_BLOCK"), at any bit of the file."""
import string
import sys

CHARACTERS = string.ascii_lowercase + string.ascii_uppercase + string.digits
PRODUCER, OTHER = "LLVM22", "LLVM99"


def encode(text):
    return sum(CHARACTERS.index(c) << 6 * i for i, c in enumerate(text))


data = int.from_bytes(open(sys.argv[1], "rb").read(), "little")
size = len(open(sys.argv[1], "rb").read())
mask = (1 << 6 * len(PRODUCER)) - 1
where = next(
    bit for bit in range(8 * size)
    if data >> bit & mask == encode(PRODUCER)
)
data ^= (encode(PRODUCER) ^ encode(OTHER)) << where
result = bytearray(data.to_bytes(size, "little"))
result[size // 2 : size // 2 + 8] = b"\xff" * 8
open(sys.argv[2], "wb").write(result)
