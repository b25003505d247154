#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
redis_unit.py SIDE SUITE UNIT SERVER...

Starts a redis server by the command SERVER, and runs one unit of the suite in
the folder SUITE against it. SIDE is "linux" or "unikernel": where the server is.

Runs in a network namespace of its own (unshare -rn), where an image has a tap.
QEMU's user network will not do: it hands on what several connections have sent
in the order of its list, the newest first, and tests depend on the order.
"""

import os
import shutil
import socket
import subprocess
import sys
import time

TAP, HOST, GUEST = "tap0", "10.9.8.1", "10.9.8.2"
PORT = 6379
PATIENCE = 600  # seconds in which no test ends


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def make_network(side):
    ip("link", "set", "lo", "up")
    if side == "unikernel":
        ip("tuntap", "add", TAP, "mode", "tap")
        ip("addr", "add", HOST + "/24", "dev", TAP)
        ip("link", "set", TAP, "up")


def wait_for(address):
    for _ in range(600):
        try:
            with socket.create_connection((address, PORT), 5) as connection:
                connection.sendall(b"PING\r\n")
                if connection.recv(7) == b"+PONG\r\n":
                    return
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit(f"redis_unit.py: error: no server at {address}")


def copy_suite(suite):
    """The runner writes below its folder: one for each run."""
    shutil.copytree(os.path.join(suite, "tests"), "tests")
    shutil.copy(os.path.join(suite, "runtest"), "runtest")
    os.symlink(os.path.join(suite, "src"), "src")


def run_unit(address, unit):
    done = subprocess.run(
        ["./runtest", "--host", address, "--port", str(PORT), "--single", unit,
         "--durable", "--timeout", str(PATIENCE)],
        check=False,
    )  # fmt: skip
    return 0 if done.returncode == 0 else 1


# Tests turn the log of writes on, which would begin with a fork: it is on already.
def main():
    side, suite, unit, *command = sys.argv[1:]
    address = GUEST if side == "unikernel" else "127.0.0.1"
    make_network(side)
    copy_suite(suite)
    command += ["--protected-mode", "no", "--save", "", "--enable-debug-command"]
    command += ["yes", "--appendonly", "yes"]
    with open("server.log", "wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
        wait_for(address)
        status = run_unit(address, unit)
        ended = server.poll()
        server.kill()
    if ended is not None:
        print(f"the server has ended with status {ended}")
        print(open("server.log", errors="replace").read()[-4000:])
        status = 3
    sys.exit(status)


if __name__ == "__main__":
    main()
