# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Boots the example nginx-full and is its client, and the server behind it.

    nginx_full_client.py EXAMPLES/RUN FOLDER [OPTION OF examples/run...]

FOLDER is for the files that the guest shares. Prints in short what comes back,
and what nginx has logged.
"""
import gzip
import hashlib
import http.client
import http.server
import os
import socket
import sys
import threading

from guests import free_port, serving

BIG = 8_000_011


class Behind(http.server.BaseHTTPRequestHandler):
    """The server on the host: says what it was asked."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        size = int(self.headers.get("Content-Length", 0))
        got = self.rfile.read(size)
        text = (f"{self.command} {self.path} for {self.headers['X-Forwarded-For']} "
                f"body {size} {hashlib.sha256(got).hexdigest()[:8]}")
        body = text.encode() + b"." * (300_000 if "long" in self.path else 0)
        self.send_response(200)
        self.send_header("Content-Type", "application/x-behind")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


def make_files(folder):
    text = "".join(f"line {n} of a text\n" for n in range(20_000)).encode()
    for name, data in (("text.txt", text), ("big.bin", os.urandom(BIG)),
                       ("small.txt", b"too short for gzip\n"),
                       ("345-12.txt", b"rewritten\n")):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    return text


class Client:
    def __init__(self, port):
        self.port = port
        self.open()

    def open(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                     timeout=100)

    def ask(self, method, path, body=None, **headers):
        headers = {name.replace("_", "-"): text for name, text in headers.items()}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        data = answer.read()
        shown = [method, path, answer.status, answer.getheader("Content-Type")]
        for name in ("Content-Encoding", "Content-Range", "Location"):
            if answer.getheader(name):
                shown.append(answer.getheader(name))
        print(*shown, end=" ", flush=True)
        return answer, data

    def lines(self, *arguments, **headers):
        """The same, and prints the body."""
        _, data = self.ask(*arguments, **headers)
        print(len(data), data.decode().strip().splitlines()[-1:], flush=True)


def check_files(client, folder, text):
    with open(os.path.join(folder, "big.bin"), "rb") as file:
        big = file.read()
    answer, data = client.ask("GET", "/files/text.txt", Accept_Encoding="gzip")
    print("whole", gzip.decompress(data) == text, "shorter", len(data) < len(text) / 3)
    date = answer.getheader("Last-Modified")
    answer, data = client.ask("GET", "/files/text.txt")
    print("whole", data == text)
    client.lines("GET", "/files/small.txt", Accept_Encoding="gzip")
    client.lines("GET", "/files/text.txt", If_Modified_Since=date)
    answer, data = client.ask("GET", "/files/big.bin", Accept_Encoding="gzip")
    print("whole", data == big, answer.getheader("Content-Length"))
    answer, data = client.ask("GET", "/files/big.bin", Range="bytes=7000001-7100000")
    print("right", data == big[7000001:7100001])
    answer, data = client.ask("GET", "/files/big.bin", Range="bytes=-11")
    print("right", data == big[-11:])
    answer, data = client.ask("GET", "/files/big.bin", Range="bytes=0-4,100-109")
    print("right", big[:5] in data and big[100:110] in data)
    client.lines("GET", "/files/big.bin", Range=f"bytes={BIG}-")
    _, data = client.ask("GET", "/files/")
    print("listed", data.count(b'<a href="'))


def check_proxy(client, behind):
    client.lines("GET", "/host/a/b?c=d")
    client.lines("POST", "/host/post", body=b"x" * 100_000)
    _, data = client.ask("GET", "/host/long")
    print(len(data))
    behind.shutdown()
    behind.server_close()
    client.lines("GET", "/host/gone")


def check_connections(port):
    """What a client of sockets sees: pipelining, the last request, nonsense."""
    def say(what, data):
        with socket.create_connection(("127.0.0.1", port), 100) as s:
            s.sendall(data)
            got = b""
            while more := s.recv(65536):
                got += more
        answers = [line.split()[1].decode() for line in got.splitlines()
                   if line.startswith(b"HTTP/1.1 ")]
        print(what, len(answers), *sorted(set(answers)),
              "closed" if b"Connection: close" in got else "open", flush=True)

    request = b"GET /%s HTTP/1.1\r\nHost: a\r\n%s\r\n"
    say("pipelined", request % (b"", b"") + request % (b"none", b"") +
        request % (b"secret/x", b"Connection: close\r\n"))
    say("as many as are allowed", request % (b"", b"") * 25)
    say("HTTP/1.0", b"GET / HTTP/1.0\r\n\r\n")
    say("nonsense", b"\x16\x03\x01 nonsense\r\n\r\n")
    say("a long line", b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\n\r\n")


def main():
    run, folder, *options = sys.argv[1:]
    text = make_files(folder)
    port = free_port()
    behind = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    threading.Thread(target=behind.serve_forever).start()
    command = [run, "--built", *options, "nginx-full", str(port),
               str(behind.server_port), folder]
    try:
        with serving(command, " OS: ") as guest:
            client = Client(port)
            client.lines("GET", "/")
            client.lines("GET", "/none")
            client.lines("GET", "/missing.html")
            client.lines("GET", "/secret/x")
            client.lines("DELETE", "/")
            client.lines("GET", "/old/page.html")
            client.lines("GET", "/old/2.html")
            client.lines("GET", "/numbers/12345.txt")
            client.lines("GET", "/numbers/1.txt")
            client.open()
            check_files(client, folder, text)
            client.open()
            check_proxy(client, behind)
            check_connections(port)
        for line in guest.stdout:
            print("log:", line, end="")
    finally:
        behind.shutdown()


main()
