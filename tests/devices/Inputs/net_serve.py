# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Boots a server behind QEMU's user network and is its client.

    net_serve.py MACHINE IMAGE tcp|udp [OPTION OF unispec run...]

The server serves port 7777 and ends by itself; the client sends lines and a
megabyte and prints what comes back in short. The last line is the status.
"""
import socket
import subprocess
import sys
import time

DATA = bytes(range(251)) * 4178


def free_port(kind):
    with socket.socket(socket.AF_INET, kind) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def tcp(port):
    with socket.create_connection(("127.0.0.1", port)) as s:
        s.settimeout(60)
        s.sendall(b"hello\n")
        print("got", s.recv(100))
        s.sendall(DATA)
        s.shutdown(socket.SHUT_WR)
        got = b""
        while part := s.recv(65536):
            got += part
        print("echo of", len(got), "bytes,", "same" if got == DATA else "WRONG")


def udp(port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.settimeout(0.5)
        for _ in range(100):  # the first may be too early
            s.sendto(b"hello", ("127.0.0.1", port))
            try:
                print("got", s.recv(100))
                break
            except socket.timeout:
                pass
        s.sendto(b"quit", ("127.0.0.1", port))


def main():
    machine, image, kind, *options = sys.argv[1:]
    port = free_port(socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
    guest = subprocess.Popen(
        ["unispec", "run", f"--machine={machine}", *options,
         f"--net=user,hostfwd={kind}:127.0.0.1:{port}-:7777", image],
        stdout=subprocess.PIPE, text=True)
    for line in guest.stdout:
        print("guest:", line, end="", flush=True)
        if line.startswith("ready"):
            {"tcp": tcp, "udp": udp}[kind](port)
    print("status", guest.wait(60))


main()
