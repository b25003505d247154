# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Loads an image by the rules of each monitor, as their sources and manuals give
them, and says where the guest would start:

    monitors.py load IMAGE MONITOR...
    monitors.py controls IMAGE MONITOR...   the same, with one rule after the
                                            other broken: each must be noticed

Monitors: qemu (microvm, pc, q35: the multiboot probe, PVH), xen (PVH),
cloud-hypervisor (PVH), firecracker (PVH since 1.12), firecracker-old and crosvm
(64-bit Linux entry). A loader refuses by Refused; one that would load the file
and start in the wrong place is caught by the comparison with what the program
headers say (Wrong).
"""
import struct
import sys

MIB = 1 << 20
RAM = 64 * MIB
PT_LOAD, PT_NOTE = 1, 4
PHYS32_ENTRY = 18
MULTIBOOT = 0x1badb002
EHDR = struct.Struct("<16sHHIQQQIHHHHHH")
EHDR_FIELDS = ("ident type machine version entry phoff shoff flags ehsize "
               "phentsize phnum shentsize shnum shstrndx").split()
PHDR = struct.Struct("<IIQQQQQQ")
PHDR_FIELDS = "type flags offset vaddr paddr filesz memsz align".split()


# What the monitors themselves put into low memory, after the image: (address,
# size, what). Firecracker and Cloud Hypervisor: arch/src/x86_64/layout.rs; crosvm:
# x86_64/src/lib.rs.
CMDLINE = (0x20000, 0x800, "command line")
TABLES = (0x9000, 0x3000, "page tables")
ZERO_PAGE = (0x7000, 0x1000, "zero page")
PVH_INFO = (0x6000, 56, "PVH start info")
PVH_MAP = (0x7000, 0xc00, "PVH memory map")
STRUCTURES = {
    "firecracker": [PVH_INFO, PVH_MAP, CMDLINE],
    "firecracker-old": [ZERO_PAGE, TABLES, CMDLINE],
    "cloud-hypervisor": [PVH_INFO, PVH_MAP, CMDLINE],
    "crosvm": [ZERO_PAGE, TABLES, CMDLINE],
}


class Refused(Exception):
    """The monitor does not load the file."""


class Wrong(Exception):
    """The monitor starts something that is not the image."""


class Record:
    """Fields of a header in a file, which can be changed."""

    def __init__(self, data, at, form, names):
        self.at, self.form, self.names = at, form, names
        self.__dict__.update(zip(names, form.unpack_from(data, at)))

    def store(self, data):
        self.form.pack_into(data, self.at, *(getattr(self, n) for n in self.names))


def header(data):
    need(len(data) >= EHDR.size, "no ELF header")
    return Record(data, 0, EHDR, EHDR_FIELDS)


def segments(data):
    e = header(data)
    need(e.phoff + e.phnum * PHDR.size <= len(data), "program headers beyond the end")
    return [Record(data, e.phoff + i * PHDR.size, PHDR, PHDR_FIELDS)
            for i in range(e.phnum)]


def need(condition, text):
    if not condition:
        raise Refused(text)


def align(value, to):
    return (value + to - 1) // to * to if to > 1 else value


def notes(data, segment, alignment):
    """(name, type, offset and size of the descriptor) of a note segment."""
    at, end = segment.offset, segment.offset + segment.filesz
    while at + 12 <= end:
        namesz, descsz, kind = struct.unpack_from("<III", data, at)
        name = bytes(data[at + 12:at + 12 + namesz])
        descriptor = at + 12 + align(namesz, alignment)
        yield name, kind, descriptor, descsz
        at = descriptor + align(descsz, alignment)


class Memory:
    """Its bytes are zero behind the last that was loaded: only so many are kept."""

    def __init__(self):
        self.bytes = bytearray()
        self.ranges = []

    def load(self, data, s, overlap=True):
        need(s.offset + s.filesz <= len(data), "segment beyond the end of the file")
        need(s.paddr + s.memsz <= RAM, "segment beyond the memory")
        for start, end in self.ranges:
            need(overlap or s.paddr + s.memsz <= start or s.paddr >= end,
                 "segments overlap")
        self.ranges.append((s.paddr, s.paddr + s.memsz))
        self.bytes.extend(bytes(max(0, s.paddr + s.filesz - len(self.bytes))))
        self.bytes[s.paddr:s.paddr + s.filesz] = data[s.offset:s.offset + s.filesz]

    def content(self):
        return self.bytes.rstrip(b"\0")


# ---- the monitors: each fills memory and gives the entry

def qemu(data, memory):
    for at in range(0, min(8192, len(data)) - 12 + 1, 4):
        magic, flags, check = struct.unpack_from("<III", data, at)
        need(magic != MULTIBOOT or (magic + flags + check) & 0xffffffff,
             "a Multiboot header: QEMU wants a 32-bit ELF then")
    e = header(data)
    need(e.ident[:4] == b"\x7fELF", "no ELF magic")
    need(not e.flags & 0x00010004, "unsupported flags")
    need(e.ident[5] == 1 and e.machine == 62, "another machine's")
    entry = 0
    for s in segments(data):
        if s.type == PT_LOAD:
            memory.load(data, s, overlap=False)
        elif s.type == PT_NOTE:
            for name, kind, at, _ in notes(data, s, s.align):
                if kind == PHYS32_ENTRY and name == b"Xen\0":
                    # Read as 64 bits, of which 32 are used.
                    entry = struct.unpack_from("<Q", data, at)[0]
                    break
    need(entry, "no PVH note")
    return entry & 0xffffffff


def rust_vmm(data, memory):
    """The crate linux-loader, of Firecracker and Cloud Hypervisor."""
    e = header(data)
    need(e.ident[:4] == b"\x7fELF", "no ELF magic")
    need(e.ident[5] == 1, "big endian")
    need(e.phentsize == PHDR.size, "size of program headers")
    need(e.phoff >= EHDR.size, "program headers inside the ELF header")
    need(e.entry >= MIB, "entry below 1 MiB")
    pvh = None
    for s in segments(data):
        if s.type == PT_NOTE:
            pvh = None  # the last segment counts
            for name, kind, at, size in notes(data, s, s.align):
                if kind == PHYS32_ENTRY and name == b"Xen\0":
                    need(size >= 4, "PVH note too short")
                    pvh = struct.unpack_from("<I", data, at)[0]
                    break
        elif s.type == PT_LOAD and s.filesz:
            memory.load(data, s)
    return e.entry, pvh


def cloud_hypervisor(data, memory):
    pvh = rust_vmm(data, memory)[1]
    need(pvh is not None, "no PVH note")
    return pvh


def firecracker(data, memory):
    """From 1.12 on: PVH where there is a note, else the Linux entry."""
    entry, pvh = rust_vmm(data, memory)
    return entry if pvh is None else pvh


def firecracker_old(data, memory):
    entry = rust_vmm(data, memory)[0]
    need(entry < 1 << 30, "entry beyond the page tables, which map 1 GiB")
    return entry


def crosvm(data, memory):
    e = header(data)
    need(e.ident[:4] == b"\x7fELF", "no ELF magic")
    need(e.ident[4] == 2, "not of 64 bits")
    need(e.ident[5] == 1, "big endian")
    need(e.ident[6] == 1, "version of ELF")
    need(e.phentsize == PHDR.size, "size of program headers")
    need(e.phoff >= EHDR.size, "program headers inside the ELF header")
    loaded = [s for s in segments(data) if s.type == PT_LOAD]
    need(loaded, "nothing to load")
    for s in loaded:
        need(s.paddr >= 2 * MIB, "segment below 2 MiB")
        memory.load(data, s)
    # The end is that of the last segment, wherever that is.
    end = loaded[-1].paddr + loaded[-1].memsz
    need(end >= loaded[0].paddr, "segments are not sorted")
    need(loaded[0].paddr <= e.entry < end, "entry outside of what is loaded")
    return e.entry


def xen(data, memory):
    e = header(data)
    need(e.ident[:4] == b"\x7fELF", "no ELF magic")
    need(e.phentsize == PHDR.size, "size of program headers")
    need(e.machine == 62, "another machine's")
    entry, start, end = None, 1 << 64, 0
    for s in segments(data):
        if s.type == PT_LOAD and s.flags & 7:
            memory.load(data, s)
            start, end = min(start, s.paddr), max(end, s.paddr + s.memsz)
        if s.type == PT_NOTE and s.offset and entry is None:
            for name, kind, at, size in notes(data, s, 4):
                if kind == PHYS32_ENTRY and name == b"Xen\0":
                    need(size in (1, 2, 4, 8), "PVH note of an odd size")
                    entry = int.from_bytes(data[at:at + size], "little")
    need(entry is not None, "no PVH note")
    need(start <= e.entry <= end, "entry out of bounds")
    return entry


MONITORS = {"qemu": qemu, "xen": xen, "cloud-hypervisor": cloud_hypervisor,
            "firecracker": firecracker, "firecracker-old": firecracker_old,
            "crosvm": crosvm}
PVH = {"qemu", "xen", "cloud-hypervisor", "firecracker"}


def intended(data):
    """The PVH entry and the memory that the image means."""
    memory = Memory()
    entry = None
    for s in segments(data):
        if s.type == PT_LOAD:
            memory.load(data, s, overlap=False)
        if s.type == PT_NOTE:
            for name, kind, at, _ in notes(data, s, 4):
                if kind == PHYS32_ENTRY:
                    entry = struct.unpack_from("<I", data, at)[0]
    return entry, memory.content()


def boot(monitor, data, original):
    memory = Memory()
    entry = MONITORS[monitor](data, memory)
    for at, size, what in STRUCTURES.get(monitor, ()):
        if any(start < at + size and end > at for start, end in memory.ranges):
            raise Wrong(f"the {what} overwrites the image")
    pvh, right = intended(original)
    wanted = pvh if monitor in PVH else header(original).entry
    code = [s for s in segments(original) if s.type == PT_LOAD and s.flags & 1]
    if not any(s.paddr <= entry < s.paddr + s.filesz for s in code):
        raise Wrong(f"starts at {entry:#x}, where no code is")
    if entry != wanted:
        raise Wrong(f"starts at {entry:#x}, not at {wanted:#x}")
    if memory.content() != right:
        raise Wrong("the memory is not what the image means")
    return entry


# ---- the controls

def with_header(**fields):
    def change(data):
        e = header(data)
        e.__dict__.update(fields)
        e.store(data)
    return change


def with_ident(at, value):
    def change(data):
        data[at] = value
    return change


def with_segment(kind, index, **fields):
    def change(data):
        s = [s for s in segments(data) if s.type == kind][index]
        s.__dict__.update(fields)
        s.store(data)
    return change


def with_note(offset, form, value):
    """Writes to the note, counted from its start."""
    def change(data):
        s = next(s for s in segments(data) if s.type == PT_NOTE)
        struct.pack_into(form, data, s.offset + offset, value)
    return change


def add_multiboot(data):
    struct.pack_into("<III", data, 4096, MULTIBOOT, 0, -MULTIBOOT & 0xffffffff)


def overlap(data):
    first, second = [s for s in segments(data) if s.type == PT_LOAD][:2]
    second.paddr = first.paddr + 16
    second.store(data)


def swap(data):
    loads = [s for s in segments(data) if s.type == PT_LOAD]
    first, last = loads[0], loads[-1]
    first.at, last.at = last.at, first.at
    first.store(data)
    last.store(data)


def second_note(data):
    """A segment of notes behind, of another kind."""
    s = next(s for s in segments(data) if s.type not in (PT_LOAD, PT_NOTE))
    note = next(s for s in segments(data) if s.type == PT_NOTE)
    at = len(data)
    data.extend(struct.pack("<III4sQ", 4, 8, 5, b"GNU\0", 0))
    s.__dict__.update(type=PT_NOTE, offset=at, filesz=24, memsz=24, align=4)
    s.at, note.at = note.at, s.at
    s.store(data)
    note.store(data)


ALL = set(MONITORS)
RUST = {"cloud-hypervisor", "firecracker", "firecracker-old"}
LINUX = {"firecracker-old", "crosvm"}
CONTROLS = [
    ("magic", with_ident(0, 0), ALL),
    ("class", with_ident(4, 1), {"crosvm"}),
    ("byte order", with_ident(5, 2), RUST | {"qemu", "crosvm"}),
    ("ELF version", with_ident(6, 0), {"crosvm"}),
    ("machine", with_header(machine=3), {"qemu", "xen"}),
    ("flags", with_header(flags=4), {"qemu"}),
    ("Multiboot header", add_multiboot, {"qemu"}),
    ("size of program headers", with_header(phentsize=32), ALL - {"qemu"}),
    ("place of program headers", with_header(phoff=16), ALL),
    ("program headers cut off", with_header(phoff=1 << 40), ALL),
    ("note is gone", with_segment(PT_NOTE, 0, type=0), {"qemu", "xen", "cloud-hypervisor"}),
    ("note's name", with_note(12, "<I", 0), {"qemu", "xen", "cloud-hypervisor"}),
    ("note's type", with_note(8, "<I", 17), {"qemu", "xen", "cloud-hypervisor"}),
    ("note of 2 bytes", with_note(4, "<I", 2), {"cloud-hypervisor", "firecracker", "xen"}),
    ("note of 3 bytes", with_note(4, "<I", 3), {"xen"}),
    ("note's alignment", with_segment(PT_NOTE, 0, align=4096), {"qemu", "cloud-hypervisor"}),
    ("two segments of notes", second_note, {"cloud-hypervisor", "firecracker"}),
    ("entry of the note", with_note(16, "<Q", 0x80000), PVH),
    ("Linux entry", with_header(entry=0x80000), RUST | LINUX | {"xen"}),
    ("Linux entry at 1 GiB", with_header(entry=1 << 30), LINUX),
    ("segment below 1 MiB", with_segment(PT_LOAD, 0, paddr=0x1000), ALL),
    ("segment over the start info", with_segment(PT_LOAD, 0, paddr=0x6000),
     RUST - {"firecracker-old"}),
    ("segment over the zero page", with_segment(PT_LOAD, 0, paddr=0x7000),
     {"firecracker-old"}),
    ("segment over the command line", with_segment(PT_LOAD, 0, paddr=0x20000), RUST),
    ("segment beyond the file", with_segment(PT_LOAD, 1, offset=1 << 30), ALL),
    ("segment beyond the memory", with_segment(PT_LOAD, 2, memsz=1 << 30),
     {"qemu", "xen", "crosvm"} | RUST),
    ("overlap", overlap, ALL),
    ("order", swap, {"crosvm"}),
    ("nothing to load", lambda data: [with_segment(PT_LOAD, 0, type=0)(data)
                                      for _ in range(3)], ALL),
    ("segment without rights", with_segment(PT_LOAD, 1, flags=0), {"xen"}),
]


def control(monitor, name, change, image):
    data = bytearray(image)
    change(data)
    try:
        boot(monitor, data, image)
    except Refused as reason:
        print(f"{monitor}: {name}: refused: {reason}")
        return True
    except Wrong as reason:
        print(f"{monitor}: {name}: wrong: {reason}")
        return True
    print(f"{monitor}: {name}: NOT NOTICED")
    return False


def main():
    what, path, *monitors = sys.argv[1:]
    with open(path, "rb") as file:
        image = file.read()
    good = True
    for monitor in monitors:
        if what == "load":
            try:
                print(f"{monitor}: starts at {boot(monitor, image, image):#x}")
            except (Refused, Wrong) as reason:
                print(f"{monitor}: {reason}")
                good = False
            continue
        for name, change, concerned in CONTROLS:
            if monitor in concerned:
                good &= control(monitor, name, change, image)
    return not good


sys.exit(main())
