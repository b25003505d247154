# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
net_cut.py BOOT.PY IMAGE [OPTION OF THE CARD]

The image echoes on a tap. We let what it has to say pile up behind a shut window and
then open that: it comes in packets of several segments, for the card to cut. We
lose the first one, then take one segment of each as often as there are several: what
comes again begins there, and all of it arrives.
"""
import sys

from net_peer import ACK, PSH, SYN, tap_network

WELCOME = b"welcome\n"
DATA = bytes(range(1, 251)) * 60
MSS = 536  # RFC 9293, 3.7.1: of who names none
SAID = 1000
WINDOW = 60000


class Connection:
    def __init__(self, peer):
        self.peer, self.seq, self.next, self.got = peer, 100, 0, b""
        peer.announced = lambda: peer.send(self.seq, 0, SYN, WINDOW)
        self.next = peer.receive().seq + 1
        self.seq += 1

    def say(self, data, window):
        self.peer.send(self.seq, self.next, ACK | PSH, window, data)
        self.seq += len(data)

    def hear(self):
        """The next segments with data."""
        while True:
            heard = self.peer.receive()
            if heard.data:
                return heard

    def hear_ack(self):
        while self.peer.receive().ack != self.seq:
            pass

    def take(self, heard, most):
        """Takes what is new of it, at most so much."""
        if heard.seq <= self.next:
            data = heard.data[self.next - heard.seq:][:most]
            self.next += len(data)
            self.got += data


def main():
    with tap_network(*sys.argv[1:]) as peer:
        c = Connection(peer)
        c.say(b"hello\n", WINDOW)
        c.take(c.hear(), len(WELCOME))
        for at in range(0, len(DATA), SAID):
            c.say(DATA[at:at + SAID], 0)
            c.hear_ack()
        c.say(b"", WINDOW)
        lost = c.hear()
        most, partly = len(lost.data), 0
        while len(c.got) < len(WELCOME + DATA):
            heard = c.hear()
            most = max(most, len(heard.data))
            several = len(heard.data) > MSS and partly < 4
            partly += several
            c.take(heard, MSS if several else len(heard.data))
            c.say(b"", WINDOW)
        print("packets:", "of several segments" if most > MSS else "of one segment")
        print("taken in part:", partly)
        print("echo:", c.got == WELCOME + DATA)


main()
