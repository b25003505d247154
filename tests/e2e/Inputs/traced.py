# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Ends the guest of a trace image that does not end by itself. It writes its trace
where it ends, so QEMU's stub for gdb sends it there: to arch_exit(0).
"""
import os
import shlex
import shutil
import socket
import subprocess

QEMU = "qemu-system-x86_64"
STATUS, PC = "5", "10"  # rdi and rip, as gdb numbers registers, in hex


def image_of(command):
    """What `examples/run --built --trace NAME ...` boots."""
    name = next(w for w in command[1:] if not w.startswith("-"))
    root = os.path.dirname(os.path.dirname(os.path.abspath(command[0])))
    build = os.environ.get("UNISPEC_BUILD", os.path.join(root, "build"))
    return os.path.join(build, "examples", name, "trace", name)


def environment(folder):
    """In which QEMU has its stub at the socket `gdb` of the folder."""
    script = os.path.join(folder, QEMU)
    stub = shlex.quote(f"unix:{os.path.join(folder, 'gdb')},server,nowait")
    with open(script, "w", encoding="utf-8") as file:
        file.write(f'#!/bin/sh\nexec {shutil.which(QEMU)} "$@" -gdb {stub}\n')
    os.chmod(script, 0o755)
    return {**os.environ, "PATH": folder + os.pathsep + os.environ["PATH"]}


def address_of(image, name):
    listed = subprocess.run(["llvm-nm", image], check=True, text=True,
                            stdout=subprocess.PIPE).stdout
    return next(int(line.split()[0], 16) for line in listed.splitlines()
                if line.split()[-1] == name)


def packet(text):
    return b"$%s#%02x" % (text.encode(), sum(text.encode()) & 255)


def next_byte(stub):
    byte = stub.read(1)
    if not byte:
        raise EOFError("QEMU has gone")
    return byte


def ask(stub, text, wanted):
    """Sends the packet, and takes answers until one begins as is wanted: between
    them QEMU says that the guest has stopped, sometimes twice."""
    stub.write(packet(text))
    stub.flush()
    answer = b""
    while not answer.startswith(wanted):
        answer = b""
        while next_byte(stub) != b"$":
            pass
        while not answer.endswith(b"#"):
            answer += next_byte(stub)
        stub.write(b"+")
        stub.flush()


def register(stub, number, value):
    ask(stub, f"P{number}={value.to_bytes(8, 'little').hex()}", b"OK")


def finish(folder, image):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(60)
        connection.connect(os.path.join(folder, "gdb"))
        stub = connection.makefile("rwb")
        ask(stub, "?", b"T")
        # QEMU numbers no single registers for who has not asked which there are.
        ask(stub, "qXfer:features:read:target.xml:0,ffb", b"l")
        register(stub, STATUS, 0)
        register(stub, PC, address_of(image, "arch_exit"))
        stub.write(packet("c"))
        stub.flush()
        while stub.read(1):
            pass


def keep(image):
    """The trace, where the next boot does not write its own: IMAGE.bootN.trace."""
    number = 1
    while os.path.exists(f"{image}.boot{number}.trace"):
        number += 1
    os.rename(f"{image}.1.trace", f"{image}.boot{number}.trace")
