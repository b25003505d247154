# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A network of one guest and us: its DHCP server, and a host with TCP by hand."""
import contextlib
import os
import socket
import struct
import subprocess
import sys
import tempfile
from collections import namedtuple

US, GUEST = bytes([10, 0, 5, 1]), bytes([10, 0, 5, 9])
OUR_MAC = b"\x02\x00\x00\x00\x00\x01"
IPV4, ARP = 0x0800, 0x0806
UDP, TCP = 17, 6
FIN, SYN, PSH, ACK = 1, 2, 8, 16
DISCOVER, OFFER, REQUEST, DHCP_ACK = 1, 2, 3, 5
OUR_PORT, PORT = 4000, 7777
TAP, ETH_P_ALL = "tap0", 3

Segment = namedtuple("Segment", "seq ack flags window data")


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packet(to_mac, protocol, to, payload):
    header = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 0, 0, 64,
                         protocol, 0, US, to)
    header = header[:10] + struct.pack(">H", checksum(header)) + header[12:]
    return to_mac + OUR_MAC + struct.pack(">H", IPV4) + header + payload


def segment(mac, seq, ack, flags, window, data=b"", options=b""):
    tcp = struct.pack(">HHIIBBHHH", OUR_PORT, PORT, seq, ack,
                      0x50 + (len(options) // 4 << 4), flags, window, 0, 0)
    tcp += options + data
    pseudo = US + GUEST + struct.pack(">HH", TCP, len(tcp))
    tcp = tcp[:16] + struct.pack(">H", checksum(pseudo + tcp)) + tcp[18:]
    return packet(mac, TCP, GUEST, tcp)


def dhcp_answer(request, kind):
    """RFC 2131: the request's own head, our address for it, and options."""
    head = b"\x02" + request[1:16] + GUEST + US + request[24:236]
    options = bytes([53, 1, kind, 54, 4, *US, 51, 4, 0, 0, 14, 16,
                     1, 4, 255, 255, 255, 0, 255])
    body = head + b"\x63\x82\x53\x63" + options
    udp = struct.pack(">HHHH", 67, 68, 8 + len(body), 0) + body
    return packet(b"\xff" * 6, UDP, b"\xff" * 4, udp)


def dhcp_kind(request):
    options = request[240:]
    while options and options[0] != 53:
        options = options[2 + options[1]:]
    return options[2] if options else 0


class Peer:
    """Answers ARP and DHCP; early() is called before the address is granted, and
    announced() when the guest says that it has it."""

    def __init__(self, line):
        self.line, self.mac = line, None
        self.early = self.announced = lambda: None

    def send(self, *arguments, **named):
        self.line.send(segment(self.mac, *arguments, **named))

    def receive(self):
        """The next segment that comes from the guest's port."""
        while True:
            frame = self.line.recv(65536)
            self.mac = frame[6:12]
            kind = struct.unpack(">H", frame[12:14])[0]
            if kind == ARP:
                self.arp(frame)
            elif kind == IPV4 and frame[23] == UDP and frame[36:38] == b"\0\x43":
                self.dhcp(frame[42:])
            elif kind == IPV4 and frame[23] == TCP:
                return self.parse(frame)

    @staticmethod
    def parse(frame):
        size = struct.unpack(">H", frame[16:18])[0]
        tcp = frame[34:14 + size]
        seq, ack, offset, flags, window = struct.unpack(">IIBBH", tcp[4:16])
        return Segment(seq, ack, flags, window, tcp[(offset >> 4) * 4:])

    def arp(self, frame):
        if frame[28:32] == GUEST and frame[38:42] == GUEST:
            self.announced()
        elif frame[21] == 1 and frame[38:42] == US:
            self.line.send(self.mac + OUR_MAC +
                           struct.pack(">HHHBBH", ARP, 1, IPV4, 6, 4, 2) +
                           OUR_MAC + US + self.mac + GUEST)

    def dhcp(self, request):
        if dhcp_kind(request) == DISCOVER:
            self.line.send(dhcp_answer(request, OFFER))
        elif dhcp_kind(request) == REQUEST:
            self.early()
            self.line.send(dhcp_answer(request, DHCP_ACK))


@contextlib.contextmanager
def network(boot, image):
    """Boots the image by boot.py and is its peer."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = os.path.join(folder, "us"), os.path.join(folder, "guest")
        line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        line.bind(ours)
        line.settimeout(100)
        guest = subprocess.Popen(
            [sys.executable, boot, "microvm", image, "--device",
             "virtio-net,netdev=n", "-netdev",
             f"dgram,id=n,local.type=unix,local.path={theirs},"
             f"remote.type=unix,remote.path={ours}"], start_new_session=True)
        while not os.path.exists(theirs) and guest.poll() is None:
            os.sched_yield()
        line.connect(theirs)
        with ending(guest):
            yield Peer(line)


@contextlib.contextmanager
def ending(guest):
    try:
        yield
    except socket.timeout:
        print("no answer")
    finally:
        os.killpg(guest.pid, 9)
        guest.wait()


class TapLine(socket.socket):
    """What comes from the tap, without what this machine sends there."""

    def __init__(self):
        super().__init__(socket.AF_PACKET, socket.SOCK_RAW)
        self.bind((TAP, ETH_P_ALL))
        self.settimeout(100)

    def recv(self, size):
        while True:
            frame, address = self.recvfrom(size)
            if address[2] != socket.PACKET_OUTGOING:
                return frame


@contextlib.contextmanager
def tap_network(boot, image, *card):
    """The same with a card on a tap that nobody else is on, in a network
    namespace of its own (unshare -rn). Packets may have several segments."""
    for words in (["tuntap", "add", TAP, "mode", "tap"], ["link", "set", TAP, "up"]):
        subprocess.run(["ip", *words], check=True)
    guest = subprocess.Popen(
        [sys.executable, boot, "q35", image, "--device",
         ",".join(["virtio-net,netdev=n", *card]),
         "-netdev", f"tap,id=n,ifname={TAP},script=no,downscript=no"],
        start_new_session=True)
    with ending(guest):
        yield Peer(TapLine())
