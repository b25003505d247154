# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
acpi_tables.py FOLDER
Writes the memory of fuzz_acpi.c (without the bytes before its root pointer) with
tables that are right, and one file for each thing that can be wrong with them.
"""
import os
import struct
import sys

BASE = 16
RSDP_SIZE = 36


def summed(data, at=9):
    data = bytearray(data)
    data[at] = 0
    data[at] = -sum(data) & 0xff
    return bytes(data)


def table(name, body, length=None):
    length = 36 + len(body) if length is None else length
    return summed(struct.pack("<4sIBB26x", name, length, 2, 0) + body)


def package(op, body):
    """With a PkgLength of two bytes (ACPI 6.5, 20.2.4)."""
    length = len(body) + 2
    return op + bytes([0x40 | length & 15, length >> 4]) + body


def name(which, value):
    return b"\x08" + which + value


def device(which, address, line, size=0x200, hid=b"LNRO0005", more=b""):
    items = (struct.pack("<BHBII", 0x86, 9, 1, address, size)
             + struct.pack("<BHBBI", 0x89, 6, 1, 1, line) + b"\x79\0")
    crs = package(b"\x11", b"\x0a" + bytes([len(items)]) + items)
    return package(b"\x5b\x82", which + name(b"_HID", b"\x0d" + hid + b"\0")
                   + name(b"_UID", b"\0") + more + name(b"_CRS", crs))


SOUND = device(b"VR00", 0xfeb00000, 16)
REST = (package(b"\x14", b"_E09\0\x70\x86\x5c\xff")       # Method, with any code
        + b"\x5b\x80EREG\0\x0c\0\0\xa0\xfe\x0a\x04"      # OperationRegion
        + package(b"\x5b\x81", b"EREG\1ESEL\x20")         # Field
        + device(b"OTHR", 0x1000, 3, hid=b"QEMU0002")
        + device(b"GONE", 0x2000, 3, more=name(b"_STA", b"\0")))


def scope(*devices):
    return package(b"\x10", b"\\_SB_" + b"".join(devices))


def memory(aml, change=None, xsdt=True):
    """Root pointer, root table, FADT, DSDT; change: of the four, by name."""
    parts = {}
    at_root = BASE + RSDP_SIZE
    at_fadt = at_root + 36 + 8
    at_dsdt = at_fadt + 148
    parts["dsdt"] = table(b"DSDT", aml)
    fadt = bytearray(148 - 36)
    if xsdt:
        struct.pack_into("<Q", fadt, 140 - 36, at_dsdt)
    else:
        struct.pack_into("<I", fadt, 40 - 36, at_dsdt)
    parts["fadt"] = table(b"FACP", bytes(fadt))
    parts["root"] = (table(b"XSDT", struct.pack("<Q", at_fadt)) if xsdt else
                     table(b"RSDT", struct.pack("<II", at_fadt, 0)))
    rsdp = struct.pack("<8sB6sBIIQB3x", b"RSD PTR ", 0, b"", 2 if xsdt else 0,
                       at_root, 36, at_root if xsdt else 0, 0)
    parts["rsdp"] = summed(summed(rsdp[:20], 8) + rsdp[20:], 32)
    parts.update(change(parts) if change else {})
    return b"".join(parts[p] for p in ("rsdp", "root", "fadt", "dsdt"))


def damage(part, at, value):
    def change(parts):
        data = bytearray(parts[part])
        data[at] = value
        return {part: bytes(data)}
    return change


GOOD = scope(SOUND, REST, device(b"VR01", 0xfeb00200, 17))
FILES = {
    "right": memory(GOOD),
    "right-rsdt": memory(GOOD, xsdt=False),
    "no-root-pointer": memory(GOOD, damage("rsdp", 3, 0)),
    "root-sum": memory(GOOD, damage("rsdp", 16, 0xee)),
    "xsdt-sum": memory(GOOD, damage("root", 9, 0x55)),
    "fadt-name": memory(GOOD, damage("fadt", 0, 0x55)),
    "fadt-sum": memory(GOOD, damage("fadt", 9, 0x55)),
    "dsdt-name": memory(GOOD, damage("dsdt", 0, 0x55)),
    "dsdt-short": memory(GOOD, lambda p: {"dsdt": table(b"DSDT", GOOD, 35)}),
    "dsdt-long": memory(GOOD, lambda p: {"dsdt": table(b"DSDT", GOOD, 1 << 30)}),
    "dsdt-sum": memory(GOOD, damage("dsdt", 100, 0x55)),
    # An opcode that is not known, between two devices.
    "unknown": memory(scope(SOUND, b"\x5b\xff", device(b"VR01", 0xfeb00200, 17))),
    # A package that is longer than what is around.
    "long-package": memory(scope(SOUND) + b"\x5b\x82\x4f\x7fVR01"),
    "short-package": memory(scope(SOUND) + b"\x5b\x82\x00VR01"),
    "bad-name": memory(scope(SOUND) + b"\x08_hid\x00"),
    "no-registers": memory(scope(device(b"VR00", 0x1000, 3, size=0x80))),
}
deep = SOUND
for _ in range(20):
    deep = package(b"\x10", b"A___" + deep)
FILES["deep"] = memory(deep)


def main():
    os.makedirs(sys.argv[1], exist_ok=True)
    for file, data in FILES.items():
        with open(os.path.join(sys.argv[1], file), "wb") as out:
            out.write(data)


main()
