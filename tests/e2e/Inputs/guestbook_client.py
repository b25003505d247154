# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Signs the guestbook example, kills its machine after the last answer, and looks
into the book that the next machine has.

    guestbook_client.py EXAMPLES/RUN DISK [OPTION OF examples/run...]
"""
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request


class Staying(urllib.request.HTTPRedirectHandler):
    """Takes a redirection for the answer."""

    def redirect_request(self, *_):
        return None


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def ask(port, path, **form):
    data = urllib.parse.urlencode(form).encode() if form else None
    opener = urllib.request.build_opener(Staying)
    try:
        with opener.open(f"http://127.0.0.1:{port}{path}", data, 60) as answer:
            status, text = answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        status, text = answer.code, answer.read().decode()
    print("POST" if data else "GET", path, status, text.strip(), flush=True)


def boot(run, options, disk, talk):
    port = free_port()
    guest = subprocess.Popen([run, "--built", *options, "guestbook", str(port), disk],
                             stdout=subprocess.PIPE, text=True,
                             start_new_session=True)
    try:
        for line in guest.stdout:
            if line.strip() == "ready":
                talk(port)
                break
            print("guest:", line, end="", flush=True)
    finally:
        os.killpg(guest.pid, signal.SIGKILL)
        guest.wait()


def sign(port):
    ask(port, "/entries.json")
    ask(port, "/", name="Ann & Bob", text='<"hello">')
    ask(port, "/", text="nobody")
    ask(port, "/nothing")
    for number in range(20):
        ask(port, "/", name=f"guest {number}", text="x" * 500)


def look(port):
    ask(port, "/")
    ask(port, "/entries.json")


def main():
    run, disk, *options = sys.argv[1:]
    boot(run, options, disk, sign)
    boot(run, options, disk, look)


main()
