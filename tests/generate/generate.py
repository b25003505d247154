#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Writes C programs whose reached functions are known: DIR/NUMBER/*.c, *.s and
truth.json. The same seed gives the same programs.
"""

import argparse
import json
import os

from program import CONSTRUCTS, alone, programs
import carriers  # noqa: F401
import constructs_call  # noqa: F401
import constructs_flow  # noqa: F401
import constructs_libc  # noqa: F401
import constructs_link  # noqa: F401
import constructs_memory  # noqa: F401


def write(program, folder):
    """Writes the program's files; gives the paths of those to compile."""
    os.makedirs(folder, exist_ok=True)
    paths = []
    for name, text in sorted(program.files().items()):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        if not name.endswith(".h"):
            paths.append(path)
    with open(os.path.join(folder, "truth.json"), "w") as file:
        json.dump(program.truth(), file, indent=1)
        file.write("\n")
    return paths


def add_options(parser):
    """The options that all of the scripts have."""
    parser.add_argument("--seed", default="1", help="default: 1")
    parser.add_argument("--count", type=int, default=200,
                        help="number of programs (default: 200)")
    parser.add_argument("--first", type=int, default=0,
                        help="number of the first program (default: 0)")
    parser.add_argument("--size", type=int,
                        help="instances of each program (default: 8 to 12)")
    parser.add_argument("--each", type=int, metavar="N",
                        help="N programs for each construct, of one instance")
    parser.add_argument("--only", type=lambda text: text.split(","),
                        help="comma-separated names of constructs")


def selected(options):
    for name in options.only or ():
        if name not in CONSTRUCTS:
            raise SystemExit(f"error: no construct {name}")
    if options.each:
        return alone(options.seed, options.each, options.only)
    return programs(options.seed, options.count, options.size, options.only,
                    options.first)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    parser.add_argument("--out", default="generated", help="folder to write")
    parser.add_argument("--list", action="store_true",
                        help="print the names of the constructs")
    options = parser.parse_args()
    if options.list:
        for construct in CONSTRUCTS.values():
            notes = ["wild"] if construct.wild else []
            notes += ["known: " + construct.known] if construct.known else []
            print(construct.name, *(f"({note})" for note in notes))
        return
    for program in selected(options):
        write(program, os.path.join(options.out, str(program.number)))


if __name__ == "__main__":
    main()
