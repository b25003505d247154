# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
net_interrupts.py MACHINE IMAGE [OPTION OF THE CARD]

Boots serve_udp.c, asks it something, leaves it alone for some time, asks again
and ends it. Prints the answers and what QEMU's log says of interrupts meanwhile:
whether the card's came, and whether the timer's came at each tick.
"""
import re
import socket
import subprocess
import sys
import tempfile
import time

from boot import machine_options

ALONE = 1.5  # seconds
TICKS_FEW = 500  # of 1,500, which those of a card that is polled are
TIMER, DEVICE = 0x20, 0x21  # vectors: kernel/arch/x86_64/x86.h


def command(machine, image, card, port, log):
    suffix = "device" if machine == "microvm" else "pci"
    return ["qemu-system-x86_64", "-nodefaults", "-no-user-config", "-display",
            "none", "-no-reboot", "-accel", "tcg", "-cpu", "max", "-m", "64M",
            "-serial", "stdio", "-d", "int", "-D", log, *machine_options(machine),
            "-netdev",
            f"user,id=n,hostfwd=udp:127.0.0.1:{port}-:7777", "-device",
            f"virtio-net-{suffix},netdev=n{card}", "-kernel", image,
            "-device", "isa-debug-exit,iobase=0x501,iosize=4",
            "-append", "stdout=pipe"]


def ask(s, port):
    for _ in range(100):  # the first may be too early
        s.sendto(b"hello", ("127.0.0.1", port))
        try:
            return s.recv(100)
        except socket.timeout:
            pass
    return None


def interrupts(log):
    log.seek(0)
    counts = {TIMER: 0, DEVICE: 0}
    for vector in re.findall(r"^Servicing hardware INT=(0x\w+)", log.read(), re.M):
        counts[int(vector, 16)] = counts.get(int(vector, 16), 0) + 1
    return counts


def main():
    machine, image, *card = sys.argv[1:]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    with tempfile.NamedTemporaryFile("r", errors="replace") as log:
        words = command(machine, image, "".join("," + c for c in card), port, log.name)
        guest = subprocess.Popen(words, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.settimeout(0.5)
            print("got", ask(s, port))
            time.sleep(ALONE)
            print("got", ask(s, port))
            s.sendto(b"quit", ("127.0.0.1", port))
        guest.wait(60)
        counts = interrupts(log)
    print("card:", "interrupts" if counts[DEVICE] else "none")
    print("timer:", "few" if counts[TIMER] < TICKS_FEW else "ticks")


main()
