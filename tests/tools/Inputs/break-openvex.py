#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""break-openvex.py FILE.json: changes a good document, one thing at a time, and
prints where the rules take what is wrong or refuse what is right."""
import copy
import json
import sys

import openvex_rules

good = json.load(open(sys.argv[1]))
assert not openvex_rules.faults(good)
closed = next(i for i, s in enumerate(good["statements"])
              if s["status"] == "not_affected")
still_open = next(i for i, s in enumerate(good["statements"])
                  if s["status"] == "under_investigation")

# {d}: the document, {s}: a statement that is not_affected, {o}: one that is open,
# {v}: its vulnerability, {p}: its product.
WRONG = """
del {d}["@context"]
del {d}["@id"]
del {d}["author"]
del {d}["timestamp"]
del {d}["version"]
del {d}["statements"]
{d}["extra"] = 1
{d}["@context"] = "https://openvex.dev/ns"
{d}["@context"] = 1
{d}["@id"] = "no iri"
{d}["@id"] = "relative/path"
{d}["@id"] = "urn:a%zz"
{d}["author"] = ""
{d}["author"] = ["a"]
{d}["role"] = 1
{d}["tooling"] = {{}}
{d}["timestamp"] = "today"
{d}["timestamp"] = "2026-02-30T00:00:00Z"
{d}["timestamp"] = "2026-02-03 00:00:00Z"
{d}["timestamp"] = "2026-02-03T00:00:00"
{d}["timestamp"] = "2026-02-03T24:00:00Z"
{d}["timestamp"] = 1
{d}["last_updated"] = "later"
{d}["version"] = 0
{d}["version"] = "1"
{d}["version"] = 1.5
{d}["version"] = True
{d}["statements"] = []
{d}["statements"] = {{}}
{d}["statements"].append({s})
{d}["statements"][0] = "CVE-1"
{s}["extra"] = 1
{s}["@id"] = "x y"
{s}["version"] = 0
{s}["timestamp"] = "now"
{s}["last_updated"] = 5
{s}["supplier"] = 1
{s}["status_notes"] = None
del {s}["status"]
{s}["status"] = "fine"
{s}["status"] = 1
del {s}["justification"]
{s}["justification"] = "vulnerable_code_gone"
{s}["justification"] = ["component_not_present"]
{s}["impact_statement"] = 1
{s}["action_statement"] = "update"
{s}["action_statement_timestamp"] = "soon"
{s}["status"] = "affected"
{o}["status"] = "not_affected"
{o}["status"] = "affected"
{o}["status"] = "affected"; {o}["action_statement"] = ""
{o}["justification"] = "component_not_present"
{o}["impact_statement"] = "none"
del {s}["vulnerability"]
{s}["vulnerability"] = "CVE-1"
del {v}["name"]
{v}["name"] = ""
{v}["name"] = 1
{v}["@id"] = "CVE 1"
{v}["extra"] = 1
{v}["description"] = 1
{v}["aliases"] = "GHSA-1"
{v}["aliases"] = [1]
{v}["aliases"] = ["GHSA-1", "GHSA-1"]
del {s}["products"]
{s}["products"] = []
{s}["products"] = {p}
{s}["products"].append({p})
{s}["products"][0] = "pkg:generic/a"
{p}["extra"] = 1
{p}["@id"] = "an image"
del {p}["@id"]
{p}["identifiers"] = {{}}
{p}["identifiers"] = {{"purl": 1}}
{p}["identifiers"] = {{"purl": "generic/a"}}
{p}["identifiers"] = {{"swid": "a"}}
{p}["hashes"] = []
{p}["hashes"] = {{"SHA-256": "0" * 64}}
{p}["hashes"] = {{"sha-256": "0"}}
{p}["hashes"] = {{"sha-256": 0}}
{p}["subcomponents"] = {{}}
{p}["subcomponents"] = [{{}}]
{p}["subcomponents"] = [{{"@id": "pkg:generic/a", "extra": 1}}]
{p}["subcomponents"] = [{{"@id": "pkg:generic/a", "subcomponents": []}}]
{p}["subcomponents"] = [{{"@id": "pkg:generic/a"}}] * 2
"""
RIGHT = """
{d}["version"] = 2
{d}["role"] = "Document Creator"
{d}["last_updated"] = {d}["timestamp"]
{d}["timestamp"] = "2026-02-03T04:05:06.789-01:00"
{d}["@id"] = "https://example.org/vex/1"
{s}["@id"] = "https://example.org/vex/1#1"
{s}["impact_statement"] = "it was removed"
{s}["impact_statement"] = "it was removed"; del {s}["justification"]
{s}["justification"] = "inline_mitigations_already_exist"
{s}["timestamp"] = {d}["timestamp"]; {s}["supplier"] = "me"
{o}["status"] = "fixed"
{o}["status"] = "affected"; {o}["action_statement"] = "update"
{v}["aliases"] = ["GHSA-1", "GHSA-2"]; {v}["description"] = ""
{v}["@id"] = "https://example.org/CVE-1"
{p}["identifiers"] = {{"purl": "pkg:generic/a@1?x=y#z"}}
{p}["identifiers"] = {{"cpe23": "cpe:2.3:a:b:c:1:-:*:*:*:*:*:*"}}; del {p}["@id"]
{p}["hashes"] = {{"sha-512": "0" * 128}}
{p}["subcomponents"] = [{{"@id": "pkg:generic/b"}}, {{"@id": "pkg:generic/c"}}]
"""


def changed(statement):
    d = copy.deepcopy(good)
    s, o = d["statements"][closed], d["statements"][still_open]
    exec(statement.format(d="d", s="s", o="o", v='s["vulnerability"]',
                          p='s["products"][0]'),
         {"d": d, "s": s, "o": o})
    return d


if __name__ == "__main__":
    wrong, right = WRONG.split("\n")[1:-1], RIGHT.split("\n")[1:-1]
    for statement in wrong:
        if not openvex_rules.faults(changed(statement)):
            print("taken:", statement)
    for statement in right:
        for fault in openvex_rules.faults(changed(statement)):
            print("refused:", statement, fault)
    print(f"{len(wrong)} wrong and {len(right)} right documents")
