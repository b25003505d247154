# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Builds and runs generated programs: musl-gcc for this machine, unispec-cc for
images, clang and llvm-link for one module of bitcode.
"""

import json
import os
import re
import shutil
import subprocess

BUILD = os.environ.get("UNISPEC_BUILD") or os.path.normpath(
    os.path.join(os.path.dirname(__file__), "..", "..", "build")
)


def llvm_folder():
    """Where the build's LLVM is, as tests/run finds it."""
    try:
        with open(os.path.join(BUILD, "tests", "lit.site.cfg.py")) as file:
            return re.search(r'config\.llvm_bin = "(.*)"', file.read())[1]
    except OSError as error:
        raise SystemExit(f"error: no build in {BUILD} (UNISPEC_BUILD):"
                         f" {error}") from error


PATH = os.pathsep.join(
    [os.path.join(BUILD, "bin"), llvm_folder(), os.environ.get("PATH", "")]
)
MODEL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs",
                     "model.c")
TIMEOUT = 60


class Failure(Exception):
    """A tool failed; the text says which and how."""


def execute(command, what, **options):
    environment = dict(os.environ, PATH=PATH, LC_ALL="C")
    try:
        result = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=TIMEOUT,
            **options,
        )
    except subprocess.TimeoutExpired as late:
        seen = (late.stdout or b"").decode(errors="replace")[-2000:]
        raise Failure(f"{what}: still running after {TIMEOUT} s\n{seen}")
    if result.returncode:
        text = (result.stdout + result.stderr).decode(errors="replace")
        raise Failure(f"{what}: status {result.returncode}\n{text[-4000:]}")
    return result.stdout.decode(errors="replace")


def run_on_linux(paths, folder):
    host = os.path.join(folder, "host")
    execute(["musl-gcc", "-static", "-O1", "-w", *paths, "-o", host],
            "musl-gcc")
    return execute([host], "program on Linux", cwd=folder)


# Most of the time of a link goes to what it does after the analysis. One level
# is linked as users do it.
LINK = {"0": ["-Wl,--lto-O1,--lto-CGO0"], "s": ["-Wl,--lto-O1,--lto-CGO0"]}


def link(paths, folder, level, options=()):
    """The image, and its audit as {name of a function: kept?}."""
    image = os.path.join(folder, f"image-O{level}")
    audit = image + ".json"
    execute(
        ["unispec-cc", f"-O{level}", "-w", *paths, "-o", image,
         f"-Wl,--audit={audit}", *LINK.get(level, []), *options],
        f"unispec-cc -O{level}",
    )
    with open(audit, encoding="utf-8") as file:
        functions = json.load(file)["functions"]
    os.remove(audit)
    kept = {}
    for function in functions:
        if function["component"] == "app":
            note(kept, function["name"], function["status"] == "kept")
    return image, kept


def note(kept, name, is_kept):
    """Clones that clang makes (f.specialized.1) count as their function."""
    name = name.split(".")[0]
    kept[name] = kept.get(name, False) or is_kept


def boot(image):
    try:
        return execute(["unispec", "run", image], f"run of {image}")
    finally:
        os.remove(image)


def clean(folder):
    shutil.rmtree(folder, ignore_errors=True)


def bitcode(paths, folder, level, name):
    """One module of the program and a model of libc; the root model_start."""
    modules = []
    for k, path in enumerate([MODEL, *paths]):
        module = os.path.join(folder, f"{k}.bc")
        execute(
            ["unispec-cc", f"-O{level}", "-w", "-emit-llvm", "-c", path,
             "-o", module, *(["-fno-builtin"] if path == MODEL else [])],
            "unispec-cc -emit-llvm",
        )
        modules.append(module)
    whole = os.path.join(folder, name)
    execute(["llvm-link", *modules, "-o", whole + ".tmp"], "llvm-link")
    execute(
        ["opt", "-passes=internalize",
         "-internalize-public-api-list=model_start", whole + ".tmp", "-o",
         whole],
        "opt",
    )
    for path in [*modules, whole + ".tmp"]:
        os.remove(path)
    return whole


def analyse(command, module, roots):
    """Output of the driver tests/analysis/analyse.c up to the module."""
    try:
        return execute([*command, module, *roots], "analyse").split("---\n")[0]
    except Failure as failure:
        return f"analyse failed: {failure}\n"


def kept_by(text):
    """{name of a function: kept?} of what the driver printed."""
    kept = {}
    for line in text.splitlines():
        words = line.split()
        if len(words) > 1 and words[0] in ("kept", "removed"):
            note(kept, words[1], words[0] == "kept")
    return kept
