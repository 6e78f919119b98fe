"""Checking one object against the schema of HSDS 3.0: what is refused, and what is taken and noted.

Refused: a missing required field, a wrong type, a word that is not in its list, a date or time that is none, a text too
long for any page, and what no database can hold. Noted: an id, an e-mail address or an address of the web that
is not formed like one (schema and practice differ there: decision 0067).
"""

import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator

from hearten.resources.importing.found import LONGEST_ID, UNSPEAKABLE, Found, Report
from hearten.resources.spec import MAY_BE_EMPTY, TO_ANY, Kind, kinds

LONGEST_TEXT = 100_000  # characters
LARGEST_NUMBER = 1e15
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TYPES: dict[str, Any] = {"string": str, "number": int | float}
_ARTICLE = {"string": "a text", "number": "a number"}


def kept(found: Found, report: Report, in_tables: bool) -> bool:
    """Whether an object may be kept; says in the report why not. Tidies its fields on the way.

    `in_tables`: it comes from the tabular form, which requires some fields that JSON shows by nesting.
    """
    kind = kinds()[found.kind]
    _tidy(found)
    wrong = list(_wrong(kind, found, in_tables))
    if wrong:
        report.refuse(found.place, found.kind, found.key, *wrong)
        return False
    report.odd_ids += not _UUID.fullmatch(found.key)
    for name, why in _odd(kind, found):
        report.note(found.place, found.kind, found.key, name, why)
    return True


def _tidy(found: Found) -> None:
    """An empty text says nothing, so the field is not there. A whole number is an integer, however it was written."""
    for name, value in list(found.fields.items()):
        if value == "" and (found.kind, name) not in MAY_BE_EMPTY:
            del found.fields[name]
        elif isinstance(value, float) and value.is_integer() and abs(value) <= LARGEST_NUMBER:
            found.fields[name] = int(value)


def _wrong(kind: Kind, found: Found, in_tables: bool) -> Iterator[tuple[str, str]]:
    said = found.fields | {"id": found.key}
    missing = [name for name in kind.required_in_tables if name not in said] if in_tables else []
    for name in missing:
        yield name, f"`{name}` is required, and is missing or empty."
    for error in () if plainly_right(kind, said) else _validator(kind.name).iter_errors(said):
        name, why = _in_words(error)
        if name not in missing:
            yield name, why
    for name in TO_ANY.get(found.kind, ())[:1]:
        if len(str(found.fields.get(name, ""))) > LONGEST_ID:
            yield name, f"`{name}` is longer than {LONGEST_ID} characters: no id is."
    for name, value in found.fields.items():
        if why := _impossible(kind.fields[name], value):
            yield name, f"`{name}` {why}"


def plainly_right(kind: Kind, said: dict[str, Any]) -> bool:
    """Whether the schema finds nothing wrong with the plain fields: the same answer, some ten times sooner.

    HSDS says no more of a plain field than its type and its list of words (test_round_trip.py holds both).
    """
    return kind.plain_required <= said.keys() and all(
        isinstance(value, _TYPES[how["type"]]) and not isinstance(value, bool) and value in how.get("enum", (value,))
        for name, value in said.items()
        for how in (kind.fields[name],)
    )


@lru_cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(kinds()[name].plain)


def _in_words(error: Any) -> tuple[str, str]:
    """Return (field, sentence) of what the schema finds."""
    name = str(error.path[0]) if error.path else ""
    if error.validator == "required":
        name = error.message.split("'")[1]  # 'name' is a required property
        return name, f"`{name}` is required, and is missing or empty."
    if error.validator == "enum":
        return name, f"`{name}` must be one of: {', '.join(error.validator_value)}."
    if error.validator == "type":
        return name, f"`{name}` must be {_ARTICLE.get(str(error.validator_value), error.validator_value)}."
    return name, f"`{name}` is not as the schema says: {error.message[:200]}."


def _impossible(how: dict[str, Any], value: Any) -> str:
    """Return what is wrong with one value beyond its type, or ""."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            return f"is longer than {LONGEST_TEXT:,} characters."
        if UNSPEAKABLE.search(value):
            return "holds a character that cannot be kept (NUL, or half of a pair)."
        check = _MOMENTS.get(how.get("datapackage_type", ""))
        return check[1] if check and not check[0](value) else ""
    if isinstance(value, int | float) and not (math.isfinite(value) and abs(value) <= LARGEST_NUMBER):
        return "is too large a number."
    return ""


def _is_date(value: str) -> bool:
    return bool(_DATE.fullmatch(value)) and _reads(date.fromisoformat, value)


def _is_time(value: str) -> bool:
    return bool(_TIME.fullmatch(value))


def _is_moment(value: str) -> bool:
    return (
        bool(_DATE.fullmatch(value[:10])) and value[10:11] in ("T", "t", " ") and _reads(datetime.fromisoformat, value)
    )


def _reads(how: Callable[[str], Any], value: str) -> bool:
    try:
        how(value)
    except ValueError:
        return False
    return True


_MOMENTS: dict[str, tuple[Callable[[str], bool], str]] = {
    "date": (_is_date, "must be a date such as 2027-01-31."),
    "time": (_is_time, "must be a time such as 09:00, 09:00:00 or 09:00-05:00."),
    "datetime": (_is_moment, "must be a moment such as 2027-01-31T09:00:00Z."),
}


def _odd(kind: Kind, found: Found) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) for values that are kept although their format is another."""
    for name, value in found.fields.items():
        format_ = kind.fields[name].get("format")
        if format_ == "email" and not _MAIL.fullmatch(value):
            yield name, f"`{name}` does not look like an e-mail address. It is kept as it is."
        if format_ == "uri" and not _is_address(value):
            yield name, f"`{name}` is not a whole address, such as https://example.org. It is kept as it is."


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.scheme) and not re.search(r"\s", value)
