# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
ext_cuts.py EXT_HOST FOLDER BLOCK_SIZE COUNT
Cuts the power COUNT times at random, see ext_host.c. After each cut the image is
mounted and checked twice: as the host's fsck leaves it, which must find nothing
to do but to replay the journal, and by our own replay, which the host's fsck
must then find clean.
"""
import os
import random
import shutil
import subprocess
import sys


def run(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode(errors="replace")


def main():
    program, folder, block_size, count = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    fresh, image, copy, states = (os.path.join(folder, name)
                                  for name in ("fresh", "image", "copy", "states"))
    environment = os.environ
    environment["PATH"] += ":/usr/sbin:/sbin"
    environment["ASAN_OPTIONS"] = "detect_leaks=0"
    with open(fresh, "wb") as file:
        file.truncate(10 << 20)
    subprocess.run(["mke2fs", "-q", "-F", "-t", "ext3", "-b", block_size, "-g", "2048", fresh],
                   check=True, stderr=subprocess.DEVNULL)
    shutil.copyfile(fresh, image)
    status, text = run(program, image, "run", "1", "0", states)
    print(text, end="")
    writes = int(text.split()[0]) if not status else 0
    wrong = status
    rng = random.Random(1)
    for number in range(int(count)):
        seed = str(number + 1)
        crash = str(rng.randrange(1, writes * 3 // 4))
        shutil.copyfile(fresh, image)
        steps = [run(program, image, "run", seed, crash, states)]
        shutil.copyfile(image, copy)
        steps += [run("e2fsck", "-p", image), run("e2fsck", "-f", "-n", image),
                  run(program, image, "check", states),
                  run(program, copy, "check", states),
                  run("e2fsck", "-f", "-n", copy)]
        # e2fsck -p says 1 where it did something: the journal, orphans.
        if any(status > (at == 1) for at, (status, _) in enumerate(steps)):
            wrong += 1
            print(f"seed {seed}, cut at write {crash}: {steps}")
    print(f"{count} cuts, {wrong} wrong")
    return wrong != 0


sys.exit(main())
