# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""same_options.py UNISPEC: every option in the --help of each subcommand is in
its manual page and in the completion."""
import re
import subprocess
import sys


def output(*words):
    return subprocess.run([sys.argv[1], *words], check=True, text=True,
                          capture_output=True).stdout


commands = re.findall(r"^  ([a-z]+) ", output("--help"), re.MULTILINE)
completion = output("--print-completion")
for command in commands:
    options = re.findall(r"^  (?:-., )? *(--[a-z-]+)", output(command, "--help"),
                         re.MULTILINE)
    page = output("--print-manual", command).replace("\\", "")
    offered = completion.split(f"    {command})\n")[1].split(";;")[0]
    for option in options:
        assert f"{option}" in page, (command, option, "manual page")
        assert option in offered, (command, option, "completion")
    print(command, len(options))
