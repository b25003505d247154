#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""click-report.py REPORT.html SCRIPT.js FOLDER

Opens the report in headless Chromium, with SCRIPT after its own scripts, and
prints what that puts into #result. FOLDER becomes the browser's, with a copy of
the page.
"""
import html
import os
import re
import shutil
import subprocess
import sys

report, script, folder = sys.argv[1:]
shutil.rmtree(folder, ignore_errors=True)
os.makedirs(folder)
page = open(report).read().replace(
    "</body>", f"<script>{open(script).read()}</script></body>")
path = os.path.join(os.path.abspath(folder), "page.html")
open(path, "w").write(page)
document = subprocess.run(
    ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
     "--disable-dev-shm-usage", f"--user-data-dir={folder}/profile",
     "--window-size=1400,900", "--virtual-time-budget=20000", "--dump-dom",
     "file://" + path],
    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
match = re.search(r'<pre id="result">(.*?)</pre>', document, re.S)
print(html.unescape(match[1]) if match else "no result")
