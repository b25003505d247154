# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the measurements share: commands, tools of LLVM, the counting plugin."""

import os
import shlex
import shutil
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
QEMU = "qemu-system-x86_64"


class Problem(Exception):
    """Why a figure cannot be had; ends the measurement of one program."""


def run(command, **options):
    result = subprocess.run(
        command, capture_output=True, text=True, errors="replace", **options
    )
    if result.returncode:
        raise Problem(
            f"{shlex.join(command)}: status {result.returncode}\n"
            f"{result.stdout}{result.stderr}"
        )
    return result.stdout


def timed(command):
    """Seconds and peak KiB of one command."""
    start = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise Problem(
            f"{shlex.join(command)}: failed\n{error.decode(errors='replace')}"
        )
    return time.monotonic() - start, usage.ru_maxrss


def llvm(tool):
    for path in (f"/usr/lib/llvm-22/bin/{tool}", shutil.which(f"{tool}-22")):
        if path and os.path.exists(path):
            return path
    raise Problem(f"{tool} of LLVM 22 not found")


def build_counter(folder):
    plugin = os.path.join(folder, "count.so")
    source = os.path.join(HERE, "count_plugin.c")
    run(["cc", "-O2", "-Wall", "-shared", "-fPIC", "-fvisibility=hidden",
         source, "-o", plugin])
    return plugin
