# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
console_beside.py UNISPEC IMAGE
Sends lines to an image that echoes them, and says how many came back.
"""
import subprocess
import sys

LINES = 8

image = subprocess.Popen([sys.argv[1], "run", "--net", "user", sys.argv[2]],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
print(image.stdout.readline().decode().strip())
for number in range(LINES):
    image.stdin.write(b"%d\n" % number)
    image.stdin.flush()
    if image.stdout.readline() != b"%d\n" % number:
        sys.exit("another line")
image.stdin.close()
print(LINES, "lines")
print("status", image.wait(timeout=20))
