# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""gdb.py SECONDS SOCKET GDB... -- RUN...

Starts RUN, waits for its socket, runs GDB, then waits for RUN; prints the
output of both and the exit status of RUN.
"""
import os
import subprocess
import sys
import time

seconds, socket = float(sys.argv[1]), sys.argv[2]
at = sys.argv.index("--")
gdb, run = sys.argv[3:at], sys.argv[at + 1:]
process = subprocess.Popen(run, stdin=subprocess.DEVNULL)
end = time.monotonic() + seconds
while not os.path.exists(socket) and process.poll() is None and \
        time.monotonic() < end:
    time.sleep(0.05)
try:
    subprocess.run(gdb, stdin=subprocess.DEVNULL, timeout=seconds)
    print("status", process.wait(timeout=seconds))
finally:
    process.kill()
