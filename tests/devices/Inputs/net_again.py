# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
net_again.py BOOT.PY IMAGE [old]

The image closes what it accepts. Once it has, and waits for what may still be
under way, we ask for a connection between the same two ports: RFC 1122,
4.2.2.13. Prints what comes back. With "old" ours begins before where the first
one has ended, as a stray segment does.
"""
import sys

from net_peer import ACK, FIN, SYN, network


def main():
    boot, image, *old = sys.argv[1:]
    with network(boot, image) as peer:
        peer.announced = lambda: peer.send(1000, 0, SYN, 8192)
        theirs = peer.receive().seq + 1
        peer.send(1001, theirs, ACK, 8192)
        while not peer.receive().flags & FIN:
            pass
        peer.send(1001, theirs + 1, ACK | FIN, 8192)
        while peer.receive().ack != 1002:
            pass
        print("closed", flush=True)
        peer.send(500 if old else 500_000, 0, SYN, 8192)
        answer = peer.receive()
        print("answer:", "SYN" if answer.flags & SYN else "no SYN", answer.ack)


main()
