# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
net_window.py BOOT.PY IMAGE late|option

The image echoes. `late`: we take no byte of the echo, wait until the guest asks whether
we do now, and see that it still says what we need to hear: a receiver without a
window takes only segments that begin where it is (RFC 9293, 3.10.7.4). Then we
open the window and read.

`option`: a segment without SYN has the option of the largest segment, so that those
that wait are larger than new ones would be.
"""
import sys

from net_peer import ACK, PSH, SYN, network

WELCOME = b"welcome\n"
ECHO = b"x" * 1000
MSS_100 = bytes([2, 4, 0, 100])


class Connection:
    def __init__(self, peer):
        self.peer, self.seq, self.window = peer, 100, 0
        peer.announced = lambda: peer.send(self.seq, 0, SYN, 1000)
        self.next = peer.receive().seq + 1
        self.seq += 1
        self.acked = self.seq
        self.got = b""

    def say(self, data, options=b""):
        self.peer.send(self.seq, self.next, ACK | PSH, self.window, data, options)
        self.seq += len(data)

    def hear(self):
        """The next segment; what is beyond the window is not taken."""
        heard = self.peer.receive()
        self.acked = heard.ack
        if heard.seq == self.next and len(heard.data) <= self.window:
            self.next += len(heard.data)
            self.window -= len(heard.data)
            self.got += heard.data
        return heard

    def read(self, count):
        while len(self.got) < count:
            if self.hear().data:
                self.say(b"")


    def heard_all(self):
        while self.acked != self.seq:
            self.hear()


def late(peer):
    c = Connection(peer)
    c.window = len(WELCOME)
    c.say(b"hello\n")
    c.read(len(WELCOME))
    c.say(ECHO)
    heard = c.hear()
    while heard.seq == c.next and not heard.data:
        heard = c.hear()
    print("asked", flush=True)
    c.say(ECHO)
    while c.acked != c.seq:
        heard = c.hear()
    print("acknowledged where we are:", heard.seq == c.next, flush=True)
    return c


def option(peer):
    c = Connection(peer)
    c.window = len(WELCOME)
    c.say(b"hello\n")
    c.read(len(WELCOME))
    c.say(ECHO)
    c.heard_all()
    c.say(b"", MSS_100)
    c.say(ECHO)
    c.heard_all()
    return c


def main():
    _, boot, image, way = sys.argv
    with network(boot, image) as peer:
        c = {"late": late, "option": option}[way](peer)
        c.window = 4000
        c.say(b"")
        c.read(len(WELCOME) + 2 * len(ECHO))
        print("echo:", c.got == WELCOME + 2 * ECHO)


main()
