"""The Guide in the demo: open, agreed to by Ada, with a page of the operator's that it may quote."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearten.guide import own_pages
from hearten.guide.actions import agree, open_guide
from hearten.kernel.acting import as_member
from hearten.kernel.seat import Seat

PAGE = {
    "title": "Who is behind this place",
    "words": "This is a demo with made-up people.\n\nOdile runs it, and Mo reads where somebody asks for a look. "
    "Nobody is on duty at night here. Whoever needs a person then finds lines on the page Help now.",
    "asked": ["Who runs this place?", "Who is behind this site?", "Is anybody here at night?"],
    "language": "en",
}


def set_up(members: dict[str, UUID], now: datetime) -> None:
    """Open it, write its page, and let Ada agree; Ben has not been there yet."""
    operator = Seat(members["Odile"], "operator")
    with as_member(operator.me), transaction.atomic():
        open_guide(operator)
        own_pages.write(operator, PAGE | {"checked_on": now.date()})
    with as_member(members["Ada"]), transaction.atomic():
        agree(Seat(members["Ada"]))
