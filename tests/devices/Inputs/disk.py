# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
disk.py make FILE MIB    a disk of zeros
disk.py check FILE       holds what disk.c wrote, and zeros elsewhere
"""
import sys

WRITTEN = [(0, (1 << 20) + 300001), (2000003, 2000004), (2097152 - 512, 2097152 + 512)]


def byte_at(at):
    return ((at * 2654435761 & 0xffffffff) >> 13 ^ at >> 20) & 0xff


def expected(size):
    data = bytearray(size)
    for start, end in WRITTEN:
        data[start:end] = bytes(map(byte_at, range(start, end)))
    return data


def main():
    if sys.argv[1] == "make":
        with open(sys.argv[2], "wb") as file:
            file.truncate(int(sys.argv[3]) << 20)
        return
    with open(sys.argv[2], "rb") as file:
        data = file.read()
    right = expected(len(data))
    wrong = next((i for i in range(len(data)) if data[i] != right[i]), None) \
        if data != right else None
    print("the disk is right" if wrong is None else f"the disk is wrong at {wrong}")


main()
