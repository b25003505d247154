# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
ext_kill.py UNISPEC IMAGE DISK COUNT
Starts the guest, which prints the number of each record that it has synced, and
kills the whole group at COUNT. Prints how many were promised by then.
"""
import os
import signal
import subprocess
import sys

unispec, image, disk, count = sys.argv[1:]
guest = subprocess.Popen([unispec, "run", "--disk", disk, image, "--", "records"],
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         start_new_session=True)
promised = 0
for line in guest.stdout:
    if not line.endswith(b"\n"):
        break
    promised = int(line)
    if promised == int(count):
        os.killpg(guest.pid, signal.SIGKILL)
guest.wait()
print("promised", promised)
