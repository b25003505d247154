# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""run.py with two constructs that claim what is wrong."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))

import run  # noqa: E402
from program import construct  # noqa: E402

construct("wrong-keep", """\
KEEP:ext int @idle(int a) { return a; }
KEEP:ext int @go(int n) { return n ? @idle(n) : OPAQUE(n); }
ENTRY { return @go(0); }
""")
construct("wrong-drop", """\
DROP:ext int @busy(int a) { return a; }
ENTRY { return @busy(OPAQUE(1)); }
""")
sys.argv += ["--only", "wrong-keep,wrong-drop", "--size", "4", "--count", "1",
             "--levels", "2", "--exact", "require", "--no-boot"]
run.main()
