# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""slow_link.py terminal|pipe LINK...: makes the link slow, by stopping its
child until a line of progress is seen (terminal), or for longer than it would
take to show one (pipe). Prints what was written, escapes as \\e."""
import os
import pty
import signal
import subprocess
import sys
import time

os.environ["TERM"] = "xterm"
reader, writer = pty.openpty() if sys.argv[1] == "terminal" else os.pipe()
link = subprocess.Popen(sys.argv[2:], stdout=writer, stderr=writer)
os.close(writer)
children = f"/proc/{link.pid}/task/{link.pid}/children"
child = ""
while not child:
    child = open(children).read()
os.kill(int(child), signal.SIGSTOP)
seen = b""
if sys.argv[1] == "terminal":
    while b" s" not in seen:
        seen += os.read(reader, 4096)
else:
    time.sleep(2.5)
os.kill(int(child), signal.SIGCONT)
while True:
    try:
        part = os.read(reader, 4096)
    except OSError:  # the terminal's other side is closed
        break
    if not part:
        break
    seen += part
text = seen.decode().replace("\x1b", "\\e").replace("\r", "\\r")
print(text + "|")
sys.exit(link.wait())
