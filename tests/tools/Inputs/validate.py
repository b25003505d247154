#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""validate.py SCHEMA.json FILE.json: prints what breaks the schema."""
import json
import sys

import jsonschema

schema, document = (json.load(open(p)) for p in sys.argv[1:])
kind = jsonschema.validators.validator_for(schema)
kind.check_schema(schema)
errors = list(kind(schema).iter_errors(document))
for error in errors[:10]:
    where = "/".join(map(str, error.absolute_path))
    print(f"{where}: {error.message[:300]}")
sys.exit(bool(errors))
