# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What clients of the examples share: a port, and a guest that serves."""
import contextlib
import os
import signal
import socket
import subprocess


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextlib.contextmanager
def serving(command, ready, end=signal.SIGTERM):
    """Runs the command until a line of its output holds the text `ready`; at the
    end, stops it. What it prints before is shown, where it never gets ready."""
    guest = subprocess.Popen(command, stdout=subprocess.PIPE, text=True,
                             start_new_session=True)
    before = []
    try:
        for line in guest.stdout:
            if ready in line:
                yield guest
                break
            before.append(line)
        else:
            print("guest:", *before)
    finally:
        os.killpg(guest.pid, end)
        guest.wait()
