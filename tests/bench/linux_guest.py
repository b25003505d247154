# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Debian's cloud Linux kernel as a guest: its parts, its root file system."""

import glob
import os
import re

from measure import Problem, run

# In the order in which they need one another.
MODULES = (
    "virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev",
    "virtio_pci", "failover", "net_failover", "virtio_net",
)  # fmt: skip


def fetch(packages, folder):
    """Debian packages, unpacked into a folder, once."""
    os.makedirs(folder, exist_ok=True)
    for package in packages:
        done = os.path.join(folder, f".{package}")
        if os.path.exists(done):
            continue
        run(["apt-get", "-qq", "download", package], cwd=folder)
        (path,) = glob.glob(os.path.join(folder, f"{package}_*.deb"))
        run(["dpkg-deb", "-x", path, folder])
        os.unlink(path)
        with open(done, "w"):
            pass


def linux_kernel(folder):
    """The cloud kernel of this Debian, unpacked."""
    found = glob.glob(os.path.join(folder, "boot", "vmlinuz-*"))
    if not found:
        depends = run(["apt-cache", "depends", "linux-image-cloud-amd64"])
        match = re.search(r"Depends: (linux-image-\S+)", depends)
        if not match:
            raise Problem("apt-cache knows no linux-image-cloud-amd64: apt-get update")
        fetch([match[1]], folder)
        found = glob.glob(os.path.join(folder, "boot", "vmlinuz-*"))
    return found[0]


def cpio_entry(name, mode, data=b"", device=(0, 0)):
    """An entry of a cpio archive, format newc (Linux: initramfs buffer format)."""
    fields = [0, mode, 0, 0, 1, 0, len(data), 0, 0, *device, len(name) + 1, 0]
    head = b"070701" + b"".join(b"%08x" % f for f in fields)
    head += name.encode() + b"\0"
    return head + b"\0" * (-len(head) % 4) + data + b"\0" * (-len(data) % 4)


def content(path):
    with open(path, "rb") as file:
        return file.read()


def make_initramfs(init, path, files=()):
    """A program as /init, the console that it prints to, and further files."""
    with open(path, "wb") as file:
        file.write(cpio_entry("dev", 0o040755))
        file.write(cpio_entry("dev/console", 0o020600, device=(5, 1)))
        file.write(cpio_entry("init", 0o100755, content(init)))
        for name, data in files:
            if data is None:
                file.write(cpio_entry(name, 0o040755))
            else:
                file.write(cpio_entry(name, 0o100755, data))
        file.write(cpio_entry("TRAILER!!!", 0))


def module_files(folder):
    """The modules that a network card needs, as files of an initramfs."""
    yield "modules", None
    for number, module in enumerate(MODULES):
        pattern = os.path.join(folder, "lib", "modules", "*", "**", module + ".ko")
        found = glob.glob(pattern, recursive=True)
        if len(found) != 1:
            raise Problem(f"{folder} has no module {module}")
        yield f"modules/{number}", content(found[0])


def folder_files(folder):
    """What is in a folder, as files of an initramfs."""
    for path, folders, files in os.walk(folder):
        for name in folders:
            yield os.path.relpath(os.path.join(path, name), folder), None
        for name in files:
            path_of_file = os.path.join(path, name)
            yield os.path.relpath(path_of_file, folder), content(path_of_file)
