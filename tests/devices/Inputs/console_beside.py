# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
console_beside.py UNISPEC IMAGE
Sends lines to an image that echoes them, and says whether one came back at once.
The pauses are no divisor of the network's tick of 500 ms, with which each line
would come late where nothing else looks at the console.
"""
import subprocess
import sys
import time

LINES = 8
PAUSE = 0.33
AT_ONCE = 0.1

image = subprocess.Popen([sys.argv[1], "run", "--net", "user", sys.argv[2]],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
print(image.stdout.readline().decode().strip())
time.sleep(3)  # the card has interrupted: there is an address
late = []
for number in range(LINES):
    start = time.monotonic()
    image.stdin.write(b"%d\n" % number)
    image.stdin.flush()
    if image.stdout.readline() != b"%d\n" % number:
        sys.exit("another line")
    late.append(time.monotonic() - start)
    time.sleep(PAUSE)
image.stdin.close()
# The first one's distance from a tick is any.
print("at once" if min(late[1:]) < AT_ONCE else f"late: {late}")
print("status", image.wait(timeout=20))
