# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# One suite for all components: each folder beside this file is found by
# itself. Tests are files with RUN lines (.test, .c, .ll, ...); in tests/kernel a
# .c file without RUN lines is a conformance test (conformance.py).
#
# Parameter quick=1 (tests/run --quick) leaves out what is marked
# "UNSUPPORTED: quick".
import os
import shutil
import subprocess
import sys

import lit.formats

sys.path.insert(0, os.path.dirname(__file__))
import conformance  # noqa: E402

config.name = "unispec"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".test", ".c", ".cpp", ".ll", ".s"]
config.excludes = ["Inputs", "bench", "programs", "lit.cfg.py", "conformance.py", "summary.py", "trace_check.py"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.unispec_build, "tests")
config.conformance_format = conformance.Conformance()

build_bin = os.path.join(config.unispec_build, "bin")
path = [build_bin, config.llvm_bin, os.environ.get("PATH", "/usr/bin:/bin")]
config.environment["PATH"] = os.pathsep.join(path)
config.environment["UNISPEC_BUILD"] = config.unispec_build
for name in ("HOME", "XDG_CACHE_HOME", "CCACHE_DIR"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
# Messages are compared in the C locale.
config.environment["LC_ALL"] = "C"

# Longest names first: lit replaces in this order, and some begin with others.
lib = os.path.join(config.unispec_build, "lib")
substitutions = {
    "%unispec_cc": os.path.join(build_bin, "unispec-cc"),
    "%unispec_source": config.unispec_source,
    "%unispec_build": config.unispec_build,
    "%ld_unispec": os.path.join(build_bin, "ld.unispec"),
    "%unispec": os.path.join(build_bin, "unispec"),
    "%plugin": os.path.join(lib, "unispec.so"),
    "%sysroot": os.path.join(lib, "unispec", "sysroot"),
    "%clang": os.path.join(config.llvm_bin, "clang"),
    "%musl_gcc": "musl-gcc",
    "%musl_source": os.path.join(lib, "unispec", "source", "musl-1.2.3"),
    "%cmake": config.cmake,
    "%python": sys.executable,
    # For scripts that use conformance.py.
    "%lit_modules": os.path.dirname(os.path.dirname(lit.__file__)),
    "%trace_check": sys.executable
    + " "
    + os.path.join(config.test_source_root, "trace_check.py"),
    "%analyse": os.path.join(config.unispec_build, "tests", "analyse"),
    "%check_contents": os.path.join(
        config.unispec_build, "tests", "check-contents"
    ),
}
for tool in ("FileCheck", "opt", "not", "count", "llvm-dis", "llvm-as"):
    substitutions["%" + tool] = os.path.join(config.llvm_bin, tool)
for name in sorted(substitutions, key=len, reverse=True):
    config.substitutions.append((name + r"\b", substitutions[name]))

for tool in ("musl-gcc", "qemu-system-x86_64", "ccache", "gcc", "cpio", "npm"):
    if shutil.which(tool, path=config.environment["PATH"]):
        config.available_features.add(tool)
if shutil.which("strace", path=config.environment["PATH"]):
    # Some containers have it and forbid ptrace.
    tried = subprocess.run(
        ["strace", "-o", os.devnull, "true"], capture_output=True
    )
    if tried.returncode == 0:
        config.available_features.add("strace")
if os.geteuid() == 0:
    config.available_features.add("root")
if shutil.which("e2fsck", path=config.environment["PATH"] + ":/usr/sbin:/sbin"):
    config.available_features.add("e2fsprogs")
if os.path.exists(
    os.path.join(config.unispec_build, "tests", "xen", "boot", "xen-4.17-amd64.gz")
):
    config.available_features.add("xen")
if lit_config.params.get("quick"):
    config.available_features.add("quick")

# A guest that hangs must not hang the suite; lit needs psutil for it.
supported, _ = lit_config.maxIndividualTestTimeIsSupported
if supported and not lit_config.maxIndividualTestTime:
    lit_config.maxIndividualTestTime = 1200
