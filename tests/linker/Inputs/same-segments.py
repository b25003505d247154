# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""same-segments.py IMAGE...: all load the same bytes at the same addresses."""
import sys

from elf import Elf

first, *others = [Elf(path).loaded() for path in sys.argv[1:]]
sys.exit(any(other != first for other in others))
