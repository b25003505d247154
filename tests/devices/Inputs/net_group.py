# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
net_group.py BOOT.PY IMAGE

Watches a guest that joins a group by IGMP (RFC 2236) and one by MLD (RFC 2710),
sends it a datagram to the first, and waits until it has left both.
"""
import struct
import sys

from net_peer import ARP, IPV4, UDP, US, network, packet

GROUP, GROUP6 = bytes([239, 7, 7, 7]), bytes.fromhex("ff12" + "0" * 27 + "7")
GROUP_MAC = bytes.fromhex("01005e070707")
IGMP, IPV6, ICMPV6 = 2, 0x86DD, 58
IGMP_WORDS = {0x16: "IGMP: joined", 0x17: "IGMP: left"}
MLD_WORDS = {131: "MLD: joined", 132: "MLD: left"}
WANTED = {*IGMP_WORDS.values(), *MLD_WORDS.values(), "answer, TTL 1"}


def igmp(frame):
    """What a message about the group says; it needs the option router alert."""
    size = (frame[14] & 15) * 4
    message = frame[14 + size:]
    if message[4:8] != GROUP or frame[34:36] != b"\x94\x04" or frame[22] != 1:
        return None
    return IGMP_WORDS.get(message[0])


def mld(frame):
    """Behind the hop-by-hop header, which has the same option."""
    message = frame[14 + 40 + 8:]
    if frame[20] != 0 or frame[54] != ICMPV6 or message[8:24] != GROUP6:
        return None
    return MLD_WORDS.get(message[0])


def answer(frame):
    return f"answer, TTL {frame[22]}" if frame[:6] == GROUP_MAC else None


def main():
    boot, image = sys.argv[1:]
    heard = set()
    with network(boot, image) as peer:
        text = b"question"
        udp = struct.pack(">HHHH", 7000, 7000, 8 + len(text), 0) + text
        peer.announced = lambda: heard.add("address")
        asked = False
        while not WANTED <= heard:
            frame = peer.line.recv(65536)
            peer.mac = frame[6:12]
            kind = struct.unpack(">H", frame[12:14])[0]
            if kind == ARP:
                peer.arp(frame)
            elif kind == IPV4 and frame[23] == IGMP:
                heard.add(igmp(frame))
            elif kind == IPV6:
                heard.add(mld(frame))
            elif kind == IPV4 and frame[23] == UDP and frame[36:38] == b"\0\x43":
                peer.dhcp(frame[42:])
            elif kind == IPV4 and frame[23] == UDP:
                heard.add(answer(frame))
            if not asked and {"address", "IGMP: joined"} <= heard:
                peer.line.send(packet(GROUP_MAC, UDP, GROUP, udp))
                asked = True
        print("\n".join(sorted(WANTED & heard)))


main()
