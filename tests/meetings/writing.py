"""Lines written at an exact rate, as one member who may write, beside the site: nobody's page is asked for.

Run as a program: for each line of input, a JSON object (meeting, group, member, place, rate, seconds, through), answers
with one line: for each line written, its number in the room and the machine's time right after its commit.

through "action"  what the page's own view calls (`meetings/room/actions/play.py`), and everything that follows a line
        "row"     the same row under the same policies with the same announcement, in one transaction, and no more: for
                  rates at which the writer would take the core that the listeners need
"""

import json
import os
import sys
import time
from typing import Any
from uuid import UUID, uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
WORDS = "It took me a long time to say this aloud, and I am glad that I did. Thank you for listening today. " * 3
ROW = """INSERT INTO meetings_line (id, group_id, meeting_id, membership_id, client_id, kind, body, html, at)
SELECT %s, %s, %s, %s, %s, 'line', %s, %s, f.at FROM meetings_floor(%s) f WHERE f.may"""
ANNOUNCE = "SELECT hearten_announce(%s, 'line', %s, %s, NULL, %s)"
LAST = "SELECT hearten_live_last(%s)"


def _through_action(job: dict[str, Any], words: str) -> int:
    from django.db import connection, transaction

    from hearten.kernel.acting import as_member
    from hearten.kernel.seat import Seat
    from hearten.meetings.models import Meeting
    from hearten.meetings.room.actions.play import say

    seat = Seat(UUID(job["member"]))
    with as_member(seat.member_id), transaction.atomic():
        meeting = seat.find(Meeting, UUID(job["meeting"]))
        say(seat, meeting, UUID(job["place"]), words, uuid4())
        with connection.cursor() as cursor:
            cursor.execute(LAST, [f"meeting:{job['meeting']}"])
            return int(cursor.fetchone()[0])


def _through_row(job: dict[str, Any], words: str) -> int:
    from django.db import connection, transaction

    from hearten.kernel.acting import as_member

    key, meeting = uuid4(), job["meeting"]
    with as_member(UUID(job["member"])), transaction.atomic(), connection.cursor() as cursor:
        values = [key, job["group"], meeting, job["place"], uuid4(), words, f"<p>{words}</p>", meeting]
        cursor.execute(ROW, values)
        assert cursor.rowcount == 1, "the writer may write"
        cursor.execute(ANNOUNCE, [f"meeting:{meeting}", key, job["group"], job["member"]])
        return int(cursor.fetchone()[0])


def write(job: dict[str, Any]) -> list[tuple[int, float]]:
    """Write `rate` lines a second for `seconds`. Returns each line's number and when its commit was done."""
    how = _through_action if job["through"] == "action" else _through_row
    began, written = time.monotonic(), []
    for turn in range(int(job["rate"] * job["seconds"])):
        time.sleep(max(0.0, began + turn / job["rate"] - time.monotonic()))
        number = how(job, f"{turn}: {WORDS}")
        written.append((number, time.monotonic()))
    return written


def main() -> None:
    import django

    django.setup()
    from django.db import connections

    connections.databases["default"]["OPTIONS"]["application_name"] = "a writer beside"
    for asked in sys.stdin:
        print(json.dumps(write(json.loads(asked))), flush=True)  # noqa: T201  # for who started this


if __name__ == "__main__":
    main()
