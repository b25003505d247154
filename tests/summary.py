# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
summary.py RESULTS: the closing lines of tests/run, from lit's JSON: what the
analysis allows and what was seen in each trace (trace_check.py), then the
counts. Status 1 where a test failed or none was run.
"""
import collections
import json
import re
import sys

RATIOS = re.compile(r"static/traced of .*missed$", re.MULTILINE)

PASSED = {"PASS", "XFAIL", "FLAKYPASS"}
SKIPPED = {"UNSUPPORTED", "SKIPPED", "EXCLUDED"}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        tests = json.load(file)["tests"]
    counts = collections.Counter()
    for test in tests:
        code = test["code"]
        kind = "failed"
        if code in PASSED:
            kind = "passed"
        elif code in SKIPPED:
            kind = "skipped"
        counts[kind] += 1
        for line in RATIOS.findall(test["output"]):
            print(line)
    line = f"{counts['passed']} passed, {counts['failed']} failed"
    if counts["skipped"]:
        line += f", {counts['skipped']} skipped"
    print(line)
    return 0 if counts["passed"] and not counts["failed"] else 1


if __name__ == "__main__":
    sys.exit(main())
