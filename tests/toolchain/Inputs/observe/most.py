# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""most.py FOLDED: the most frequent stack that ends in grind(), and "90%" if
at least so many of the samples of main() end in it."""
import sys

lines = [line.rsplit(" ", 1) for line in open(sys.argv[1])]
stacks = [(int(count), stack) for stack, count in lines if ";main" in stack]
total = sum(count for count, stack in stacks)
inside = [item for item in stacks if item[1].endswith(";grind")]
part = sum(count for count, stack in inside) / total
print(max(inside)[1], "90%" if part >= 0.9 else f"only {part:.0%} of {total}")
