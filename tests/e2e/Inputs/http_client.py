# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""http_client.py RUN...: starts RUN PORT 5, asks for pages, prints what comes."""

import http.client
import socket
import subprocess
import sys

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
guest = subprocess.Popen(
    [*sys.argv[1:], str(port), "5"], stdout=subprocess.PIPE, text=True,
    stdin=subprocess.DEVNULL,
)
for line in guest.stdout:
    print("guest:", line, end="")
    if "ready" in line:
        break


def ask(method, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path)
    answer = connection.getresponse()
    body = answer.read()
    print(method, path, answer.status, answer.getheader("Content-Type"), len(body),
          body.decode().splitlines()[-1:])  # fmt: skip


ask("GET", "/")
ask("HEAD", "/index.html")
ask("GET", "/nothing")
ask("GET", "/../etc/passwd")
ask("POST", "/")
for line in guest.stdout:
    print("guest:", line, end="")
print("status", guest.wait())
