#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-cyclonedx.py FILE.json: holds a bill of materials against rules of
CycloneDX 1.6, and prints its components and vulnerabilities."""
import json
import sys

bom = json.load(open(sys.argv[1]))
assert bom["bomFormat"] == "CycloneDX" and bom["specVersion"] == "1.6"
assert set(bom) <= {"$schema", "bomFormat", "specVersion", "version",
                    "metadata", "components", "dependencies",
                    "vulnerabilities"}
types = {"application", "library", "operating-system", "device-driver"}
components = [bom["metadata"]["component"], *bom["components"]]
refs = [c["bom-ref"] for c in components]
assert len(refs) == len(set(refs))
for component in components:
    assert component["type"] in types and component["name"]
    for item in component["properties"]:
        assert set(item) == {"name", "value"}
        assert isinstance(item["value"], str)
    frames = component.get("evidence", {}).get("callstack", {}).get("frames")
    assert (frames is not None) == (component["type"] == "device-driver")
    for frame in frames or []:
        assert "module" in frame and frame["function"]
        assert frame.get("line", 1) >= 1
for component in bom["components"]:
    assert component["scope"] in ("required", "excluded")
    print(component["bom-ref"], component["type"], component["name"],
          component.get("version", "-"), component["scope"])
for dependency in bom["dependencies"]:
    assert dependency["ref"] in refs
    assert set(dependency["dependsOn"]) <= set(refs)
    print(dependency["ref"], "depends on", *dependency["dependsOn"])
for entry in bom.get("vulnerabilities", []):
    analysis = entry["analysis"]
    assert analysis["state"] in ("not_affected", "in_triage")
    assert analysis.get("justification", "code_not_present") in (
        "code_not_present", "code_not_reachable")
    assert all(a["ref"] in refs for a in entry["affects"])
    print(entry["id"], analysis["state"], analysis.get("justification", "-"))
