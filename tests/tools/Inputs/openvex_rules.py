# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The rules of OpenVEX 0.2.0: those of its JSON schema, and what the text of the
specification demands beyond it (marked "text"). Debian and npm bring neither the
schema nor a tool, so they are written down here. faults() says what breaks them."""
import datetime
import re

CONTEXT = "https://openvex.dev/ns/v0.2.0"  # text: the context of this version
STATUSES = {"not_affected", "affected", "fixed", "under_investigation"}
JUSTIFICATIONS = {
    "component_not_present", "vulnerable_code_not_present",
    "vulnerable_code_not_in_execute_path",
    "vulnerable_code_cannot_be_controlled_by_adversary",
    "inline_mitigations_already_exist"}
DIGITS = {"md5": 32, "sha1": 40, "sha-256": 64, "sha-384": 96, "sha-512": 128,
          "sha3-224": 56, "sha3-256": 64, "sha3-384": 96, "sha3-512": 128,
          "blake2s-256": 64, "blake2b-256": 64, "blake2b-512": 128}


def text(value):
    return None if isinstance(value, str) else "is no text"


def filled(value):
    return text(value) or (None if value.strip() else "is empty")


def iri(value):
    """RFC 3987: a scheme, and nothing that has to be escaped"""
    if fault := text(value):
        return fault
    good = re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:"
                        r"(%[0-9A-Fa-f]{2}|[^\x00-\x20\x7f-\x9f%<>\"{}|\\^`])+",
                        value)
    return None if good else "is no IRI"


def time(value):
    """RFC 3339"""
    if fault := text(value):
        return fault
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d):(\d\d)(\.\d+)?"
                         r"([Zz]|[+-]\d\d:\d\d)", value)
    if not match or int(match[3]) > 60:
        return "is no time"
    zone = "+00:00" if match[5] in "Zz" else match[5]
    try:
        datetime.datetime.fromisoformat(f"{match[1]}T{match[2]}:00{zone}")
    except ValueError:
        return "is no time"
    return None


def version(value):
    # A bool is an int for Python, and 1.0 an integer for JSON Schema.
    good = isinstance(value, (int, float)) and not isinstance(value, bool)
    return None if good and value >= 1 and value == int(value) else \
        "is no whole number from 1 on"


def one_of(words):
    return lambda value: None if isinstance(value, str) and value in words \
        else "is none of the words"


def digits(count):
    # text: hexadecimal digits of the algorithm's length
    return lambda value: None if isinstance(value, str) and re.fullmatch(
        f"[0-9A-Fa-f]{{{count}}}", value) else "is no such hash"


def context(value):
    return None if value == CONTEXT else f"is not {CONTEXT}"


def purl(value):
    good = isinstance(value, str) and re.fullmatch(
        r"pkg:[A-Za-z][A-Za-z0-9.+-]*/[A-Za-z0-9._~%/+:-]+(@[^@?#\s]+)?"
        r"(\?[^#\s]+)?(#\S+)?", value)
    return None if good else "is no package URL"


def each(rule, least=0):
    def check(value, where):
        if not isinstance(value, list):
            return [f"{where}: is no list"]
        found = [f"{where}: has less than {least}"] if len(value) < least else []
        if any(a == b for i, a in enumerate(value) for b in value[:i]):
            found.append(f"{where}: has one twice")
        for i, item in enumerate(value):
            found += apply(rule, item, f"{where}/{i}")
        return found
    return check


def apply(rule, value, where):
    """RULE is a table of fields, gives a list of faults, or one fault or None."""
    if isinstance(rule, dict):
        return table(rule, value, where)
    if rule.__qualname__.startswith("each."):
        return rule(value, where)
    fault = rule(value)
    return [f"{where}: {fault}"] if fault else []


def table(rule, value, where):
    """Fields of the names in RULE and no others; "!" marks what has to be."""
    if not isinstance(value, dict):
        return [f"{where}: is no object"]
    names = {name.rstrip("!"): name for name in rule if name != "also"}
    found = [f"{where}: unknown field {name}"
             for name in value if name not in names]
    found += [f"{where}: no {name}" for name, mark in names.items()
              if mark.endswith("!") and name not in value]
    for name, item in value.items():
        if name in names:
            found += apply(rule[names[name]], item, f"{where}/{name}")
    return found + ([] if found else rule.get("also", lambda *_: [])(value, where))


def any_of(*names):
    return lambda value, where: [] if any(n in value for n in names) else [
        f"{where}: none of {', '.join(names)}"]


def status_goes_with(statement, where):
    status = statement["status"]
    reasons = {"justification", "impact_statement"} & set(statement)
    if status == "not_affected" and not reasons:
        return [f"{where}: not_affected without a reason"]
    if status == "affected" and "action_statement" not in statement:
        return [f"{where}: affected without an action_statement"]
    if status != "not_affected" and reasons:  # text
        return [f"{where}: {status} with a {reasons.pop()}"]
    if status != "affected" and "action_statement" in statement:  # text
        return [f"{where}: {status} with an action_statement"]
    return []


IDENTIFIERS = {"purl": purl, "cpe22": filled, "cpe23": filled,
               "also": any_of("purl", "cpe22", "cpe23")}
SUBCOMPONENT = {"@id": iri, "identifiers": IDENTIFIERS,
                "hashes": {name: digits(n) for name, n in DIGITS.items()},
                "also": any_of("@id", "identifiers")}
PRODUCT = SUBCOMPONENT | {"subcomponents": each(SUBCOMPONENT)}
VULNERABILITY = {"@id": iri, "name!": filled, "description": text,
                 "aliases": each(text)}
STATEMENT = {
    "@id": iri, "version": version, "vulnerability!": VULNERABILITY,
    "timestamp": time, "last_updated": time,
    "products!": each(PRODUCT, 1),  # text: nothing encloses ours to inherit from
    "status!": one_of(STATUSES), "supplier": text, "status_notes": text,
    "justification": one_of(JUSTIFICATIONS), "impact_statement": filled,
    "action_statement": filled, "action_statement_timestamp": time,
    "also": status_goes_with}
DOCUMENT = {
    "@context!": context, "@id!": iri, "author!": filled, "role": text,
    "timestamp!": time, "last_updated": time, "version!": version,
    "tooling": text, "statements!": each(STATEMENT, 1)}


def faults(document):
    return apply(DOCUMENT, document, "document")
