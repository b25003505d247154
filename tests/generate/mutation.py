#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Takes the analysis' transfer rules away one by one and looks whether anything
notices: a generated program of which a function that runs is removed, or the
checker of the certificate. Prints a table, and exits with 1 if a rule could go
unnoticed, with 2 if the whole set of rules fails or rules cannot be listed.

The driver must know --list-rules (a name on each line) and --drop-rule=NAME;
a checker that rejects says so in a line with the word "rejected", or with an
exit status. The corpus is bitcode that is made once (--corpus keeps it).
"""

import argparse
import collections
import concurrent.futures
import json
import os
import sys
import tempfile

import generate
import toolchain
from program import CONSTRUCTS

ROOTS = ["model_start"]


def make_corpus(options, folder):
    """Writes LEVEL-NUMBER.bc and .json, of what can do without libc."""
    options.only = [c.name for c in CONSTRUCTS.values()
                    if c.bitcode and not c.known
                    and (not options.only or c.name in options.only)]
    programs = generate.selected(options)

    def one(program):
        work = os.path.join(folder, f"work-{program.number}")
        paths = generate.write(program, work)
        for level in options.levels:
            name = f"{level}-{program.number}"
            path = toolchain.bitcode(paths, work, level, name + ".bc")
            os.replace(path, os.path.join(folder, name + ".bc"))
            with open(os.path.join(folder, name + ".json"), "w") as file:
                json.dump(program.truth(), file)
        toolchain.clean(work)

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for _ in pool.map(one, programs):
            pass


def read_corpus(folder):
    corpus = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".bc"):
            path = os.path.join(folder, name)
            with open(path[:-3] + ".json", encoding="utf-8") as file:
                corpus.append((path, json.load(file)))
    return corpus


def notice(command, item):
    """(who noticed, what; None if nobody), and what was kept."""
    path, truth = item
    text = toolchain.analyse(command, path, ROOTS)
    kept = toolchain.kept_by(text)
    for line in text.splitlines():
        if "rejected" in line or line.startswith("analyse failed"):
            who = "checker" if "rejected" in text else "crash"
            return (who, f"{os.path.basename(path)}: {line}"), kept
    for f in truth["functions"]:
        # Absent: evaluated or cloned by the compiler.
        if f["kind"] == "KEEP" and kept.get(f["name"]) is False:
            where = f"{os.path.basename(path)}: {f['name']}"
            return ("program", f"{where} of {f['construct']}"), kept
    return None, kept


def print_promises(corpus, usual):
    """How much of what was promised to go has gone."""
    lapses = collections.Counter()
    total = 0
    for path, truth in corpus:
        level = os.path.basename(path).split("-")[0]
        for f in truth["functions"]:
            if level in f["exact"] and f["name"] in usual[path]:
                total += 1
                lapses[f["construct"]] += usual[path][f["name"]]
    names = ", ".join(f"{name} {n}" for name, n in sorted(lapses.items()) if n)
    print(f"{total - sum(lapses.values())} of {total} promises kept"
          + (f"; not kept: {names}" if names else ""))


def try_rule(command, corpus, usual):
    """Stops at the first item that notices."""
    different = 0
    for item in corpus:
        noticed, kept = notice(command, item)
        if noticed:
            return "killed by " + noticed[0], noticed[1]
        different += kept != usual[item[0]]
    return "SURVIVED", f"{different} of {len(corpus)} results differ"


def list_rules(command):
    try:
        text = toolchain.execute([*command, "--list-rules"], "--list-rules")
    except toolchain.Failure as failure:
        raise SystemExit(f"error: {failure}") from failure
    return [line.split()[0] for line in text.splitlines() if line.strip()]


def run(options, corpus):
    command = [options.driver]
    usual = {}
    pool = concurrent.futures.ThreadPoolExecutor(options.jobs)
    for item, (noticed, kept) in zip(
        corpus, pool.map(lambda i: notice(command, i), corpus)
    ):
        usual[item[0]] = kept
        if noticed:
            print(f"error: with all rules, {noticed[0]}: {noticed[1]}")
            return 2
    print(f"{len(corpus)} modules pass with all rules")
    print_promises(corpus, usual)
    if options.check_only:
        return 0
    try:
        rules = options.rules or list_rules(command)
    except SystemExit as end:
        print(end)
        return 2
    verdicts = pool.map(
        lambda rule: try_rule([*command, f"--drop-rule={rule}"], corpus, usual),
        rules,
    )
    survived = 0
    for rule, (verdict, why) in zip(rules, verdicts):
        survived += verdict == "SURVIVED"
        print(f"{rule:32} {verdict:18} {why}", flush=True)
    print(f"{len(rules)} rules, {survived} survived")
    return 1 if survived or not rules else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    generate.add_options(parser)
    parser.set_defaults(count=80)
    parser.add_argument("--levels", type=lambda text: text.split(","),
                        default=["0", "2"], help="default: 0,2")
    parser.add_argument("--corpus", help="folder; made if it does not exist")
    parser.add_argument("--rules", type=lambda text: text.split(","),
                        help="only these rules")
    parser.add_argument("--check-only", action="store_true",
                        help="only run the corpus with all rules")
    parser.add_argument("--driver", help="default: tests/analyse of the build",
                        default=os.path.join(toolchain.BUILD, "tests",
                                             "analyse"))
    parser.add_argument("--jobs", "-j", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="unispec-mutation-") as scratch:
        folder = options.corpus or scratch
        if not os.path.isdir(folder) or not os.listdir(folder):
            os.makedirs(folder, exist_ok=True)
            make_corpus(options, folder)
        sys.exit(run(options, read_corpus(folder)))


if __name__ == "__main__":
    main()
