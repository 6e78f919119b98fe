"""A file of results without anybody in it. It checks itself before a byte is written (decision 0090)."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from django.db import connections, transaction

LEAST = 10
CAUSE = "People who stay differ from people who leave; this does not show the group caused the change."


class Row(NamedTuple):
    """One person's two results of one instrument, and when that was as a range that ten people share."""

    instrument: str
    version: str
    first_from: date
    first_to: date
    months_from: int
    months_to: int
    first: Decimal
    later: Decimal


# What somebody could know of a person from elsewhere. The two results are what is learnt.
KNOWABLE = Row._fields[:6]

README = """# Results without anybody in them

{rows} rows. Each row is one person who agreed to be counted: their first result of an instrument, and the first one
28 days or more after it. {cause}

Checked before it was written: for every combination of what somebody could know of a person from elsewhere
({knowable}) there are {smallest} rows or more; {k} was asked for. Rows of one combination stand in the order of their
results, which says nothing about who or when. People come into this file ten at a time. When one of ten takes their
consent back, takes a result away or leaves for good, the other nine go with them: two files never differ by fewer than
ten people.

| Field | What it says |
| --- | --- |
| instrument, version | what was filled in |
| first_from, first_to | from which month to which (their first days) these ten people's first results were |
| months_from, months_to | how many months lay between these ten people's two results, from the least to the most |
| first, later | one person's two results |

Left out: everybody who did not agree, and people whose ten are not together yet. Where all ten changed by the same
amount they are left out, too, because that would tell of each.
"""


def rows() -> list[Row]:
    """Return what may go out, as the keeper; writes down that it was taken out."""
    with transaction.atomic(using="keeper"), connections["keeper"].cursor() as cursor:
        cursor.execute("SELECT * FROM measures_outcome_rows()")
        return [Row._make(row) for row in cursor.fetchall()]


def smallest(found: Sequence[Row]) -> int:
    """Return of how many rows the smallest combination of what could be known consists."""
    return min(Counter(row[: len(KNOWABLE)] for row in found).values(), default=0)


def why_not(found: Sequence[Row], k: int) -> str:
    """Return why these rows may not be written, or ""."""
    if k < LEAST:
        return f"k is {k}, and {LEAST} is the least that hearten gives out"
    if not found:
        return "there are no ten people yet whose results can be compared"
    if smallest(found) < k:
        return f"the smallest group of rows that look alike from outside has {smallest(found)}, which is fewer than {k}"
    return ""


def write(found: Sequence[Row], k: int, out: Path) -> None:
    """Write rows.csv and README.md to a new folder. Raises ValueError where `why_not` has something against it."""
    if why_not(found, k):
        raise ValueError(why_not(found, k))
    out.mkdir(parents=True)
    (out / "rows.csv").write_text(_table(found))
    told = {"rows": len(found), "cause": CAUSE, "knowable": ", ".join(KNOWABLE), "smallest": smallest(found), "k": k}
    (out / "README.md").write_text(README.format(**told))


def _table(found: Sequence[Row]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(Row._fields)
    table.writerows(found)
    return text.getvalue()
