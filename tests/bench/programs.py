# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The programs that are measured, and the tools of the build that make them."""

import os
import re

from measure import HERE, Problem, run


class Program:
    def __init__(self, name, words="", expect="Hello", memory=65536):
        self.name, self.words, self.expect = name, words, expect
        self.memory = memory

    def inputs(self, tools, folder):
        """Object files and libraries: the link's inputs."""
        obj = os.path.join(folder, self.name + ".o")
        run([tools.cc, "-O2", "-c", os.path.join(HERE, self.name + ".c"),
             "-o", obj])
        return [obj]


class Sqlite(Program):
    """The shell, of the source and with the macros of examples/run sqlite."""

    @staticmethod
    def macros(makefile):
        with open(makefile) as file:
            lines = re.findall(
                r"^(?:SHELL_OPT|OPT_FEATURE_FLAGS|TCC) *\+?= *(.*)$",
                file.read(),
                re.MULTILINE,
            )
        return re.findall(r"-D\w+(?:=\w+)?", " ".join(lines))

    def inputs(self, tools, folder):
        build = os.path.join(tools.build, "examples", "sqlite", "build")
        objects = []
        for name in ("sqlite3", "shell"):
            source = os.path.join(build, name + ".c")
            if not os.path.exists(source):
                raise Problem(f"{source} not found: examples/run sqlite makes it")
            obj = os.path.join(folder, name + ".o")
            macros = self.macros(os.path.join(build, "Makefile"))
            run([tools.cc, "-O2", *macros, f"-I{build}", "-c", source,
                 "-o", obj])
            objects.append(obj)
        return objects


class Lua(Program):
    """The interpreter, of the source and with the macros of examples/run lua."""

    MACROS = ["-DLUA_COMPAT_5_3", "-DLUA_USE_POSIX"]

    def inputs(self, tools, folder):
        source = os.path.join(tools.build, "examples", "lua", "source", "src")
        if not os.path.exists(source):
            raise Problem(f"{source} not found: examples/run lua makes it")
        objects = []
        for name in sorted(os.listdir(source)):
            if not name.endswith(".c") or name == "luac.c":
                continue
            obj = os.path.join(folder, name[:-2] + ".lua.o")
            run([tools.cc, "-O2", *self.MACROS, "-c",
                 os.path.join(source, name), "-o", obj])
            objects.append(obj)
        return objects


PROGRAMS = [
    Program("write"),
    Program("puts"),
    Program("hello"),
    Lua(
        "lua",
        words='stdout=pipe -- -e "print(6 * 7)"',
        expect="42\n",
    ),
    Sqlite(
        "sqlite",
        words='env.HOME=/ stdout=pipe -- :memory: "create table t(a, b);'
        "insert into t values(1, 'one'), (2, 'two');"
        'select a, b from t order by a;"',
        expect="1|one\n2|two\n",
    ),
]


class Tools:
    def __init__(self, build):
        self.build = build
        self.cc = os.path.join(build, "bin", "unispec-cc")
        self.ld = os.path.join(build, "bin", "ld.unispec")
        self.unispec = os.path.join(build, "bin", "unispec")
        for path in (self.cc, self.ld, self.unispec):
            if not os.path.exists(path):
                raise Problem(f"{path} not found: build first, or give --build")
