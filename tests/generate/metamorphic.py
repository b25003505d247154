#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Changes generated programs in ways of which the effect on the kept functions is
known, and compares the audits:

    order    the files in another order on the command line: none
    rename   other names for all functions and variables: none
    dead     more functions that nobody calls: none
    split    the instances in more files: none (at -O0, where the compiler
             itself removes nothing)
    call     one more call: nothing less is kept, and what it calls is
"""

import argparse
import collections
import concurrent.futures
import os
import random
import sys
import tempfile
import zlib

import generate
import toolchain


def other_name(index, local):
    """A name with another length and another place in the alphabet."""
    code = zlib.crc32(f"{index} {local}".encode())
    return f"{'zq'[code % 2]}{code:x}_{index}{local[:code % 7]}_{local}"


def kept_set(program, folder, level, order=None):
    """The keys of the functions that are kept."""
    paths = generate.write(program, folder)
    if order:
        order.shuffle(paths)
    image, kept = toolchain.link(paths, folder, level)
    os.remove(image)
    toolchain.clean(folder)
    return {f.key for f in program.functions() if kept.get(f.name)}


def callable_functions(program, kept):
    """External functions that main() can call, the unneeded ones first."""
    found = [f for f in program.functions() if not f.static]
    spare = [f for f in found if f.key not in kept]
    return spare or found


class Laws:
    """The laws for one program at one level; each gives a text or None."""

    def __init__(self, program, folder, level):
        self.program, self.folder, self.level = program, folder, level
        self.random = random.Random(f"{program.seed}/{program.number}/laws")
        self.usual = self.kept(program)

    def kept(self, program, order=None):
        return kept_set(program, self.folder, self.level, order)

    def same(self, kept):
        if kept == self.usual:
            return None
        return (f"more: {sorted(kept - self.usual)},"
                f" less: {sorted(self.usual - kept)}")

    def order(self):
        return self.same(self.kept(self.program, self.random))

    def rename(self):
        return self.same(self.kept(self.program.again(naming=other_name)))

    def dead(self):
        program = self.program.again()
        some = [f for f in program.functions() if not f.static][:20]
        text = declarations(some)
        text += "extern gen_fn gen_dead_row[];\n"
        text += "NOINLINE int gen_dead(int a)\n{\n"
        text += "".join(f"    a += other_{f.name}(a);\n" for f in some)
        text += "    return gen_dead_row[a](a);\n}\n"
        text += "gen_fn gen_dead_row[] = {gen_dead"
        text += "".join(f", other_{f.name}" for f in some) + "};\n"
        program.extra_text = text
        return self.same(self.kept(program))

    def split(self):
        if self.level != "0":
            return None
        one = self.kept(self.program.again(spread=1))
        self.usual = one
        return self.same(self.kept(self.program.again(spread=5)))

    def call(self):
        program = self.program.again()
        choice = callable_functions(program, self.usual)
        if not choice:
            return None
        f = self.random.choice(choice)
        program.extra_text = declarations([f])
        program.extra_call = f"    if (gen_zero() > 3) other_{f.name}(1);"
        kept = self.kept(program)
        lost = sorted(self.usual - kept)
        if lost:
            return f"a call of {f.key} takes away: {lost}"
        return None if f.key in kept else f"{f.key} is called and not kept"


LAWS = ("order", "rename", "dead", "split", "call")


def declarations(functions):
    """The functions under names and a type that no file has for them."""
    return "".join(
        f'extern int other_{f.name}(int) __asm__("{f.name}");\n'
        for f in functions
    )


def check(program, folder, options):
    """Counts of laws that were checked, and texts of failures."""
    counts, failures = collections.Counter(), []
    for level in options.levels:
        try:
            laws = Laws(program, folder, level)
            for name in options.laws:
                counts[name] += 1
                wrong = getattr(laws, name)()
                if wrong:
                    failures.append(f"{name} at -O{level}: {wrong}")
        except toolchain.Failure as failure:
            failures.append(f"-O{level}: {failure}")
    return program, counts, failures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    generate.add_options(parser)
    parser.set_defaults(count=8)
    parser.add_argument("--levels", type=lambda text: text.split(","),
                        default=["0", "2"], help="default: 0,2")
    parser.add_argument("--laws", type=lambda text: text.split(","),
                        default=list(LAWS), help="default: all")
    parser.add_argument("--jobs", "-j", type=int, default=2)
    options = parser.parse_args()
    total, failed = collections.Counter(), 0
    with tempfile.TemporaryDirectory(prefix="unispec-laws-") as scratch, \
            concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for program, counts, failures in pool.map(
            lambda p: check(p, os.path.join(scratch, str(p.number)), options),
            generate.selected(options),
        ):
            total += counts
            failed += bool(failures)
            for text in failures:
                print(f"program {program.number} of seed {program.seed}:"
                      f" {text}", flush=True)
    checked = ", ".join(f"{name} {n}" for name, n in total.items())
    print(f"seed {options.seed}: checked {checked}; {failed} programs failed")
    sys.exit(bool(failed) or not total)


if __name__ == "__main__":
    main()
