# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Boots the redis example twice on one folder of data and is its client.

    redis_client.py EXAMPLES/RUN FOLDER|--disk=FILE [OPTION OF examples/run...]

Prints the server's answers, and the status of each boot. What the first server
has saved, and what it has only appended to its log, the second one must know.
With a disk, the first one's machine is killed after its last answer, and a third
one has only what the second one has saved.
"""
import os
import signal
import socket
import subprocess
import sys

import traced
from guests import free_port

FIRST = [
    "PING", "SET key value", "GET key", "GET none", "INCR count", "INCR count",
    "ZADD board 3 carol 1 alice 2 bob", "ZRANGE board 0 -1 WITHSCORES",
    "PFADD visitors a b c b", "PFCOUNT visitors", "SETBIT bits 77 1",
    "BITPOS bits 1", "EVAL return(redis.call('get',KEYS[1])) 1 key",
    "BGSAVE", "NOSUCH", "SAVE", "SET late entry", "SHUTDOWN NOSAVE",
]
SECOND = ["GET key", "GET count", "GET late", "PFCOUNT visitors",
          "SHUTDOWN NOSAVE"]


def request(words):
    parts = [f"*{len(words)}\r\n"]
    parts += [f"${len(word)}\r\n{word}\r\n" for word in words]
    return "".join(parts).encode()


def reply(stream):
    """An answer of the protocol RESP2, as text."""
    line = stream.readline().decode().rstrip("\r\n")
    if line.startswith("$") and line != "$-1":
        return stream.read(int(line[1:]) + 2)[:-2].decode()
    if line.startswith("*"):
        return " ".join(reply(stream) for _ in range(int(line[1:])))
    return line


def talk(port, commands):
    with socket.create_connection(("127.0.0.1", port), timeout=60) as s:
        with s.makefile("rb") as stream:
            for command in commands:
                s.sendall(request(command.split()))
                print(command, "->", reply(stream), flush=True)


def boot(run, options, data, commands, settings):
    port = free_port()
    command = [run, "--built", *options, "redis", *settings]
    guest = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "REDIS_PORT": str(port), **data})
    for line in guest.stdout:
        if "Ready to accept connections" in line:
            talk(port, commands)
            if not commands[-1].startswith("SHUTDOWN"):
                os.killpg(guest.pid, signal.SIGKILL)
        elif " # " in line:
            print("log:", line.split(" # ")[1], end="", flush=True)
    print("status", guest.wait(60), flush=True)
    if "--trace" in options:
        traced.keep(traced.image_of(command))


def main():
    run, data, *options = sys.argv[1:]
    log = ["--appendonly", "yes"]
    if not data.startswith("--disk="):
        data = {"REDIS_DATA": data}
        boot(run, options, data, FIRST, log)
        boot(run, options, data, SECOND, log)
        return
    data = {"REDIS_DISK": data[len("--disk="):]}
    boot(run, options, data, FIRST[:-1], [*log, "--appendfsync", "always"])
    boot(run, options, data, ["SET more 1", "SAVE", *SECOND], log)
    boot(run, options, data, ["GET more", *SECOND], [])


main()
