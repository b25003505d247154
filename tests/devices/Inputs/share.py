# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
share.py SOURCE UNISPEC-CC UNISPEC OUT NAME...
Builds tests/kernel/NAME.c for Linux and, with in_share.c, as an image; runs one
in a folder, the other with such a folder as its share; what they print and the
folders they leave must be the same.
"""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def run(command, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    done = subprocess.run(["timeout", "120", *command], cwd=folder,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode(errors="replace")


def tree(folder):
    """What there is, as text: types, modes, sizes, contents of links."""
    lines = []
    for path, folders, files in os.walk(folder):
        for name in folders + files:
            whole = os.path.join(path, name)
            st = os.lstat(whole)
            size = st.st_size if name in files else 0
            lines.append(f"{os.path.relpath(whole, folder)} {st.st_mode:o} {size}")
    return sorted(lines)


def main():
    source, compiler, unispec, out, *names = sys.argv[1:]
    wrong = 0
    for name in names:
        file = f"{source}/tests/kernel/{name}.c"
        base = os.path.join(os.path.abspath(out), name)
        subprocess.run(["musl-gcc", "-static", "-O1", "-w", file, "-o",
                        base + ".linux"], check=True)
        subprocess.run([compiler, "-O1", "-w", file, HERE + "/in_share.c",
                        "-o", base + ".image"], check=True)
        linux = run([base + ".linux"], base + ".left")
        ours = run([unispec, "run", "--share", ".", base + ".image"],
                   base + ".right")
        if linux == ours and tree(base + ".left") == tree(base + ".right"):
            print("same:", name)
            continue
        wrong += 1
        print(f"{name}: Linux: status {linux[0]}\n{linux[1]}\n"
              f"share: status {ours[0]}\n{ours[1]}")
    print(f"{len(names)} programs, {wrong} differ")
    return wrong != 0


sys.exit(main())
