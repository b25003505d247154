# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
share.py SOURCE UNISPEC-CC UNISPEC OUT [--disk] NAME...
Builds tests/kernel/NAME.c for Linux and, with in_share.c, as an image; runs one
in a folder, the other with such a folder as its share, or with a disk of ext3,
which fsck must find clean then; what they print and the folders they leave must
be the same.
"""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)


def run(command, folder):
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


def run_share(unispec, image, folder):
    return run([unispec, "run", "--share", ".", image], folder)


def run_disk(unispec, image, folder):
    disk = folder + ".disk"
    with open(disk, "wb") as file:
        file.truncate(16 << 20)
    run(["mkfs.ext3", "-q", "-F", disk], folder)
    done = run([unispec, "run", "--disk", disk, image], folder)
    check = run(["e2fsck", "-f", "-n", disk], folder)
    run(["debugfs", "-R", f"rdump / {folder}", disk], folder)
    os.rmdir(os.path.join(folder, "lost+found"))
    return (done[0], done[1]) if check[0] == 0 else check


def main():
    source, compiler, unispec, out, *names = sys.argv[1:]
    wrong = 0
    disk = names[0] == "--disk"
    names = names[disk:]
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    folder = '-DFOLDER="/disk"' if disk else '-DFOLDER="/share"'
    for name in names:
        file = f"{source}/tests/kernel/{name}.c"
        base = os.path.join(os.path.abspath(out), name)
        subprocess.run(["musl-gcc", "-static", "-O1", "-w", file, "-o",
                        base + ".linux"], check=True)
        subprocess.run([compiler, "-O1", "-w", file, HERE + "/in_share.c", folder,
                        "-o", base + ".image"], check=True)
        fresh(base + ".left")
        fresh(base + ".right")
        linux = run([base + ".linux"], base + ".left")
        ours = (run_disk if disk else run_share)(unispec, base + ".image",
                                                 base + ".right")
        if linux == ours and tree(base + ".left") == tree(base + ".right"):
            print("same:", name)
            continue
        wrong += 1
        print(f"{name}: Linux: status {linux[0]}\n{linux[1]}\n"
              f"unispec: status {ours[0]}\n{ours[1]}")
    print(f"{len(names)} programs, {wrong} differ")
    return wrong != 0


sys.exit(main())
