#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A driver like tests/analysis/analyse.c whose rules are made up."""

import os
import subprocess
import sys

words = sys.argv[1:]
rule = ""
if words == ["--list-rules"]:
    print("forget-targets\nbreak-certificate\ncrash\nnothing")
    sys.exit()
if words[0].startswith("--drop-rule="):
    rule = words.pop(0).partition("=")[2]
real = os.path.join(os.environ["UNISPEC_BUILD"], "tests", "analyse")
text = subprocess.check_output([real, *words], text=True)
if rule == "forget-targets":
    text = text.replace("kept i", "removed i")
if rule == "break-certificate":
    print("certificate rejected: made up")
if rule == "crash":
    os.abort()
print(text)
