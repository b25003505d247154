# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
boot_xen.py IMAGE [ARGUMENT...]
Boots IMAGE as the PVH kernel of the first domain of Debian's Xen 4.17, in QEMU,
whose TCG emulates SVM and an AMD IOMMU. Xen is a Multiboot kernel and
takes the first domain's as a module. (MONITOR off: Xen would idle by an
MWAIT form that TCG answers by a fault.) Prints two lines of Xen's, what came after
Xen gave its memory free (the domain's console), and "status N".
"""
import gzip
import os
import subprocess
import sys
import tempfile

XEN = os.path.join(os.environ["UNISPEC_BUILD"], "tests", "xen", "boot",
                   "xen-4.17-amd64.gz")
OPTIONS = "console=com1 dom0=pvh dom0_mem=64M noreboot"
TIMEOUT = 300


def command(xen, image, arguments):
    return ["qemu-system-x86_64", "-nodefaults", "-no-user-config",
            "-display", "none", "-no-reboot", "-accel", "tcg",
            "-M", "q35,kernel-irqchip=split", "-cpu", "EPYC,monitor=off", "-m", "512M",
            "-device", "amd-iommu", "-serial", "stdio",
            "-device", "isa-debug-exit,iobase=0x501,iosize=4",
            "-kernel", xen, "-append", OPTIONS,
            "-initrd", " ".join([image, "--", *arguments])]


def main():
    image, *arguments = sys.argv[1:]
    with tempfile.NamedTemporaryFile() as xen:
        with gzip.open(XEN) as packed:
            xen.write(packed.read())
        xen.flush()
        run = subprocess.run(command(xen.name, image, arguments),
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, timeout=TIMEOUT,
                             check=False)
    text = run.stdout.decode("latin1").replace("\r", "")
    for line in text.splitlines():
        if "Xen version" in line or "PVH is an experimental" in line:
            print(line)
    before, mark, domain = text.partition(" init memory\n")
    if not mark:
        print(before)  # Xen did not start it
    print(domain, end="" if domain.endswith("\n") or not domain else "\n")
    # isa-debug-exit, which the first domain reaches: twice the status and one.
    print("status", run.returncode >> 1)


if __name__ == "__main__":
    main()
