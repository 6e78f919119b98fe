"""A member's copy of everything that is theirs: one zip with a file for programs and a file for people (PR-27)."""

import json
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearten import __version__
from hearten.kernel.clock import now
from hearten.kernel.pages import fragment, moment_text
from hearten.kernel.seat import Seat
from hearten.members.rights import Exported, Row, exported

# 42 CFR 2.32 (a) (2): the short notice that goes with records of a programme under part 2. It is law: never reworded.
PART2_NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


class Section(NamedTuple):
    """One section, read: its rows as they are, and as (what it is called, text) for a reader."""

    name: str
    title: str
    rows: list[Row]
    shown: list[list[tuple[str, str]]]
    files: dict[str, bytes]


def zip_of(seat: Seat) -> bytes:
    """Return the zip: `hearten-export.json`, `index.html`, and the pictures. Read as the member, and nothing else."""
    sections, made = [_section(seat, one) for one in exported()], now()
    notice = PART2_NOTICE if settings.HEARTEN_PART2 else ""
    whole = {"hearten": __version__, "made": made, "notice": notice, **{one.name: one.rows for one in sections}}
    page = fragment(
        "members/export_file.html",
        sections=sections,
        made=moment_text(made),
        notice=notice,
        lang=get_language() or "en",
    )
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("hearten-export.json", json.dumps(whole, indent=1, ensure_ascii=False, default=_plain))
        archive.writestr("index.html", page)
        for one in sections:
            for path, content in one.files.items():
                archive.writestr(path, content)
    return held.getvalue()


def _section(seat: Seat, one: Exported) -> Section:
    rows, columns = one.read(seat), one.columns()
    shown = [[(label, text) for key, label in columns.items() if (text := _text(row.get(key)))] for row in rows]
    return Section(one.name, one.title(), rows, shown, one.files(seat))


def _plain(value: Any) -> str:
    """Return a moment or a day as JSON holds it. Anything else is a slice's mistake."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} does not belong into a member's copy")


def _text(value: Any) -> str:
    """Return a value as a person reads it; "" for what is not there."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return date_format(value, "j M Y")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
