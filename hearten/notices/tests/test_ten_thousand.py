"""Everybody's digest is due at once, and the worker is killed again and again while it sends: each gets one.

The long run is of ten thousand people; the short one has the same story with thirty.
"""

import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from hearten.members.models import Member, Profile
from hearten.notices.models import Digest, Mailing, Notice, Ways
from hearten.notices.tests.outside import CALM, post_office
from hearten.notices.tests.test_killed_sender import kill, until, worker

pytestmark = pytest.mark.django_db


def people(number):
    """Make that many people, each with an address that is confirmed, a digest that is due now, and one calm notice."""
    now = datetime.now(UTC)
    at = (now + timedelta(hours=12)).time().replace(second=0, microsecond=0)
    ids = [uuid4() for _each in range(number)]

    def put(model, make):
        model.objects.using("keeper").bulk_create([make(n, one) for n, one in enumerate(ids)], batch_size=1000)

    put(Member, lambda n, one: Member(id=one, sign_in_index=one.hex, password="!", joined_on=now.date()))
    profile = {"name": "x", "adult_attested_at": now}
    put(Profile, lambda n, one: Profile(member_id=one, email=address(n), email_index=one.hex, **profile))
    put(Ways, lambda n, one: Ways(member_id=one, mail_since=now))
    put(Mailing, lambda n, one: Mailing(member_id=one, email_index=one.hex, asked_at=now, letter_at=now,
        written_at=now, confirmed_at=now, stop_token=f"token of {n}", stop_hash=one.hex))  # fmt: skip
    put(Digest, lambda n, one: Digest(
        member_id=one, at=at, zone="UTC", next_at=now, given_on=now.date() - timedelta(days=2)))  # fmt: skip
    put(Notice, lambda n, one: Notice(member_id=one, kind=CALM, about=uuid4(), made_at=now))
    return {address(n) for n in range(number)}


def address(n):
    return f"person{n}@letters.example"


@pytest.mark.parametrize(
    ("number", "kills"), [(30, 1), pytest.param(10_000, 5, marks=pytest.mark.long)], ids=["thirty", "ten thousand"]
)
def test_each_gets_one_however_often_the_worker_is_killed(db, settings, superuser, number, kills):
    with post_office(settings) as office:
        everybody = people(number)
        began, patience = time.monotonic(), 120 + number
        running, killed = worker(settings, digests=True), []
        try:
            for turn in range(1, kills + 1):
                until(lambda at=turn: len(office.taken) >= number * at // (kills + 1), f"part {turn} is sent", patience)
                kill(running)
                killed.append(len(office.taken))
                running = worker(settings, digests=True)
            until(lambda: len(sent_to(office)) == number and not waits(superuser), "all of it is sent", patience)
            took = time.monotonic() - began
            time.sleep(2)  # nothing else comes
        finally:
            kill(running)
    assert sent_to(office) == everybody
    letters = {(to[0], letter["Message-ID"], letter["Date"]) for to, letter in office.taken}
    assert len(letters) == number, "what came twice is known to be the same letter"
    twice = Counter(office.ids())
    assert sum(twice.values()) - number <= kills and max(twice.values()) <= 1 + kills, "only what was on its way"
    assert superuser.execute("SELECT count(*) FROM notices_outgoing WHERE how = 'sent'").fetchone() == (number,)
    assert superuser.execute("SELECT count(*) FROM notices_digest WHERE next_at <= now()").fetchone() == (0,)
    again = sum(twice.values()) - number
    print(f"{number} digests: {took:.1f} s, killed after {killed}, {again} came twice")  # noqa: T201


def sent_to(office):
    return {to[0] for to, _letter in list(office.taken)}


def waits(superuser):
    return superuser.execute("SELECT EXISTS (SELECT 1 FROM notices_outgoing WHERE done_at IS NULL)").fetchone()[0]
