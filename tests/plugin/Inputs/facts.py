# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Prints the source facts in a .ll file: "file:line field: type" for each
# indirect call, by line, then "address of NAME: type" for each function.
import re
import sys

text = open(sys.argv[1]).read()
attributes = dict(re.findall(r"^attributes (#\d+) = \{(.*)\}", text, re.M))
lines = dict(re.findall(r"^(!\d+) = !DILocation\(line: (\d+)", text, re.M))
source = re.search(r'source_filename = "(?:.*/)?(.*)"', text)[1]


def value(group, name):
    found = re.search('"%s"="([^"]*)"' % name, attributes.get(group, ""))
    return found[1] if found else "-"


calls = []
for number, line in enumerate(text.splitlines()):
    found = re.search(r"\bcall .*?(#\d+), !dbg (!\d+)", line)
    if found and value(found[1], "unispec-icall-type") != "-":
        calls.append((int(lines[found[2]]), number, found[1]))
for line, _, group in sorted(calls):
    print("%s:%d %s: %s" % (source, line, value(group, "unispec-icall-field"),
                            value(group, "unispec-icall-type")))
for name, group in sorted(re.findall(
        r"^(?:define|declare) .*@(\w+)\(.*?(#\d+)", text, re.M)):
    if value(group, "unispec-type") != "-":
        print("address of %s: %s" % (name, value(group, "unispec-type")))
