# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""headers.py CLANG PLUGIN INCLUDE: each public header as a program of its own."""
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

clang, plugin, include = sys.argv[1:]
# bits/ is included by others only. Of the Linux user interface some headers
# do not stand alone, nor do they on Linux.
NOT_OURS = ("bits/", "linux/", "asm/", "asm-generic/", "mtd/")
LINUX = ["asm/unistd.h", "asm/prctl.h", "linux/types.h", "linux/version.h", "linux/futex.h",
         "linux/fs.h", "linux/netlink.h", "linux/rtnetlink.h", "linux/if_packet.h",
         "linux/filter.h", "linux/random.h", "linux/sched.h", "linux/vm_sockets.h",
         "mtd/mtd-abi.h"]


def find():
    yield from LINUX
    for folder, _, files in os.walk(include):
        for file in files:
            name = os.path.relpath(os.path.join(folder, file), include)
            if name.endswith(".h") and not name.startswith(NOT_OURS):
                yield name


def check(name):
    result = subprocess.run(
        [clang, f"-fplugin={plugin}", "-D_GNU_SOURCE", "-Wno-#warnings", "-w",
         "-fsyntax-only", "-H", "-x", "c", "-"],
        input=f"#include <{name}>\n#include <{name}>\nint main;\n", text=True,
        capture_output=True)
    used = [line.lstrip(". ") for line in result.stderr.splitlines()
            if line.startswith(".")]
    elsewhere = [path for path in used if not path.startswith(include)
                 and "/lib/clang/" not in path]
    return name, result.returncode, result.stderr, elsewhere


with ThreadPoolExecutor(2) as pool:
    results = list(pool.map(check, sorted(find())))
broken = [(name, text) for name, status, text, _ in results if status]
elsewhere = [(name, paths) for name, _, _, paths in results if paths]
for name, text in broken:
    print(name, text)
for name, paths in elsewhere:
    print(name, *paths)
print("broken:", len(broken))
print("from elsewhere:", len(elsewhere))
print("headers:", len(results))
