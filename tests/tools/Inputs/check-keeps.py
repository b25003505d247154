#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-keeps.py WITH.json WITHOUT.json LINE: the image without the use that LINE
tells of has to be smaller by the bytes that LINE says, at least."""
import json
import re
import sys

more, less = (json.load(open(p))["image"]["bytes"] for p in sys.argv[1:3])
claimed = int(re.search(r": (\d+) bytes$", sys.argv[3].strip())[1])
print(f"{more} - {less} = {more - less} bytes, claimed {claimed}")
sys.exit(not 5000 < claimed <= more - less)
