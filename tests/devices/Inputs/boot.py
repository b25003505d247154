# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
boot.py MACHINE IMAGE [--cpu CPU] [--append TEXT] [--trace EVENT]
        [--serial none] [--input LINE]
        [--device NAME,OPTIONS]... [QEMU options]
Boots an image on microvm (with the devices on the command line, or as
microvm-acpi in ACPI tables), q35 or pc with virtio devices of that machine's bus.
NAME is a device without its bus: virtio-rng. Prints the console, the QEMU trace
lines of EVENT without addresses, and "status N".
"""
import argparse
import re
import subprocess
import sys
import tempfile

TIMEOUT = 300


def machine_options(name):
    """QEMU's options for microvm, microvm-acpi, q35 or pc."""
    if not name.startswith("microvm"):
        return ["-M", name]
    acpi = "on" if name == "microvm-acpi" else "off"
    return ["-M", f"microvm,acpi={acpi},isa-serial=on,rtc=on,pic=on,pit=on",
            "-global", "virtio-mmio.force-legacy=false"]


def devices(options):
    """virtio-blk,drive=d: virtio-blk-device,drive=d on microvm."""
    suffix = "-device" if options.machine.startswith("microvm") else "-pci"
    for device in options.device:
        name, comma, rest = device.partition(",")
        yield from ("-device", name + suffix + comma + rest)


def command(options, rest):
    words = ["qemu-system-x86_64", "-nodefaults", "-no-user-config",
             "-display", "none", "-no-reboot", "-accel", "tcg",
             "-cpu", options.cpu, "-m", "64M", "-serial", options.serial,
             "-device", "isa-debug-exit,iobase=0x501,iosize=4"]
    return [*words, *machine_options(options.machine), *devices(options), *rest,
            "-kernel", options.image, "-append", options.append]


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("machine")
    parser.add_argument("image")
    parser.add_argument("--cpu", default="max")
    parser.add_argument("--append", default="")
    parser.add_argument("--trace")
    parser.add_argument("--serial", default="stdio")
    parser.add_argument("--input", default="")
    parser.add_argument("--device", action="append", default=[])
    options, rest = parser.parse_known_args()
    typed = options.input and options.input + "\n"
    with tempfile.NamedTemporaryFile("r") as log:
        words = command(options, rest)
        if options.trace:
            words += ["-trace", options.trace, "-D", log.name]
        run = subprocess.run(words, input=typed.encode(),
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             timeout=TIMEOUT, check=False)
        sys.stdout.write(run.stdout.decode("latin1"))
        for line in log:
            print("trace:", re.sub(r"0x[0-9a-f]+", "ADDRESS", line.strip()))
    # isa-debug-exit: QEMU ends with twice the guest's status and one.
    print("status", run.returncode >> 1)


if __name__ == "__main__":
    main()
