# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""bad.py STATUS OUTPUT COMMAND...: runs a link that must fail.

Checks the exit status and that neither the output nor a temporary file of it
exists afterwards; hands the messages on to stdout.
"""
import glob
import os
import subprocess
import sys

status, output, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
if os.path.isfile(output):
    os.unlink(output)
run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
sys.stdout.buffer.write(run.stdout)
sys.stdout.flush()
problems = []
if run.returncode != status:
    problems.append(f"exit status {run.returncode} instead of {status}")
left = glob.glob(glob.escape(output) + ".*")
if os.path.isfile(output):
    left.append(output)
if left:
    problems.append(f"left behind: {left}")
for problem in problems:
    print("bad.py:", problem)
sys.exit(bool(problems))
