# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
The programs of tests/programs/run: where each comes from, how it is built for
a side ("linux" or "unikernel"), what its tests are and how one is run.
"""

import os
import re
import shutil
import subprocess
import sys

from redis_unit import GUEST, HOST, TAP

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SIDES = ("linux", "unikernel")


class Program:
    PACKAGE = VERSION = SHA256 = None
    MEMORY = "256M"
    TIMEOUT = 120  # seconds, of a test
    SKIPS = ()  # statuses
    VARIABLES = ()  # of the environment, NAME=VALUE

    def __init__(self, build, place):
        self.build, self.place = build, place
        self.bin = os.path.join(build, "bin")
        self.environment = dict(
            os.environ, PATH=self.bin + os.pathsep + os.environ["PATH"]
        )
        os.makedirs(place, exist_ok=True)
        self.log = os.path.join(place, "build.log")

    def sh(self, *command, folder=None):
        with open(self.log, "ab") as log:
            try:
                subprocess.run(
                    command,
                    cwd=folder or self.place,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    check=True,
                )
            except subprocess.CalledProcessError as error:
                raise SystemExit(f"tests/programs/run: error: {error}; see {self.log}")

    def source(self, *package):
        """The source of PACKAGE, VERSION, SHA256; by default the program's."""
        package = package or (self.PACKAGE, self.VERSION, self.SHA256)
        found = subprocess.run(
            [os.path.join(ROOT, "runtime", "fetch-source"), *package],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return found.stdout.strip()

    def copy(self, side):
        """A copy of the source to build in."""
        folder = os.path.join(self.place, side)
        if not os.path.isdir(folder):
            shutil.copytree(self.source(), folder + ".new", symlinks=True)
            os.rename(folder + ".new", folder)
        return folder

    def headers(self):
        """Linux' own headers, which musl-gcc does not find."""
        folder = os.path.join(self.place, "linux-headers")
        os.makedirs(folder, exist_ok=True)
        for name, place in (
            ("linux", "/usr/include/linux"),
            ("asm", "/usr/include/x86_64-linux-gnu/asm"),
            ("asm-generic", "/usr/include/asm-generic"),
            ("mtd", "/usr/include/mtd"),
        ):
            link = os.path.join(folder, name)
            if not os.path.islink(link):
                os.symlink(place, link)
        return folder

    def cmake(self, side, target, *options):
        folder = os.path.join(self.place, side)
        command = ["cmake", "-S", self.source(), "-B", folder, "-G", "Ninja"]
        command += ["-DCMAKE_BUILD_TYPE=Release", *options]
        if side == "linux":
            command += [
                "-DCMAKE_C_COMPILER=musl-gcc",
                "-DCMAKE_EXE_LINKER_FLAGS=-static",
                "-DCMAKE_C_FLAGS=-isystem " + self.headers(),
            ]
        else:
            toolchain = os.path.join(
                self.build, "lib", "cmake", "unispec", "unispec-toolchain.cmake"
            )
            command.append("-DCMAKE_TOOLCHAIN_FILE=" + toolchain)
        if not os.path.exists(os.path.join(folder, "build.ninja")):
            self.sh(*command)
        self.sh("ninja", "-C", folder, target)

    def make(self, sides):
        for side in sides:
            self.build_side(side)

    SETTINGS = {}  # files of /etc
    FIXTURES = None  # a folder of the source

    def files(self):
        """A folder with what the tests find in theirs, if anything."""
        if not self.SETTINGS and not self.FIXTURES:
            return None
        folder = os.path.join(self.place, "files")
        if not os.path.isdir(folder):
            os.makedirs(os.path.join(folder + ".new", "etc"))
            for name, text in self.SETTINGS.items():
                with open(os.path.join(folder + ".new", "etc", name), "w") as file:
                    file.write(text)
            if self.FIXTURES:
                shutil.copytree(
                    os.path.join(self.source(), self.FIXTURES),
                    os.path.join(folder + ".new", self.FIXTURES),
                )
            os.rename(folder + ".new", folder)
        return folder

    def start(self, side, *arguments):
        """The command that runs the program with these arguments."""
        if side == "linux":
            return ["env", *self.VARIABLES, self.path(side), *arguments]
        command = [os.path.join(self.bin, "unispec"), "run", "--memory", self.MEMORY]
        for variable in self.VARIABLES:
            command += ["--env", variable]
        if self.files():
            command += ["--initrd", self.files()]
        return [*command, self.path(side), "--", *arguments]

    def listed(self, *arguments):
        done = subprocess.run(
            [self.path("linux"), *arguments],
            env=dict(os.environ, **dict(v.split("=") for v in self.VARIABLES)),
            check=False,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout.splitlines()

    @staticmethod
    def skipped(output):
        return False

    def prints_alike(self, test):
        """Whether a test that passes prints on both sides the same."""
        return False

    @staticmethod
    def parts(output, status):
        """Where one run has several tests: {name: passed|failed|skipped|hangs}."""
        return None


class Libevent(Program):
    """test/regress. A test that wants a process of its own forks one: with
    --no-fork each has the image or the Linux process for itself."""

    PACKAGE, VERSION = "libevent", "2.1.12-stable"
    SHA256 = "92e6de1be9ec176428fd2367677e61ceffc2ee1cb119035037a27d346b0403bb"
    SETTINGS = {"resolv.conf": "nameserver 127.0.0.1\n"}
    OPTIONS = [f"-DEVENT__DISABLE_{what}=ON" for what in
               ("OPENSSL", "MBEDTLS", "SAMPLES", "BENCHMARK")]  # fmt: skip

    def path(self, side):
        return os.path.join(self.place, side, "bin", "regress")

    def build_side(self, side):
        self.cmake(side, "regress", "-DEVENT__LIBRARY_TYPE=STATIC", *self.OPTIONS)

    def tests(self):
        lines = self.listed("--list-tests")
        return [line.split()[0] for line in lines if line.startswith("    ")]

    def command(self, test, side):
        return self.start(side, "--no-fork", test)

    @staticmethod
    def skipped(output):
        return "0 tests ok" in output or "(1 skipped)" in output


class Libuv(Program):
    """test/run-tests: NAME NAME runs the test NAME in this process. Those that
    need a helper, a second process that is a server, are left out."""

    PACKAGE, VERSION = "libuv1", "1.44.2"
    SHA256 = "d79b4b06ef04be85fb890bf39d55942cc64c2e15fd14eaa32dae5dce94485484"
    SKIPS = (7,)
    VARIABLES = ("UV_RUN_AS_ROOT=1",)
    SETTINGS = {
        "passwd": "root:x:0:0:root:/:/bin/sh\n",
        "hosts": "127.0.0.1 localhost\n",
    }
    FIXTURES = os.path.join("test", "fixtures")

    def path(self, side):
        return os.path.join(self.place, side, "uv_run_tests_a")

    def build_side(self, side):
        self.cmake(side, "uv_run_tests_a")

    def tests(self):
        return [line.strip() for line in self.listed("--list")
                if line.strip() and "(helpers:" not in line]  # fmt: skip

    def command(self, test, side):
        return self.start(side, test, test)


class Fio(Program):
    """Each engine that waits for its own transfers, in a thread, on files in
    memory; what is read back is verified."""

    PACKAGE, VERSION = "fio", "3.33"
    SHA256 = "d2410e13e0f379d061d077cc5ae325835bb7c6186aa7bafc1df954cbc9b014fc"
    ENGINES = ("sync", "psync", "vsync", "pvsync", "pvsync2", "mmap", "splice")
    PATTERNS = ("write", "randwrite", "rw", "randrw")
    OTHERS = {
        "falloc": ["--rw=write"],
        "ftruncate": ["--rw=write", "--fallocate=none"],
        "filecreate": ["--filesize=4k", "--nrfiles=20", "--rw=write"],
        "filestat": ["--filesize=4k", "--nrfiles=20", "--rw=write"],
        "filedelete": ["--filesize=4k", "--nrfiles=20", "--rw=write"],
        "null": ["--rw=randrw"],
        "cpuio": ["--cpuload=50", "--runtime=1", "--time_based"],
        "posixaio": ["--rw=randrw", "--iodepth=4"],
    }
    LEFT_OUT = "numa rdma rados rbd http gfapi pmem".split()
    LEFT_OUT += "xnvme libzbc tcmalloc libnfs dfs shm native lex".split()

    def path(self, side):
        return os.path.join(self.place, side, "fio")

    def build_side(self, side):
        folder = self.copy(side)
        if not os.path.exists(os.path.join(folder, "config-host.mak")):
            how = ["--cc=unispec-cc"]
            if side == "linux":
                how = ["--cc=musl-gcc", "--build-static"]
                how += [f"--extra-cflags=-isystem {self.headers()}"]
            self.sh(
                "./configure",
                *how,
                *(f"--disable-{what}" for what in self.LEFT_OUT),
                folder=folder,
            )
        self.sh("make", "-j2", "fio", folder=folder)

    def tests(self):
        return [f"{e}-{p}" for e in self.ENGINES for p in self.PATTERNS] + [*self.OTHERS]

    def command(self, test, side):
        engine, _, pattern = test.partition("-")
        job = ["--name=job", "--thread=1", f"--ioengine={engine}", "--minimal"]
        job += ["--allow_file_create=1", "--filename_format=job.$jobnum.$filenum"]
        if pattern:
            job += [f"--rw={pattern}", "--size=4m", "--bs=4k", "--numjobs=2"]
            job += ["--verify=crc32c", "--do_verify=1", "--fsync=64"]
        else:
            job += ["--size=1m", *self.OTHERS[engine]]
        return self.start(side, *job)


class Sqlite(Program):
    """sqlite_wal.c: threads with a connection each on 50 MB in WAL mode."""

    PACKAGE, VERSION = "sqlite3", "3.40.1"
    SHA256 = "aaa776260ab4dc976db34aa7891819484c8676b5b2783123ebc6301e2ca5d655"
    MEMORY = "512M"
    TESTS = {
        "threads": ("50", "4", "4", "100"),
        "writers": ("50", "8", "1", "50"),
        "readers": ("50", "1", "8", "200"),
    }

    def path(self, side):
        return os.path.join(self.place, side + "-wal")

    def build_side(self, side):
        folder = self.copy("source")
        if not os.path.exists(os.path.join(folder, "sqlite3.c")):
            self.sh("./configure", "--disable-tcl", folder=folder)
            self.sh("make", "sqlite3.c", folder=folder)
        static = ["musl-gcc", "-static"]
        compiler = static if side == "linux" else ["unispec-cc"]
        sources = [os.path.join(HERE, "sqlite_wal.c"), os.path.join(folder, "sqlite3.c")]
        self.sh(*compiler, "-O2", "-w", "-I" + folder, *sources, "-o", self.path(side))

    def tests(self):
        return [*self.TESTS]

    def command(self, test, side):
        return self.start(side, "wal.db", *self.TESTS[test])


class Lua(Program):
    """The scripts of Lua's folder test, and the test suite of the language, which
    Debian has in the source of a Lua in Go: all that checks something itself.
    Without a debug build of Lua's api.lua has nothing to do."""

    PACKAGE, VERSION = "lua5.1", "5.1.5"
    SHA256 = "2640fc56a795f29d28ef15e13c34a47e223960b0240e8cb0a82d9b0738695333"
    SUITE = (
        "golang-github-yuin-gopher-lua",
        "0.0~git20170915.0.eb1c729",
        "4930565f2f9596a0a47bc84b8c4c535655e8c3206b0d8dd8d2728803dab996e7",
    )
    VARIABLES = ("LUA_PATH=?;./?.lua", "LUA_INIT=package.path='?;'..package.path")
    NO_TEST = ("all", "api", "checktable")
    ARGUMENTS = {"test/luac": ("test/hello.lua",), "test/echo": ("a", "b c", "")}
    # They print times, dates or the environment.
    UNLIKE = ("files", "sort", "test/env", "test/fib", "test/printf")

    def path(self, side):
        return os.path.join(self.place, side, "src", "lua")

    def build_side(self, side):
        folder = os.path.join(self.copy(side), "src")
        compiler = "musl-gcc -static" if side == "linux" else "unispec-cc"
        make = ["make", "-C", folder, "lua", "CC=" + compiler, "MYLIBS="]
        self.sh(*make, "CFLAGS=-O2 -DLUA_USE_POSIX")

    def files(self):
        folder = os.path.join(self.place, "files")
        if not os.path.isdir(folder):
            suite = os.path.join(self.source(*self.SUITE), "_lua5.1-tests")
            shutil.copytree(suite, folder + ".new")
            shutil.copytree(
                os.path.join(self.source(), "test"), os.path.join(folder + ".new", "test")
            )
            os.rename(folder + ".new", folder)
        return folder

    def tests(self):
        found = []
        for name in ("", "test"):
            for script in sorted(os.listdir(os.path.join(self.files(), name))):
                if script.endswith(".lua"):
                    found.append(os.path.join(name, script[:-4]))
        return [test for test in found if test not in self.NO_TEST]

    def command(self, test, side):
        return self.start(side, test + ".lua", *self.ARGUMENTS.get(test, ()))

    def prints_alike(self, test):
        return test not in self.UNLIKE


class Redis(Program):
    """runtest of redis, unit by unit, against a server that it finds running
    (redis_unit.py). The suite leaves out what it can only do with servers that it
    starts itself; clusters and replication are not asked for."""

    PACKAGE, VERSION = "redis", "7.0.15"
    SHA256 = "4b1dc4ee6d622a09fff9c6777191209750fb5e5a725ef78ea012d6eef4c22982"
    TIMEOUT = 3600
    LEFT_OUT = ("unit/cluster", "integration/", "unit/tls", "unit/printver")
    RESULT = re.compile(r"^\[(ok|err|ignore|skip)\]: (.*?)(?: \(\d+ ms\)| in tests/\S+)?$")
    # A group that is left out as a whole has no names.
    GROUP = re.compile(r"^\[ignore\]: [^:]*$")
    HANGS = re.compile(r"\(IN PROGRESS\) (.*)$")
    WORDS = {"ok": "passed", "err": "failed", "ignore": "skipped", "skip": "skipped"}

    def path(self, side):
        return os.path.join(self.place, side, "src", "redis-server")

    def build_side(self, side):
        folder = os.path.join(self.copy(side), "src")
        make = ["make", "-C", folder, "MALLOC=libc", "BUILD_TLS=no"]
        make += ["USE_SYSTEMD=no", "ALL_T=liblua.a"]
        if side == "unikernel":
            make += ["OPTIMIZATION=-Oz", "CFLAGS=-Oz", "CC=unispec-cc"]
            self.sh(*make, "redis-server")
            return
        make += ["CC=musl-gcc -static -isystem " + self.headers()]
        self.sh(*make, "redis-server", "redis-cli", "redis-benchmark")

    def tests(self):
        done = subprocess.run(
            ["./runtest", "--list-tests"],
            cwd=os.path.join(self.place, "linux"),
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        return [u for u in done.stdout.split() if not u.startswith(self.LEFT_OUT)]

    def command(self, test, side):
        server = [self.path(side)]
        if side == "unikernel":
            run = os.path.join(self.bin, "unispec")
            server = [run, "run", "--memory", "512M", "--net"]
            server += [f"tap={TAP},ip={GUEST}::{HOST}:255.255.255.0"]
            server += [self.path(side), "--"]
        unit = os.path.join(HERE, "redis_unit.py")
        suite = os.path.join(self.place, "linux")
        alone = ["unshare", "-rnpf", "--kill-child"]
        return [*alone, sys.executable, unit, side, suite, test, *server]

    @classmethod
    def parts(cls, output, status):
        found = {}
        output = re.sub(r"\x1b\[[0-9;]*m", "", output)
        for line in output.splitlines():
            result, hangs = cls.RESULT.search(line), cls.HANGS.search(line)
            if result and cls.GROUP.search(line):
                continue
            if result:
                name, word = result[2], cls.WORDS[result[1]]
            elif hangs:
                name, word = hangs[1], "hangs"
            else:
                continue
            key, number = name, 2
            while key in found:
                key, number = f"{name} #{number}", number + 1
            found[key] = word
        if status not in (0, 1) or "[exception]" in output:
            found["(the run)"] = f"failed ({status})"
        return found


class Gawk(Program):
    """The tests of test/Maketests, which run one program on one input and say
    what is printed; not those that need numbers of any length (-M)."""

    PACKAGE, VERSION = "gawk", "5.2.1"
    SHA256 = "2337a0283b180ec1b9c727973a34781c6478b3ae9bcbdcca0a4dc49861d75a65"
    VARIABLES = ("LC_ALL=C", "AWKPATH=.")
    LEFT_OUT = ["--disable-mpfr", "--disable-nls", "--disable-extensions"]
    LEFT_OUT += ["--without-readline"]
    RULE = re.compile(r"\n(\w+):\n\t@echo \$@\n.*\$\(AWK\) -f \$@\.awk (.*?)>_\$@ 2>&1")

    def path(self, side):
        return os.path.join(self.place, side, "gawk")

    def build_side(self, side):
        folder = self.copy(side)
        if not os.path.exists(os.path.join(folder, "config.status")):
            how = ["CC=musl-gcc -static"]
            if side == "unikernel":
                how = ["--host=x86_64-unispec-linux-musl"]
            self.sh("./configure", *self.LEFT_OUT, *how, folder=folder)
        self.sh("make", "-C", "support", folder=folder)
        self.sh("make", "gawk", folder=folder)

    def files(self):
        return os.path.join(self.source(), "test")

    def rules(self):
        """{test: the words behind the program's name}."""
        with open(os.path.join(self.files(), "Maketests")) as file:
            found = {name: words.split() for name, words in self.RULE.findall(file.read())}
        return {name: words for name, words in found.items() if "-M" not in words}

    def tests(self):
        return [*self.rules()]

    def command(self, test, side):
        words = [w.replace("_$@", "/tmp/" + test) for w in self.rules()[test]]
        given = words.index("<") if "<" in words else len(words)
        words = [f"{test}.awk", *words[:given]] + ["--input"] * ("<" in words)
        check = [sys.executable, os.path.join(HERE, "gawk_test.py"), self.files(), test]
        return [*check, *self.start(side, "-f", *words)]


PROGRAMS = {
    "gawk": Gawk,
    "libevent": Libevent,
    "libuv": Libuv,
    "fio": Fio,
    "lua": Lua,
    "sqlite": Sqlite,
    "redis": Redis,
}
