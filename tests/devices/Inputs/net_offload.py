# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
net_offload.py BOOT MACHINE IMAGE 4|6 [OPTION OF THE CARD]
net_offload.py BOOT MACHINE IMAGE 4|6 datagrams [OPTION OF THE CARD]

Boots serve_both.c, or serve_datagrams.c, on a tap, in a network namespace of its own (unshare -rn), is its
client by that version of IP, and looks at the frames that the guest sends: how many segments of TCP, or datagrams, leave
their checksum to the device, and whether each checksum, whole or of the pseudo
header, is right. Linux does not verify those of its own machine. Also whether frames
to the guest are segments put together.
"""
import socket
import struct
import subprocess
import sys
import threading
import time

TAP, HOST, GUEST, PORT = "tap0", "10.9.8.1", "10.9.8.2", 7777
MAC, LINK_LOCAL = "52:54:00:12:34:56", "fe80::5054:ff:fe12:3456%" + TAP
DATA = bytes(range(251)) * 4178
LONGEST = 14 + 1500
SOL_PACKET, PACKET_AUXDATA, NOT_READY = 263, 8, 1 << 3


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def ones_sum(data):
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xffff:
        total = (total & 0xffff) + (total >> 16)
    return total


class Watch(threading.Thread):
    """Counts the guest's segments or datagrams: those left to the device, and wrong
    ones. What is cut counts as whole; whoever gets it checks it."""

    def __init__(self, protocol):
        super().__init__(daemon=True)
        self.protocol = protocol
        self.sum_at = 16 if protocol == socket.IPPROTO_TCP else 6
        self.left = self.whole = self.wrong = self.long = self.put = 0
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0x0300)
        self.socket.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
        self.socket.bind((TAP, 3))

    def run(self):
        while True:
            frame, control, _, name = self.socket.recvmsg(70000, 100)
            packet, status = frame[14:], struct.unpack_from("I", control[0][2])[0]
            if name[2] == socket.PACKET_OUTGOING:
                self.put += len(frame) > LONGEST
                continue
            self.long += len(frame) > LONGEST
            if frame[12:14] == b"\x08\0" and packet[9] == self.protocol:
                if struct.unpack_from("!H", packet, 6)[0] & 0x3fff:
                    self.whole += 1
                    continue
                start, size = (packet[0] & 15) * 4, struct.unpack_from("!H", packet, 2)[0]
                self.see(packet[12:20], packet[start:size], status)
            if frame[12:14] == b"\x86\xdd" and packet[6] == self.protocol:
                size = struct.unpack_from("!H", packet, 4)[0]
                self.see(packet[8:40], packet[40:40 + size], status)

    def see(self, addresses, segment, status):
        pseudo = addresses + struct.pack("!HH", self.protocol, len(segment))
        if status & NOT_READY:
            self.left += 1
            self.wrong += segment[self.sum_at:][:2] != struct.pack("!H", ones_sum(pseudo))
        else:
            self.whole += 1
            self.wrong += ones_sum(pseudo + segment) != 0xffff


def client(address):
    with socket.create_connection((address, PORT), 60) as s:
        s.sendall(b"hello\n")
        print("got", s.recv(100))
        sender = threading.Thread(
            target=lambda: (s.sendall(DATA), s.shutdown(socket.SHUT_WR)))
        sender.start()
        got = b""
        while part := s.recv(65536):
            got += part
        sender.join()
        print("echo of", len(got), "bytes,", "same" if got == DATA else "WRONG")


def ask(address):
    """Datagrams, of which the longest is cut by IPv4 only; the first may be lost."""
    family, _, _, _, name = socket.getaddrinfo(address, PORT)[0]
    with socket.socket(family, socket.SOCK_DGRAM) as s:
        s.connect(name)
        s.settimeout(0.5)
        for size in 1, 1000, 5000 if family == socket.AF_INET else 1400:
            for _ in range(100):
                s.send(DATA[1:1 + size])
                try:
                    while len(got := s.recv(10000)) != size:
                        pass  # one before, that was asked for again
                    break
                except OSError:
                    time.sleep(0.1)
            print("echo of", len(got), "same" if got == DATA[1:1 + size] else "WRONG")
        s.send(b"quit")


def main():
    boot, machine, image, version, *card = sys.argv[1:]
    datagrams = card[:1] == ["datagrams"]
    if datagrams:
        card = card[1:]
    ip("link", "set", "lo", "up")
    ip("tuntap", "add", TAP, "mode", "tap")
    ip("addr", "add", HOST + "/24", "dev", TAP)
    ip("link", "set", TAP, "up")
    watch = Watch(socket.IPPROTO_UDP if datagrams else socket.IPPROTO_TCP)
    watch.start()
    guest = subprocess.Popen(
        [sys.executable, boot, machine, image,
         "--append", f"ip={GUEST}::{HOST}:255.255.255.0",
         "--device", f"virtio-net,netdev=n,mac={MAC}" + "".join("," + c for c in card),
         "-netdev", f"tap,id=n,ifname={TAP},script=no,downscript=no"],
        stdout=subprocess.PIPE, text=True)
    for _ in range(600):  # until the guest listens
        try:
            (ask if datagrams else client)(GUEST if version == "4" else LINK_LOCAL)
            break
        except OSError:
            time.sleep(0.1)
    print(guest.communicate(timeout=60)[0], end="")
    print("datagrams" if datagrams else "segments", "left to the device:", "all" if watch.left and not watch.whole
          else "none" if watch.whole and not watch.left
          else f"{watch.left} of {watch.left + watch.whole}")
    print("packets of several:", "some" if watch.long else "none")
    print("put together for the guest:", "some" if watch.put else "none")
    print("wrong:", watch.wrong)


main()
