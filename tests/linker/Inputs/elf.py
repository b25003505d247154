# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Just enough of ELF64 for the tests."""
import struct


class Elf:
    def __init__(self, path):
        self.data = open(path, "rb").read()
        phoff, shoff = struct.unpack_from("<QQ", self.data, 32)
        phnum = struct.unpack_from("<H", self.data, 56)[0]
        shnum, names = struct.unpack_from("<HH", self.data, 60)
        self.segments = [struct.unpack_from("<IIQQQQQQ", self.data,
                                            phoff + 56 * i)
                         for i in range(phnum)]
        headers = [struct.unpack_from("<IIQQQQIIQQ", self.data,
                                      shoff + 64 * i) for i in range(shnum)]
        self.sections = {self.text(headers[names][4] + h[0]): h
                         for h in headers}

    def text(self, at):
        return self.data[at:self.data.index(0, at)].decode()

    def section(self, name):
        h = self.sections[name]
        return self.data[h[4]:h[4] + h[5]]

    def loaded(self):
        """(address, bytes) of each PT_LOAD, less the ELF header's fields
        that name the section headers."""
        result = []
        for kind, _, offset, _, address, size, _, _ in self.segments:
            if kind == 1:
                part = bytearray(self.data[offset:offset + size])
                if offset == 0:
                    part[40:48] = bytes(8)
                    part[60:64] = bytes(4)
                result.append((address, bytes(part)))
        return result

    def loaded_end(self):
        return max(s[2] + s[5] for s in self.segments if s[0] == 1)

    def functions(self):
        """{name: (address, size)} of the defined functions."""
        table, result = self.section(".symtab"), {}
        strings = self.sections[".strtab"][4]
        for at in range(24, len(table), 24):
            name, info, _, section, value, size = struct.unpack_from(
                "<IBBHQQ", table, at)
            if info & 15 == 2 and section:
                result[self.text(strings + name)] = (value, size)
        return result
