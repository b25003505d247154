# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What clients of the examples share: a port, and a guest that serves."""
import contextlib
import os
import signal
import socket
import subprocess
import tempfile

import traced


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextlib.contextmanager
def serving(command, ready, end=signal.SIGTERM):
    """Runs the command until a line of its output holds the text `ready`; at the
    end, stops it. What it prints before is shown, where it never gets ready. Of
    `examples/run --trace` the trace is kept (traced.py)."""
    if "--trace" not in command:
        with started(command, ready, None) as guest:
            yield guest
            os.killpg(guest.pid, end)
        return
    image = traced.image_of(command)
    with tempfile.TemporaryDirectory() as folder:
        with started(command, ready, traced.environment(folder)) as guest:
            yield guest
            traced.finish(folder, image)
            guest.wait(100)
    traced.keep(image)


@contextlib.contextmanager
def started(command, ready, environment):
    guest = subprocess.Popen(command, stdout=subprocess.PIPE, text=True,
                             start_new_session=True, env=environment)
    before = []
    try:
        for line in guest.stdout:
            if ready in line:
                yield guest
                break
            before.append(line)
        else:
            print("guest:", *before)
    except BaseException:
        os.killpg(guest.pid, signal.SIGKILL)
        raise
    finally:
        guest.wait()
