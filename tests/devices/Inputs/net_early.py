# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
net_early.py BOOT.PY IMAGE [early]

The image serves a port. With "early" the connection is asked for, once, while
the guest has been offered its address and does not have it yet; else when it
announces the address. Prints what comes back for it.
"""
import sys

from net_peer import ACK, SYN, network


def main():
    boot, image, *early = sys.argv[1:]
    with network(boot, image) as peer:
        when = "early" if early else "announced"
        setattr(peer, when, lambda: peer.send(100, 0, SYN, 8192))
        flags = peer.receive().flags
        print("answer:", "SYN ACK" if flags == SYN | ACK else flags)


main()
