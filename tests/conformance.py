# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
A lit test format: one C file is a program that must behave alike on Linux and
as a unikernel. It is built twice, by musl-gcc -static for this machine and by
unispec-cc; both are run, and output (stdout and stderr together) and exit
status must be the same. The object of unispec-cc is then linked again with
--guard: that image must do the same, too. A quick run takes one program of
QUICK, always the same ones, and does without the guard.
Header lines of the file, each optional:

    // ARGS: words            the program's arguments (shell quoting)
    // STDIN: text            standard input (C escapes); default: empty
    // ENV: NAME=VALUE ...    environment
    // INITRD: folder         beside the test: the files the program finds in
                              its working folder (which is / in the unikernel)
    // MEMORY: 64M            of the unikernel
    // CFLAGS: words          of both builds
    // STATUS: n              expected exit status (default: what Linux says)
    // HOST: no               not run on Linux; status is 0 unless STATUS is given
    // CASES: no              makes too many calls for kernel/syscall_cases.py
    // EXPECT: text           a line that the output must have (repeatable)
    // REQUIRES: / UNSUPPORTED: / XFAIL:    as in every lit test

A file with RUN lines is an ordinary shell test.
"""

import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import zlib

import lit.formats
import lit.Test
import lit.TestRunner

HEADER = re.compile(r"^//\s*([A-Z]+):[ \t]*(.*?)\s*$", re.MULTILINE)
TIMEOUT = 60
QUICK = 5
# What a guard build tests is done before the optimisation, which takes longer.
GUARD = ["--guard", "--lto-O1", "--lto-CGO0"]


class Step(Exception):
    """The test ends here, with lit's result code and a text."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code, self.text = code, text


def parse_headers(path):
    headers = {}
    with open(path, encoding="utf-8") as file:
        for name, value in HEADER.findall(file.read()):
            headers.setdefault(name, []).append(value)
    return headers


def inherit_nothing():
    """Linux' defaults for signals and the number of descriptors, in here."""
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        if signal.getsignal(number) is not None:
            signal.signal(number, signal.SIG_DFL)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if most == resource.RLIM_INFINITY or most > 1024:
        resource.setrlimit(resource.RLIMIT_NOFILE, (1024, most))


class Program:
    """The two builds of one test file and their runs."""

    def __init__(self, test, folder):
        self.source = test.getSourcePath()
        self.folder = folder
        self.environment = test.config.environment
        self.headers = parse_headers(self.source)

    def value(self, name, default=""):
        return self.headers.get(name, [default])[0]

    def words(self, name):
        return shlex.split(self.value(name))

    def stdin(self):
        text = self.value("STDIN").encode()
        return text.decode("unicode_escape").encode("latin-1")

    def build(self, compiler, source, output):
        output = os.path.join(self.folder, output)
        command = [*compiler, source, "-o", output]
        result = subprocess.run(
            command,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=TIMEOUT,
        )
        if result.returncode:
            raise Step(
                lit.Test.FAIL,
                f"{shlex.join(command)}: status {result.returncode}\n"
                + result.stdout.decode(errors="replace"),
            )
        return output

    def run(self, command, environment, folder, stderr, **options):
        try:
            result = subprocess.run(
                command,
                input=self.stdin(),
                env=environment,
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=stderr,
                timeout=TIMEOUT,
                **options,
            )
        except subprocess.TimeoutExpired as late:
            seen = (late.stdout or b"").decode(errors="replace")
            raise Step(
                lit.Test.TIMEOUT,
                f"{shlex.join(command)}: still running after {TIMEOUT} s\n{seen}",
            ) from late
        self.messages = (result.stderr or b"").decode(errors="replace")
        status = result.returncode
        # A signal, as a shell reports it.
        return result.stdout, 128 - status if status < 0 else status

    def run_on_linux(self, wrapper=()):
        program = self.build(
            ["musl-gcc", "-static", "-O1", *self.words("CFLAGS")],
            self.source,
            "host",
        )
        work = os.path.join(self.folder, "work")
        if self.value("INITRD"):
            shutil.copytree(self.initrd(), work, symlinks=True)
        else:
            os.makedirs(work)
        environment = dict(word.split("=", 1) for word in self.words("ENV"))
        command = [*wrapper, program, *self.words("ARGS")]
        # What a program inherits must not depend on who runs the tests: a
        # session may lie outside the pid namespace, limits may be without end.
        return self.run(
            command,
            environment,
            work,
            subprocess.STDOUT,
            start_new_session=True,
            umask=0o022,
            preexec_fn=inherit_nothing,
        )

    def initrd(self):
        return os.path.join(os.path.dirname(self.source), self.value("INITRD"))

    def compile(self):
        compiler = ["unispec-cc", "-O2", "-c", *self.words("CFLAGS")]
        return self.build(compiler, self.source, "image.o")

    def run_as_unikernel(self, compiled, guard=False):
        """Links the object and boots it."""
        # Not by unispec-cc: clang's start takes a tenth of such a link.
        linker = ["ld.unispec"] + (GUARD if guard else [])
        # Both have the name of the image that the program may see.
        folder = os.path.join(self.folder, "guard" if guard else "normal")
        os.makedirs(folder)
        image = self.build(linker, compiled, os.path.join(folder, "image"))
        command = ["unispec", "run"]
        if self.value("INITRD"):
            command += ["--initrd", self.initrd()]
        if self.value("MEMORY"):
            command += ["--memory", self.value("MEMORY")]
        for word in self.words("ENV"):
            command += ["--env", word]
        command += [image, "--", *self.words("ARGS")]
        # Both streams of the guest are its console, which is stdout; stderr is
        # what unispec run itself has to say.
        return self.run(
            command, self.environment, self.folder, subprocess.PIPE
        )


def differences(program, expected, actual):
    """What is wrong with the run as a unikernel, as a text; empty if nothing."""
    wrong = []
    output, status = actual
    if expected is not None and expected[0] != output:
        wrong.append("output differs from that on Linux")
    wanted = 0 if expected is None else expected[1]
    wanted = int(program.value("STATUS") or wanted)
    if status != wanted:
        wrong.append(f"exit status {status}, expected {wanted}")
    if expected is not None and expected[1] != wanted:
        wrong.append(f"exit status on Linux {expected[1]}, expected {wanted}")
    lines = output.decode(errors="replace").splitlines()
    for text in program.headers.get("EXPECT", []):
        if text not in lines:
            wrong.append(f"no line of the output is: {text}")
    return "\n".join(wrong)


def show(title, result):
    if result is None:
        return ""
    text = result[0].decode(errors="replace")
    return f"--- {title} (exit status {result[1]})\n{text}\n"


class Conformance(lit.formats.ShTest):
    def execute(self, test, lit_config):
        with open(test.getSourcePath(), encoding="utf-8") as file:
            if re.search(r"\bRUN:", file.read()):
                return super().execute(test, lit_config)
        # lit's own parser handles REQUIRES, UNSUPPORTED and XFAIL.
        script = lit.TestRunner.parseIntegratedTestScript(
            test, require_script=False
        )
        if isinstance(script, lit.Test.Result):
            return script
        if test.getMissingRequiredFeatures() or test.getUnsupportedFeatures():
            return lit.Test.Result(lit.Test.UNSUPPORTED, "")
        quick = "quick" in test.config.available_features
        name = os.path.basename(test.getSourcePath())
        if quick and zlib.crc32(name.encode()) % QUICK:
            return lit.Test.Result(lit.Test.UNSUPPORTED, "")
        folder = test.getExecPath() + ".tmp"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        try:
            return self.compare(Program(test, folder), guarded=not quick)
        except Step as end:
            return lit.Test.Result(end.code, end.text)

    @staticmethod
    def compare(program, guarded):
        expected = None
        if program.value("HOST") != "no":
            expected = program.run_on_linux()
        compiled = program.compile()
        for guard in [False, True] if guarded else [False]:
            actual = program.run_as_unikernel(compiled, guard)
            wrong = differences(program, expected, actual)
            if wrong:
                title = "unikernel" + (", --guard" if guard else "")
                text = f"{program.source}: {title}: {wrong}\n"
                text += show("Linux", expected) + show(title, actual)
                text += program.messages
                return lit.Test.Result(lit.Test.FAIL, text)
        return lit.Test.Result(lit.Test.PASS, "")
