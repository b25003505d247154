#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Builds generated programs for this machine and as images, runs both, and holds
the images' audits against what is known of the programs:

    truth       what ran on Linux is what the generator says runs
    soundness   each function that runs is kept, and the image prints what the
                program prints on Linux
    exactness   each function whose removal is promised is removed
                (--exact=require makes a lapse a failure)

The exit status is 0 when all of this holds. A program that failed is saved
with its seed; --reduce finds the instances that it takes to fail.
"""

import argparse
import collections
import concurrent.futures
import os
import sys
import tempfile
import time

import generate
import toolchain
from program import FUNCTIONS, LEVELS, MOST_INSTANCES


# What is promised at one level holds at others that clang optimises alike.
LIKE = {"1": "2", "3": "2", "z": "s"}


class Result:
    """What came of one program: texts of failures, counts of removals."""

    def __init__(self, program):
        self.program = program
        self.failures = []
        self.lapses = []
        self.counts = collections.Counter()

    def fail(self, kind, text):
        self.failures.append((kind, text))


def parse_output(text):
    """The words that a program printed: results, and bits of functions."""
    words = text.split()
    if len(words) < MOST_INSTANCES:
        raise toolchain.Failure(f"a run printed {text[-1000:]!r}")
    return words[:-MOST_INSTANCES], [int(w, 16) for w in
                                     words[-MOST_INSTANCES:]]


def compare_output(result, expected, actual, level):
    results, bits = parse_output(actual)
    results_on_linux, bits_on_linux = parse_output(expected)
    for n, instance in enumerate(result.program.instances):
        name = instance.construct.name
        if results[n] != results_on_linux[n]:
            result.fail("output", f"-O{level}: {name} gave {results[n]}, on"
                                  f" Linux {results_on_linux[n]}")
        if bits[instance.index] != bits_on_linux[instance.index]:
            result.fail("output", f"-O{level}: other functions of {name} ran"
                                  " than on Linux")


def check_truth(result, output):
    bits = parse_output(output)[1]
    ran = {n for n in range(MOST_INSTANCES * FUNCTIONS)
           if bits[n // FUNCTIONS] >> n % FUNCTIONS & 1}
    for f in result.program.functions():
        if f.kind == "KEEP" and f.number not in ran:
            result.fail("truth", f"{f.key} of {f.construct} did not run")
        if f.kind == "DROP" and f.number in ran:
            result.fail("truth", f"{f.key} of {f.construct} ran")


def check_audit(result, kept, level):
    for f in result.program.functions():
        state = kept.get(f.name)
        if f.kind == "KEEP" and not state:
            what = "is not in the audit" if state is None else "was removed"
            result.fail("soundness", f"-O{level}: {f.name} of {f.construct}"
                                     f" runs and {what}")
        if f.kind != "DROP":
            continue
        # A function that the compiler has removed proves nothing.
        verdict = {None: "absent", False: "removed", True: "kept"}[state]
        promised = LIKE.get(level, level) in f.exact
        result.counts[f.construct, level, promised, verdict] += 1
        if promised and state:
            result.lapses.append((level, f))


def check(program, folder, options):
    result = Result(program)
    try:
        paths = generate.write(program, folder)
        expected = toolchain.run_on_linux(paths, folder)
        check_truth(result, expected)
    except toolchain.Failure as failure:
        result.fail("host", str(failure))
        return result
    for level in options.levels:
        try:
            image, kept = toolchain.link(paths, folder, level)
            check_audit(result, kept, level)
            if options.boot:
                compare_output(result, expected, toolchain.boot(image), level)
            else:
                os.remove(image)
        except toolchain.Failure as failure:
            result.fail("image", str(failure))
    if options.exact == "require":
        for level, f in result.lapses:
            result.fail("exactness", f"-O{level}: {f.name} of {f.construct}"
                                     " never runs and was kept")
    return result


def reduce_program(program, folder, options):
    """The fewest instances that still fail in one of the same ways."""
    kinds = {kind for kind, _ in check(program, folder, options).failures}
    keep = [i.index for i in program.instances]
    for index in list(keep):
        fewer = [i for i in keep if i != index]
        toolchain.clean(folder)
        result = check(program.again(keep=fewer), folder, options)
        if fewer and kinds & {kind for kind, _ in result.failures}:
            keep = fewer
    toolchain.clean(folder)
    return program.again(keep=keep)


def save(program, options):
    folder = os.path.join(options.save, f"{program.seed}-{program.number}")
    toolchain.clean(folder)
    generate.write(program, folder)
    return folder


def report_failure(result, options, scratch):
    program = result.program
    print(f"program {program.number} of seed {program.seed}:")
    for kind, text in result.failures:
        print(f"  {kind}: {text}")
    if options.reduce:
        folder = os.path.join(scratch, f"reduce-{program.number}")
        program = reduce_program(program, folder, options)
        names = [i.construct.name for i in program.instances]
        print("  reduced to: " + ", ".join(names))
    print(f"  saved in {save(program, options)}")
    sys.stdout.flush()


def print_exactness(results, options):
    """Per construct: removals that were promised, at each level."""
    counts = collections.Counter()
    for result in results:
        counts.update(result.counts)
    names = sorted({key[0] for key in counts})
    print("\nremoved/promised, at each level; in the last column what nobody"
          " promised")
    for name in names:
        columns = [cell(counts, name, (level,), True)
                   for level in options.levels]
        rest = cell(counts, name, options.levels, False)
        print(f"  {name:30}" + "".join(f"{c:>10}" for c in columns + [rest]))
    totals = [cell(counts, None, (level,), True) for level in options.levels]
    rest = cell(counts, None, options.levels, False)
    print(f"  {'all':30}" + "".join(f"{c:>10}" for c in totals + [rest]))
    absent = sum(n for key, n in counts.items() if key[3] == "absent")
    print(f"{absent} functions to remove were gone before the analysis and"
          " are not counted")


def cell(counts, name, levels, promised):
    def total(verdict):
        return sum(n for key, n in counts.items()
                   if name in (None, key[0]) and key[1] in levels
                   and key[2] == promised and key[3] == verdict)

    removed, kept = total("removed"), total("kept")
    return f"{removed}/{removed + kept}" if removed + kept else "-"


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__)
    generate.add_options(parser)
    parser.add_argument("--quick", action="store_true",
                        help="12 programs instead of 200")
    parser.add_argument("--exact", choices=("report", "require", "ignore"),
                        default="report")
    parser.add_argument("--levels", type=lambda text: text.split(","),
                        default=list(LEVELS), help="default: 0,2,s")
    parser.add_argument("--no-boot", dest="boot", action="store_false",
                        help="look at the audits only")
    parser.add_argument("--reduce", action="store_true")
    parser.add_argument("--jobs", "-j", type=int, default=2)
    parser.add_argument("--save", default="generate-failures",
                        help="folder for programs that failed")
    options = parser.parse_args()
    if options.quick:
        options.count = min(options.count, 12)
    return options


def main():
    options = parse_options()
    start = time.monotonic()
    results = []
    with tempfile.TemporaryDirectory(prefix="unispec-generate-") as scratch:

        def one(program):
            folder = os.path.join(scratch, str(program.number))
            try:
                return check(program, folder, options)
            finally:
                toolchain.clean(folder)

        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for result in pool.map(one, generate.selected(options)):
                results.append(result)
                if result.failures:
                    report_failure(result, options, scratch)
    if options.exact != "ignore":
        print_exactness(results, options)
    failed = [r for r in results if r.failures]
    lapses = sum(len(r.lapses) for r in results)
    functions = sum(len(r.program.functions()) for r in results)
    print(f"seed {options.seed}: {len(results)} programs,"
          f" {functions} functions, levels {' '.join(options.levels)},"
          f" {len(failed)} programs failed, {lapses} promises not kept,"
          f" {time.monotonic() - start:.0f} s")
    sys.exit(bool(failed) or not results)


if __name__ == "__main__":
    main()
