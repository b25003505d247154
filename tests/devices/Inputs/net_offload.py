# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
net_offload.py BOOT MACHINE IMAGE 4|6 [OPTION OF THE CARD]

Boots serve_both.c on a tap, in a network namespace of its own (unshare -rn), is its
client by that version of IP, and looks at the frames that the guest sends: how many segments of TCP leave
their checksum to the device, and whether each checksum, whole or of the pseudo
header, is right. Linux does not verify those of its own machine.
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
    """Counts the guest's segments of TCP: those left to the device, and wrong ones."""

    def __init__(self):
        super().__init__(daemon=True)
        self.left = self.whole = self.wrong = self.long = 0
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0x0300)
        self.socket.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
        self.socket.bind((TAP, 3))

    def run(self):
        while True:
            frame, control, _, name = self.socket.recvmsg(70000, 100)
            packet, status = frame[14:], struct.unpack_from("I", control[0][2])[0]
            if name[2] == socket.PACKET_OUTGOING:
                continue
            self.long += len(frame) > LONGEST
            if frame[12:14] == b"\x08\0" and packet[9] == socket.IPPROTO_TCP:
                start, size = (packet[0] & 15) * 4, struct.unpack_from("!H", packet, 2)[0]
                self.see(packet[12:20], packet[start:size], status)
            if frame[12:14] == b"\x86\xdd" and packet[6] == socket.IPPROTO_TCP:
                size = struct.unpack_from("!H", packet, 4)[0]
                self.see(packet[8:40], packet[40:40 + size], status)

    def see(self, addresses, segment, status):
        pseudo = addresses + struct.pack("!HH", socket.IPPROTO_TCP, len(segment))
        if status & NOT_READY:
            self.left += 1
            self.wrong += segment[16:18] != struct.pack("!H", ones_sum(pseudo))
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


def main():
    boot, machine, image, version, *card = sys.argv[1:]
    ip("link", "set", "lo", "up")
    ip("tuntap", "add", TAP, "mode", "tap")
    ip("addr", "add", HOST + "/24", "dev", TAP)
    ip("link", "set", TAP, "up")
    watch = Watch()
    watch.start()
    guest = subprocess.Popen(
        [sys.executable, boot, machine, image,
         "--append", f"ip={GUEST}::{HOST}:255.255.255.0",
         "--device", f"virtio-net,netdev=n,mac={MAC}" + "".join("," + c for c in card),
         "-netdev", f"tap,id=n,ifname={TAP},script=no,downscript=no"],
        stdout=subprocess.PIPE, text=True)
    for _ in range(600):  # until the guest listens
        try:
            client(GUEST if version == "4" else LINK_LOCAL)
            break
        except OSError:
            time.sleep(0.1)
    print(guest.communicate(timeout=60)[0], end="")
    print("segments left to the device:", "all" if watch.left and not watch.whole
          else "none" if watch.whole and not watch.left
          else f"{watch.left} of {watch.left + watch.whole}")
    print("packets of several:", "some" if watch.long else "none")
    print("wrong:", watch.wrong)


main()
