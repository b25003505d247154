#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""validate.py SCHEMA.json FILE.json: prints what breaks the schema. Schemas that
it refers to are files beside it; nothing is fetched."""
import json
import os
import sys

import jsonschema

path = sys.argv[1]
schema, document = (json.load(open(p)) for p in sys.argv[1:])


def beside(uri):
    return json.load(open(os.path.join(os.path.dirname(path),
                                       os.path.basename(uri))))


kind = jsonschema.validators.validator_for(schema)
kind.check_schema(schema)
resolver = jsonschema.RefResolver.from_schema(
    schema, id_of=kind.ID_OF, handlers={"http": beside, "https": beside})
validator = kind(schema, resolver=resolver,
                 format_checker=jsonschema.FormatChecker())
errors = list(validator.iter_errors(document))
for error in errors[:10]:
    where = "/".join(map(str, error.absolute_path))
    print(f"{where}: {error.message[:300]}")
sys.exit(bool(errors))
