# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Runs each program twice, on Linux (built by musl-gcc) and on kernel/fs/ (built
by build.py), and compares output and exit status.

    compare.py OUT PROGRAM.c... | @LIST
"""
import os
import re
import shutil
import subprocess
import sys


def stdin_of(path):
    with open(path, encoding="utf-8") as file:
        match = re.search(r"^// STDIN: *(.*)$", file.read(), re.MULTILINE)
    text = match.group(1) if match else ""
    return text.encode().decode("unicode_escape").encode("latin-1")


def run(program, work, text):
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    done = subprocess.run([program], cwd=work, input=text, timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode(errors="replace")


def is_alone(path):
    """Has no run on Linux to compare with, or needs what is not here."""
    with open(path, encoding="utf-8") as file:
        return re.search(r"^// (HOST|INITRD):", file.read(), re.MULTILINE)


def main():
    out, *programs = sys.argv[1:]
    if programs[0][0] == "@":
        with open(programs[0][1:], encoding="utf-8") as file:
            programs = file.read().split()
    wrong = 0
    programs = [source for source in programs if not is_alone(source)]
    for source in programs:
        name = os.path.abspath(os.path.join(out, os.path.basename(source)[:-2]))
        subprocess.run(["musl-gcc", "-static", "-O1", "-w", source, "-o",
                        name + ".linux"], check=True)
        text = stdin_of(source)
        linux = run(name + ".linux", name + ".work", text)
        ours = run(name + ".fs", name + ".work", text)
        if linux == ours:
            print("same:", os.path.basename(source))
            continue
        wrong += 1
        print(f"{source}: Linux: status {linux[0]}\n{linux[1]}\n"
              f"kernel/fs: status {ours[0]}\n{ours[1]}")
    print(f"{len(programs)} programs, {wrong} differ")
    return wrong != 0


if __name__ == "__main__":
    sys.exit(main())
