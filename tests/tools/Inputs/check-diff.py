# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-diff.py JSON: what grow-audit changed, as unispec diff tells it."""
import json
import sys

diff = json.load(open(sys.argv[1]))


def names(block, key):
    return [item["name"] for item in diff[block][key]]


assert diff["schema"] == "unispec-diff/1"
assert diff["failed"] == ["syscalls", "drivers", "components"]
assert diff["sizes"]["bytes"] == {"a": 20480, "b": 22528}
assert names("syscalls", "added") == ["socket"]
assert names("syscalls", "removed") == ["fork"]
[write] = diff["syscalls"]["changed"]
assert write["arguments"] == {"0": {"a": [1, 2], "b": [1, 2, 3]},
                              "2": {"a": [], "b": "any"}}
assert [f["symbol"] for f in write["why"]] == ["main", "puts", "sys_write"]
[socket] = diff["syscalls"]["added"]
assert [f["symbol"] for f in socket["why"]] == ["main", "sys_socket"]
assert names("drivers", "added") == ["virtio_net"]
assert names("components", "added") == ["net"]
assert names("components", "removed") == ["rt"]
assert sorted(names("functions", "added")) == ["helper", "sys_socket"]
[puts] = diff["functions"]["changed"]
assert puts["bytes"] == {"a": 80, "b": 90}
assert diff["unresolved"] == {"a": 1, "b": 2}
assert diff["assumptions"] == {"a": 1, "b": 1}
