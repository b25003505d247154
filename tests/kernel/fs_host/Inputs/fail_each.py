# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Runs a program of build.py once for each of its allocations, which then fails:
it must end by itself (or by the panic for a root file system that cannot be
made) and have no more allocations alive than when none fails, unless it says
that something of its own was left.

    fail_each.py PROGRAM ARGUMENT...
"""
import os
import re
import subprocess
import sys

REPORT = re.compile(r"allocations (\d+) live (\d+) pages (\d+)")


def run(command, number):
    environment = dict(os.environ, FS_REPORT="1", FS_FAIL=str(number))
    done = subprocess.run(command, env=environment, timeout=60, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = done.stdout.decode(errors="replace")
    found = REPORT.search(text)
    return done.returncode, text, [int(n) for n in found.groups()] if found else None


def main():
    command = sys.argv[1:]
    _, _, normal = run(command, 0)
    wrong = panics = 0
    for number in range(1, normal[0] + 1):
        status, text, report = run(command, number)
        if status == 125 and "panic: no memory for the root" in text:
            panics += 1
        elif status or (
            "was left" not in text
            and (report[1] > normal[1] or report[2] > normal[2])
        ):
            wrong += 1
            print(f"allocation {number}: status {status}\n{text}")
    print(f"{normal[0]} allocations, {panics} panics, {wrong} wrong")
    return wrong != 0


if __name__ == "__main__":
    sys.exit(main())
