#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-openvex.py FILE.json ID=STATUS...

Holds a document against the rules of OpenVEX 0.2.0 and, more narrowly, against
what unispec writes; STATUS is the justification where the status is not_affected.
"""
import json
import re
import sys

import openvex_rules

document = json.load(open(sys.argv[1]))
for fault in openvex_rules.faults(document):
    print(fault)
    sys.exit(1)
assert re.fullmatch(
    r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}"
    r"-[0-9a-f]{12}", document["@id"]), document["@id"]
found = {}
for statement in document["statements"]:
    assert statement["status"] in ("not_affected", "under_investigation")
    assert statement["status_notes"]
    product, = statement["products"]
    assert set(product) == {"@id", "hashes"} and product["hashes"]["sha-256"]
    assert re.fullmatch(r"pkg:generic/[A-Za-z0-9._~%-]+", product["@id"])
    found[statement["vulnerability"]["name"]] = statement.get(
        "justification", statement["status"])
wanted = dict(arg.split("=") for arg in sys.argv[2:])
for name, status in wanted.items():
    if found[name] != status:
        sys.exit(f"{name}: {found[name]} instead of {status}")
