# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""share_big.py FILE: it is what share.c wrote."""
import sys

with open(sys.argv[1], "rb") as file:
    data = file.read()
right = bytes(((at * 2654435761 & 0xffffffff) >> 13 ^ at >> 20) & 0xff
              for at in range(5 << 20))
sys.exit(data != right)
