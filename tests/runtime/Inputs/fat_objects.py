# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""fat_objects.py READELF ARCHIVE: which members have bitcode, which have not."""
import re
import subprocess
import sys

readelf, archive = sys.argv[1:]
text = subprocess.run([readelf, "-S", "-W", archive], check=True,
                      capture_output=True, text=True).stdout
native, fat, bare = [], 0, 0
for part in re.split(r"^File: ", text, flags=re.MULTILINE)[1:]:
    name = re.match(r".*\((.*)\)", part).group(1)
    if ".llvm.lto" not in part:
        native.append(name)
    elif not re.search(r"\bPROGBITS\b|\bNOBITS\b|SYMTAB", part):
        bare += 1
    else:
        fat += 1
print("native:", *sorted(native))
print("without code:", bare)
print("fat:", fat)
