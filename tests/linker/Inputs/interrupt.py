# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""interrupt.py [--child] SIGNAL STATUS COMMAND... OUTPUT: sends SIGNAL to the
link (or to the process that does its work) as soon as it has begun to write,
and checks the exit status and that the folder holds no more than before."""
import os
import signal
import subprocess
import sys
import time

arguments = sys.argv[1:]
to_child = arguments[0] == "--child"
if to_child:
    arguments.pop(0)
number, status = getattr(signal, "SIG" + arguments[0]), int(arguments[1])
before = set(os.listdir("."))
# whoever runs the tests in the background may have had it ignored
signal.signal(signal.SIGINT, signal.SIG_DFL)
run = subprocess.Popen(arguments[2:], stderr=subprocess.PIPE)
path = f"/proc/{run.pid}/task/{run.pid}/children"
while run.poll() is None:
    children = open(path).read().split()
    if children and any(".tmp-" in name for name in os.listdir(".")):
        os.kill(int(children[0]) if to_child else run.pid, number)
        break
    time.sleep(0.001)
sys.stdout.buffer.write(run.communicate()[1])
sys.stdout.flush()
left = set(os.listdir(".")) - before
print("left behind:", sorted(left))
print("status:", run.returncode)
sys.exit(run.returncode != status or bool(left))
