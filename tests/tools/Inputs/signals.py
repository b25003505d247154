# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""signals.py UNISPEC GUEST: ends runs by signals and from a terminal, and
prints what happened. QEMU is found as the child of unispec in /proc."""
import atexit
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time

unispec, guest = sys.argv[1:3]


def qemu_of(pid):
    """The child that is QEMU; the probe of KVM may still be there beside it."""
    with open(f"/proc/{pid}/task/{pid}/children") as f:
        children = [int(p) for p in f.read().split()]
    for child in children:
        with open(f"/proc/{child}/comm") as f:
            if f.read().startswith("qemu"):
                return child
    raise SystemExit(f"no QEMU among the children {children} of {pid}")


def state(pid):
    """The letter of the process's state, '' when it is gone."""
    try:
        with open(f"/proc/{pid}/stat") as f:
            return f.read().rsplit(")", 1)[1].split()[0]
    except OSError:
        return ""


def wait_until(condition, seconds=10):
    end = time.time() + seconds
    while not condition():
        if time.time() > end:
            return False
        time.sleep(0.02)
    return True


def read_until(fd, text, seconds=10):
    got, end = b"", time.time() + seconds
    while text not in got and time.time() < end:
        if select.select([fd], [], [], 0.1)[0]:
            try:
                got += os.read(fd, 4096)
            except OSError:
                break
    return got


def gone(pid):
    return wait_until(lambda: state(pid) in ("", "Z"))


def default_signals():
    """A test runner may ignore SIGINT, which its children inherit."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def by_signal(name):
    p = subprocess.Popen([unispec, "run", guest, "--", "h"],
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         preexec_fn=default_signals)
    atexit.register(p.kill)
    read_until(p.stdout.fileno(), b"ready")
    qemu = qemu_of(p.pid)
    p.send_signal(getattr(signal, name))
    status = p.wait(10)
    print(f"{name}: status {status}, qemu "
          f"{'gone' if gone(qemu) else 'is left'}")


def on_terminal(letter):
    """Starts the guest on a terminal of its own: (pid, its master side)."""
    pid, fd = pty.fork()
    if pid == 0:
        default_signals()
        os.execv(unispec, [unispec, "run", guest, "--", letter])
    return pid, fd


def is_raw(fd):
    flags = termios.tcgetattr(fd)[3]
    return not flags & (termios.ICANON | termios.ECHO)


def status_of(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"):
    by_signal(name)

pid, fd = on_terminal("c")
options = read_until(fd, b" -- c").decode().split(" -- ")[0]
status_of(pid)
print(f'terminal: guest options "{options}"')

pid, fd = on_terminal("b")
read_until(fd, b"ready\r\n")
before = []
for byte in (b"a", b"\r", b"\x16"):
    os.write(fd, byte)
    before.append(read_until(fd, b".").decode()[:-1])
print('terminal: bytes one by one ' + ", ".join(
    '"' + {"61": "a", "0d": "\\r", "16": "\\x16"}.get(b, b) + '"'
    for b in before))

raw = is_raw(fd)
os.write(fd, b"\x03")
status = status_of(pid)
print(f"terminal: {'raw' if raw else 'cooked'} while it runs, "
      f"{'left raw' if is_raw(fd) else 'restored'} after Ctrl-C, "
      f"status {status}")

pid, fd = on_terminal("h")
read_until(fd, b"ready")
qemu = qemu_of(pid)
os.write(fd, b"\x1a")
stopped = os.WIFSTOPPED(os.waitpid(pid, os.WUNTRACED)[1])
paused = (stopped and not is_raw(fd)
          and wait_until(lambda: state(qemu) == "T"))
os.kill(pid, signal.SIGCONT)
resumed = wait_until(lambda: is_raw(fd) and state(qemu) in ("S", "R"))
os.write(fd, b"\x03")
status = status_of(pid)
print("terminal: Ctrl-Z "
      + ("restores the mode and stops qemu" if paused else "does not stop")
      + (", fg goes on" if resumed else ", fg does not go on")
      + f", status {status}")
