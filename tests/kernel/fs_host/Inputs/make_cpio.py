# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Writes a cpio archive (newc) for initrd.test: files, a hard link with the data
in its last entry, a link, a file whose folder is not named before it.

    make_cpio.py OUT [KIND]

KIND: truncated, digit, magic, name, size, gzip: a corrupt one.
"""
import gzip
import sys


def member(ino, mode, nlink, name, data=b"", mtime=1000):
    name = name.encode() + b"\0"
    fields = [ino, mode, 0, 0, nlink, mtime, len(data), 0, 1, 0, 0, len(name), 0]
    head = b"070701" + b"".join(b"%08X" % f for f in fields) + name
    head += b"\0" * (-len(head) % 4)
    return head + data + b"\0" * (-len(data) % 4)


def archive():
    parts = [
        member(1, 0o040755, 2, "."),
        member(2, 0o040755, 2, "etc"),
        member(3, 0o100644, 1, "etc/motd", b"hello"),
        member(4, 0o120777, 1, "./etc/link", b"motd"),
        member(5, 0o100644, 2, "/a/h1"),
        member(5, 0o100644, 2, "a/b/h2", b"hard"),
        member(6, 0o104711, 1, "a/big", b"o" * 20000),
        member(7, 0o040700, 2, "empty"),
        member(0, 0, 1, "TRAILER!!!"),
    ]
    return b"".join(parts) + b"\0" * 100


def main():
    data = archive()
    kind = sys.argv[2] if len(sys.argv) > 2 else ""
    if kind == "truncated":
        data = data[:1500]
    elif kind == "digit":
        data = data[:20] + b"x" + data[21:]
    elif kind == "magic":
        data = b"070707" + data[6:]
    elif kind == "name":
        data = member(1, 0o100644, 1, "a/../b")
    elif kind == "size":
        data = data.replace(b"%08X" % 20000, b"FFFFFFFF")
    elif kind == "gzip":
        data = gzip.compress(data)
    with open(sys.argv[1], "wb") as file:
        file.write(data)


if __name__ == "__main__":
    main()
