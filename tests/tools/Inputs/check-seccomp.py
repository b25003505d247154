#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check-seccomp.py PROFILE.json: loads it as runc does, by libseccomp, and
prints each entry as NAME INDEX=VALUE..."""
import json
import sys

import seccomp

profile = json.load(open(sys.argv[1]))
assert set(profile) == {"defaultAction", "defaultErrnoRet", "architectures",
                        "syscalls"}
assert profile["defaultAction"] == "SCMP_ACT_ERRNO"
assert profile["architectures"] == ["SCMP_ARCH_X86_64"]
program = seccomp.SyscallFilter(seccomp.ERRNO(profile["defaultErrnoRet"]))
for entry in profile["syscalls"]:
    assert entry["action"] == "SCMP_ACT_ALLOW"
    arguments = entry.get("args", [])
    for name in entry["names"]:
        program.add_rule_exactly(
            seccomp.ALLOW, name,
            *(seccomp.Arg(a["index"], {"SCMP_CMP_EQ": seccomp.EQ}[a["op"]],
                          a["value"]) for a in arguments))
        print(name, *(f"{a['index']}={a['value']}" for a in arguments))
program.export_bpf(open("/dev/null", "wb"))
