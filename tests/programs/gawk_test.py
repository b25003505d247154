# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
gawk_test.py FOLDER TEST COMMAND...: a test of gawk's test/Maketests. COMMAND runs
the program; what it prints, and then "EXIT CODE: N" unless N is 0, must be
FOLDER/TEST.ok. Prints what is different.
"""

import difflib
import os
import subprocess
import sys

folder, test, *command = sys.argv[1:]
path = os.path.join(folder, test)
source = open(path + ".in", "rb") if "--input" in command else subprocess.DEVNULL
command = [word for word in command if word != "--input"]
done = subprocess.run(
    command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
)
printed = done.stdout
if done.returncode:
    printed += f"EXIT CODE: {done.returncode}\n".encode()
with open(path + ".ok", "rb") as file:
    wanted = file.read()
lines = (text.decode(errors="replace").splitlines() for text in (wanted, printed))
print(*difflib.unified_diff(*lines, "wanted", "printed", lineterm=""), sep="\n")
sys.exit(printed != wanted)
