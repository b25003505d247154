# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""tutorial.py TUTORIAL.md FOLDER: runs the blocks marked "sh" one after the
other in FOLDER, as they stand, and holds what they print against the block
behind each: its lines in this order, "..." for any text."""
import re
import subprocess
import sys

text = open(sys.argv[1]).read()
blocks = re.findall(r"^```sh\n(.*?)^```\n```\n(.*?)^```$", text, re.M | re.S)
if len(blocks) != len(re.findall(r"^```sh$", text, re.M)):
    sys.exit("a block without the text that it prints")
wrong = 0
for commands, expected in blocks:
    ran = subprocess.run(["bash", "-ec", commands], text=True,
                         cwd=sys.argv[2], stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT)
    pattern = "".join(r"(.*\n)?" if line == "..." else
                      ".*".join(map(re.escape, line.split("..."))) + r"\n"
                      for line in expected.splitlines())
    # A build speaks before the program does.
    if ran.returncode or not re.search(rf"(^|\n){pattern}$", ran.stdout, re.S):
        print(f"wrong, status {ran.returncode}:\n{commands}--- printed\n"
              f"{ran.stdout}--- expected\n{expected}")
        wrong += 1
print(f"{len(blocks)} blocks, {wrong} wrong")
sys.exit(wrong > 0)
