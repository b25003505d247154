# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The audits of the images that audit.test makes of slots.c, in this folder."""
import json
import struct

from elf import Elf


def load(name):
    with open(name + ".json") as file:
        return json.load(file)


def function(audit, name):
    (found,) = [f for f in audit["functions"] if f["name"] == name]
    return found


def calls(audit, name):
    return [c for c in audit["icalls"] if c["function"] == name]


def stubs(name):
    """Words of loaded data that hold the address of a stub."""
    elf = Elf(name)
    addresses = {
        value[0]
        for symbol, value in elf.functions().items()
        if symbol.startswith("__unispec_removed.")
    }
    words = 0
    for section in elf.sections.values():
        allocated, executable, no_bits = section[2] & 2, section[2] & 4, section[1] == 8
        if not allocated or executable or no_bits:
            continue
        data = elf.data[section[4] : section[4] + section[5]]
        words += sum(
            struct.unpack_from("<Q", data, i)[0] in addresses
            for i in range(0, len(data) - 7, 8)
        )
    return words


base, write, store = load("base"), load("write"), load("store")
unknown, formatted = load("unknown"), load("format")

(call,) = calls(base, "device_read")
assert call["resolved"] is True and "reason" not in call
assert call["field"] == "struct device_ops.rd", call
assert call["type"] == "int (int)", call
assert sorted(call["targets"]) == ["null_rd", "tty_rd", "zero_rd"], call
assert call["file"].endswith("slots.c") and call["line"] == 54, call
assert not calls(base, "device_write") and calls(write, "device_write")

parent = function(base, "tty_rd")["parent"]
assert parent["kind"] == "indirect call" and parent["from"] == "device_read"
assert parent["field"] == call["field"] and parent["line"] == call["line"]

removed = function(base, "tty_wr")
assert removed["status"] == "removed" and removed["parent"] is None
(holder,) = removed["callers"]
assert holder["kind"] == "initialiser" and holder["reached"] is True
assert (holder["from"], holder["offset"]) == ("tty_ops", 8), holder
assert "callers" not in function(write, "tty_wr")
(holder,) = function(store, "late_ctl")["callers"]
assert (holder["kind"], holder["from"]) == ("store", "late_start"), holder

# Three slots come to life; one more is filled by code, so no data has it.
slots = {n: load(n)["totals"]["slots_removed"] for n in ("base", "write", "store")}
assert slots["base"] - slots["write"] == 3, slots
assert slots["store"] - slots["base"] == 1, slots
assert stubs("base") - stubs("write") == 3
assert stubs("store") == stubs("base") >= 6

(call,) = calls(unknown, "call_unknown")
assert call["resolved"] is False and call["targets"] == [] and call["reason"]
open_calls = [c for c in unknown["icalls"] if not c["resolved"]]
listed = [a for a in unknown["assumptions"] if a["id"] == "unresolved-call"]
assert {(c["function"], c["line"]) for c in open_calls} == {
    (a["function"], a["line"]) for a in listed
}
assert not [c for c in base["icalls"] if not c["resolved"] and c not in unknown["icalls"]]

(assumption,) = [a for a in formatted["assumptions"] if a["id"] == "unknown-format"]
assert (assumption["function"], assumption["line"]) == ("main", 103), assumption
for audit in (base, unknown, formatted):
    for assumption in audit["assumptions"]:
        assert assumption["text"] and assumption["file"], assumption
        assert assumption["line"] or assumption["id"] == "native-object", assumption

# Arguments are the sets of the parameters: one descriptor, eight bytes.
(read,) = [s for s in unknown["syscalls"] if s["name"] == "read"]
assert read["arguments"] == {"0": [0], "1": "any", "2": [8]}, read
assert not [s for s in base["syscalls"] if s["name"] == "read"]
totals = base["totals"]
kept = [f for f in base["functions"] if f["status"] == "kept"]
assert totals["functions_kept"] == len(kept)
assert totals["functions_removed"] == len(base["functions"]) - len(kept)
assert totals["blocks_removed"] > totals["functions_removed"] > 0
