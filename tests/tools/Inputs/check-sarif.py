#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-sarif.py FILE.json: holds a log against rules of SARIF 2.1.0, and prints
for each result RULE KIND FUNCTION and the functions of its code flow."""
import json
import re
import sys

log = json.load(open(sys.argv[1]))
assert log["version"] == "2.1.0"
run, = log["runs"]
driver = run["tool"]["driver"]
assert driver["name"] and driver["version"]
rules = [rule["id"] for rule in driver["rules"]]
assert len(rules) == len(set(rules))  # 3.19.23


def name_of(location):
    """Checks a location (3.28), and gives its function."""
    assert set(location) <= {"physicalLocation", "logicalLocations", "message"}
    if physical := location.get("physicalLocation"):
        uri = physical["artifactLocation"]["uri"]
        assert re.fullmatch(r"(file:///)?([A-Za-z0-9._~!$&'()*+,;=:@/-]|"
                            r"%[0-9A-F]{2})+", uri), uri
        assert physical.get("region", {"startLine": 1})["startLine"] >= 1
    names = [n["name"] for n in location.get("logicalLocations", [])]
    return names[0] if names else "-"


for result in run["results"]:
    assert result["ruleId"] in rules
    assert result["kind"] in ("review", "fail")
    # 3.27.10: only what fails has a level
    assert (result["level"] == "none") == (result["kind"] != "fail")
    assert result["message"]["text"]
    place, = result["locations"]
    chain = []
    for flow in result.get("codeFlows", []):
        thread, = flow["threadFlows"]
        for step in thread["locations"]:
            assert step["location"]["message"]["text"]
            chain.append(name_of(step["location"]))
        assert chain
    print(result["ruleId"], result["kind"], name_of(place), ">".join(chain))
