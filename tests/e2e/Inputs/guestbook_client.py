# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Signs the guestbook example, kills its machine after the last answer, and looks
into the book that the next machine has.

    guestbook_client.py EXAMPLES/RUN DISK [OPTION OF examples/run...]
"""
import signal
import sys
import urllib.error
import urllib.parse
import urllib.request

from guests import free_port, serving


class Staying(urllib.request.HTTPRedirectHandler):
    """Takes a redirection for the answer."""

    def redirect_request(self, *_):
        return None


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
    command = [run, "--built", *options, "guestbook", str(port), disk]
    with serving(command, "ready", signal.SIGKILL):
        talk(port)


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
