# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Boots the nginx example and is its HTTP client.

    nginx_client.py EXAMPLES/RUN [OPTION OF examples/run...]

Prints in short what comes back for requests on one connection. The server is
ready once it has reported its system, which it does after it listens.
"""
import http.client
import sys

from guests import free_port, serving

REQUESTS = [("GET", "/"), ("GET", "/index.html"), ("GET", "/none"),
            ("HEAD", "/index.html"), ("GET", "/index.html")]


def talk(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=100)
    connection.connect()
    first = connection.sock
    for method, path in REQUESTS:
        connection.request(method, path)
        answer = connection.getresponse()
        body = answer.read().decode()
        print(method, path, answer.status, answer.getheader("Content-Type"),
              answer.getheader("Content-Length"), len(body),
              "kept" if connection.sock is first else "closed")
        if answer.status == 200:
            print(body, end="")
    connection.close()


def main():
    run, *options = sys.argv[1:]
    port = free_port()
    with serving([run, "--built", *options, "nginx", str(port)], " OS: "):
        talk(port)


main()
