# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Builds programs whose files are those of kernel/fs/ and whose other system
calls are Linux's: kernel/fs/ and kernel.c (a guarded heap) for this machine,
with undefined behaviour as a trap, linked with the sysroot's crt0.o and libc.a.

    build.py SOURCE CLANG SYSROOT OUT PROGRAM.c... | @LIST

OUT/NAME.fs is the program on kernel/fs/. The objects of kernel/fs/ lie beside
OUT, for all tests, and are made again when a source is newer.
"""
import concurrent.futures
import fcntl
import glob
import os
import subprocess
import sys

FLAGS = """-O1 -g -std=gnu11 -nostdinc -fno-pic -fno-stack-protector
           -U__unispec__ -w""".split()
# What libc.a takes from the kernel has this name.
FLAGS.append('-DUNISPEC_OS_SYMBOL(name)=__asm__("unispec.os." #name)')
TRAPS = ["-fsanitize=undefined", "-fsanitize-trap=undefined"]


def run(command):
    subprocess.run(command, check=True)


def newest(*patterns):
    return max(os.path.getmtime(file) for pattern in patterns
               for file in glob.glob(pattern, recursive=True))


def main():
    source, clang, sysroot, out, *programs = sys.argv[1:]
    if programs[0][0] == "@":
        with open(programs[0][1:], encoding="utf-8") as file:
            programs = file.read().split()
    resource = subprocess.run(
        [clang, "-print-resource-dir"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout.strip()
    include = ["-isystem", sysroot + "/include", "-isystem", resource + "/include"]
    kernel = ["-I" + source + "/kernel/include", "-I" + source + "/runtime/include"]
    objects = os.path.join(os.path.dirname(out), "objects")
    os.makedirs(objects, exist_ok=True)
    os.makedirs(out, exist_ok=True)

    def compile_one(file):
        target = os.path.join(objects, os.path.basename(file)[:-2] + ".o")
        traps = [] if "Inputs" in file else TRAPS
        run([clang, *FLAGS, *traps, *include, *kernel, "-c", file, "-o", target])
        return target

    files = sorted(glob.glob(source + "/kernel/fs/*.c"))
    files += [source + "/kernel/core/" + name for name in ("wait.c", "wait_news.c", "timer.c")]
    files.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "kernel.c"))
    stamp = os.path.join(objects, "stamp")
    changed = newest(source + "/kernel/**/*.[ch]", source + "/runtime/include/**",
                     sysroot + "/include/**", files[-1], __file__)
    with open(os.path.join(objects, "lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(stamp) or os.path.getmtime(stamp) < changed:
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                list(pool.map(compile_one, files))
            with open(stamp, "w", encoding="utf-8"):
                pass
    linked = [os.path.join(objects, os.path.basename(file)[:-2] + ".o")
              for file in files]
    lib = sysroot + "/lib/"
    for program in programs:
        name = os.path.join(out, os.path.basename(program)[:-2])
        run([clang, *FLAGS, *include, "-c", program, "-o", name + ".o"])
        run(["ld.lld", lib + "crt0.o", name + ".o", *linked, "--start-group",
             lib + "libc.a", lib + "libbuiltins.a", "--end-group",
             "-o", name + ".fs"])


if __name__ == "__main__":
    main()
