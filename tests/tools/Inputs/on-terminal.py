# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""on-terminal.py COMMAND...: runs it with a terminal of its own as standard
input, output and error, and prints what came there, escapes as \\e."""
import os
import pty
import sys

os.environ["TERM"] = "xterm"
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
seen = b""
while True:
    try:
        part = os.read(fd, 4096)
    except OSError:  # the terminal's other side is closed
        break
    if not part:
        break
    seen += part
print(seen.decode().replace("\r\n", "\n").replace("\x1b", "\\e"), end="")
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
