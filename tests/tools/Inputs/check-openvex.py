#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-openvex.py FILE.json ID=STATUS...

Holds a document against the rules of OpenVEX 0.2.0; STATUS is the justification
where the status is not_affected.
"""
import json
import re
import sys

document = json.load(open(sys.argv[1]))
assert document["@context"] == "https://openvex.dev/ns/v0.2.0"
assert re.fullmatch(
    r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}"
    r"-[0-9a-f]{12}", document["@id"]), document["@id"]
assert document["author"] and document["version"] == 1
assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document["timestamp"])
found = {}
for statement in document["statements"]:
    assert set(statement) <= {
        "vulnerability", "products", "status", "justification",
        "impact_statement", "status_notes"}
    status = statement["status"]
    assert status in ("not_affected", "affected", "fixed",
                      "under_investigation")
    if status == "not_affected":
        status = statement["justification"]
        assert status in (
            "component_not_present", "vulnerable_code_not_present",
            "vulnerable_code_not_in_execute_path",
            "vulnerable_code_cannot_be_controlled_by_adversary",
            "inline_mitigations_already_exist")
        # The specification's schema: one of the two, not both.
        assert "impact_statement" not in statement
    else:
        assert "justification" not in statement
    assert statement["status_notes"]
    for product in statement["products"]:
        assert re.fullmatch(r"pkg:generic/[A-Za-z0-9._~%-]+", product["@id"])
    found[statement["vulnerability"]["name"]] = status
wanted = dict(arg.split("=") for arg in sys.argv[2:])
for name, status in wanted.items():
    if found[name] != status:
        sys.exit(f"{name}: {found[name]} instead of {status}")
