"""The cast: people, groups and words that tests stand on, and the time.

Ada facilitates "low days", Ben is in it, Cleo is in another group, Dov is in none, Mo is a moderator, Odile the
operator, and Eli was in Ada's groups until she removed him. Everything is made once, through the same doors as on a
live site, and laid back from a copy for every test that asks for it: the ids are the same all through a run.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg import sql

from tests.ground import KEPT, sweep

PASSPHRASES = {
    "Ada": "ada keeps a lamp on",
    "Ben": "ben drives the last bus",
    "Cleo": "cleo goes out anyway",
    "Dov": "dov is only looking",
    "Mo": "mo reads with a reason",
    "Odile": "odile looks after all",
    "Eli": "eli was here before",
}
AGREEMENT = "We listen before we answer.\n\nWhat is said here stays here."


@dataclass
class Person:
    """Somebody with an account. `client` is a browser in which they are signed in; a fresh one for each test."""

    id: UUID
    name: str
    passphrase: str
    standing: str = ""
    cookie: str = field(default="", repr=False)

    @cached_property
    def client(self) -> Any:
        return self.browser()

    def browser(self, **options: Any) -> Any:
        """Return one more signed-in browser, such as one with `enforce_csrf_checks=True`."""
        from django.conf import settings
        from django.test import Client

        client = Client(**options)
        client.cookies[settings.SESSION_COOKIE_NAME] = self.cookie
        return client


@dataclass
class Cast:
    """Who and what there is. Rows are model instances as they were when they were made."""

    ada: Person
    ben: Person
    cleo: Person
    dov: Person
    mo: Person
    odile: Person
    eli: Person  # an ex-member: removed by Ada from `group` and `hidden_group`
    group: Any  # "low days", open: Ada facilitator, Ben member
    other_group: Any  # "panic and worry", asks first: Cleo member
    hidden_group: Any  # "night shift", by invitation only: Ada facilitator, Ben member
    ada_in_group: Any  # memberships
    ben_in_group: Any
    cleo_in_other: Any
    ben_in_hidden: Any
    thread: Any  # in `group`, by Ben under his name, who wishes to be listened to
    post: Any  # its first post
    reply: Any  # to `thread`, by Ada
    masked: Any  # in `group`, begun by Ben behind a mask
    masked_thread: Any  # the same
    mask: Any
    hidden_thread: Any  # in `hidden_group`, by Ben
    hidden_reply: Any  # to it, by Ada

    @property
    def people(self) -> list[Person]:
        return [self.ada, self.ben, self.cleo, self.dov, self.mo, self.odile, self.eli]


# The copy that every test gets, once the first test has made it.
_made: list[Cast] = []


@pytest.fixture(scope="session", autouse=True)
def _cheap_passphrases() -> Iterator[None]:
    """Argon2 as on a live site costs 60 ms a time by intention; in tests the same code runs with small numbers."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    kept = {name: getattr(Argon2PasswordHasher, name) for name in ("time_cost", "memory_cost", "parallelism")}
    for name, value in {"time_cost": 1, "memory_cost": 8, "parallelism": 1}.items():
        setattr(Argon2PasswordHasher, name, value)
    yield
    for name, value in kept.items():
        setattr(Argon2PasswordHasher, name, value)


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """Every test begins with nobody having tried anything too often."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def cast(db: None, superuser: Any) -> Cast:
    """The people, signed in, with their groups and words."""
    if not _made:
        _made.append(_make())
        superuser.execute("DELETE FROM procrastinate_jobs")  # nobody has news at the beginning
        superuser.execute("DELETE FROM safety_reading")  # and all that was written has been read
        keep(superuser, "cast_kept")
    else:
        lay_back(superuser, "cast_kept")
    fresh_browsers(_made[0])
    return _made[0]


def fresh_browsers(cast: Cast) -> None:
    """Forget what the cast's browsers were told."""
    for person in cast.people:
        person.__dict__.pop("client", None)


class Clock:
    """The time that hearten is told. It stands still between `set` and `pass_`."""

    def __init__(self) -> None:
        self._at = datetime.now(UTC)

    def set(self, at: datetime) -> None:
        self._at = at

    def pass_(self, span: timedelta) -> None:
        self._at += span

    def now(self) -> datetime:
        return self._at


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Say what time it is: `clock.set(moment)`, `clock.pass_(timedelta(days=1))`. PostgreSQL's own now() goes on."""
    from hearten.kernel import clock as kernel_clock

    told = Clock()
    kernel_clock.ask(told.now)
    yield told
    kernel_clock.ask(None)


@contextmanager
def seated(member: Any) -> Iterator[Any]:
    """Let a person (of the cast, a Member, or None for a visitor) act in one transaction; gives their Seat."""
    from django.db import transaction

    from hearten.kernel.acting import as_member
    from hearten.kernel.seat import VISITOR, Seat

    seat = Seat(member.id, getattr(member, "standing", "")) if member is not None else VISITOR
    with as_member(seat.member_id), transaction.atomic():
        yield seat


@pytest.fixture
def as_seat(db: None) -> Callable[[Any], AbstractContextManager[Any]]:
    """`with as_seat(cast.ben) as seat:` acts as Ben, as a request of his would."""
    return seated


@pytest.fixture
def as_worker(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Callable[..., None]:
    """`as_worker(work, actor=id, **values)` makes the connection the worker's for a while, as `hearten worker` does.

    `transactions=True`: the work begins its own, as periodic work does.
    """
    from django.conf import settings
    from django.db import connection, transaction

    from hearten.kernel.acting import as_member
    from hearten.kernel.database import addresses

    entry = addresses(settings.HEARTEN_STATE).django("worker")

    def run(work: Callable[..., Any], **values: Any) -> None:
        connection.close()
        with monkeypatch.context() as patch:
            patch.setitem(connection.settings_dict, "USER", entry["USER"])
            patch.setitem(connection.settings_dict, "OPTIONS", entry["OPTIONS"])
            if values.pop("transactions", False):
                work(**values)
                connection.close()
                return
            with as_member(values.pop("actor", None)), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT current_user")
                assert cursor.fetchone() == ("hearten_worker",)
                work(**values)
            connection.close()

    return run


@pytest.fixture
def own_keys(db: None, settings: Any, tmp_path: Path) -> Path:
    """A key store of this test alone: what is destroyed in it is there again for the next."""
    place = tmp_path / "keys"
    shutil.copytree(settings.HEARTEN_KEYSTORE, place, ignore=shutil.ignore_patterns("erased.log"))
    settings.HEARTEN_KEYSTORE = place
    return place


@pytest.fixture
def coached(cast: Cast) -> Cast:
    """The cast where the operator opened the coach and Ada alone agreed to it. She was offered nothing yet."""
    from hearten.coach import asking
    from hearten.coach.actions import agree, open_coach

    asking._seen.clear()
    with seated(cast.odile) as seat:
        open_coach(seat)
    with seated(cast.ada) as seat:
        agree(seat, along=False)
    return cast


# Making the cast


def _make() -> Cast:
    from hearten.groups.models import Membership, Openness

    people = {name.lower(): _enrol(name) for name in PASSPHRASES}
    ada, ben, cleo, eli, odile = (people[name] for name in ("ada", "ben", "cleo", "eli", "odile"))
    _give_standing(people["mo"], odile)
    for person in people.values():
        person.cookie = _sign_in(person)
    group = _group(odile, "low days", Openness.OPEN, leads=ada)
    other = _group(odile, "panic and worry", Openness.OPEN)
    hidden = _group(odile, "night shift", Openness.INVITATION, leads=ada)
    ben_in_group = _join(ben, group)
    cleo_in_other = _join(cleo, other)
    _change_openness(other, Openness.ASK)
    ben_in_hidden = _join(ben, hidden, _invitation(ada, hidden))
    for where, token in ((group, ""), (hidden, _invitation(ada, hidden))):
        _remove(ada, _join(eli, where, token))
    thread = _thread(ben, group, "The long way round", "I woke up at four again and could not say why.")
    masked = _thread(ben, group, "Something I have not said", "This is hard to write with my name on it.", masked=True)
    hidden_thread = _thread(ben, hidden, "After the last bus", "The night shift is the quiet part of my week.")
    with seated(ada) as seat:
        ada_in_group = seat.glance(Membership).get(group_id=group.id, member_id=ada.id, ended_at=None)
    return Cast(
        **people,
        group=group,
        other_group=other,
        hidden_group=hidden,
        ada_in_group=ada_in_group,
        ben_in_group=ben_in_group,
        cleo_in_other=cleo_in_other,
        ben_in_hidden=ben_in_hidden,
        thread=thread,
        post=_opening(ben, thread),
        reply=_reply(ada, thread, "I read this twice. Four in the morning is a lonely hour."),
        masked=masked,
        masked_thread=masked,
        mask=_opening(ben, masked).mask,
        hidden_thread=hidden_thread,
        hidden_reply=_reply(ada, hidden_thread, "I am glad that you have that part."),
    )


def _enrol(name: str) -> Person:
    from django.db import transaction

    from hearten.kernel.acting import as_member
    from hearten.members.actions import add_operator, enrol

    if name == "Odile":
        made = add_operator(name, PASSPHRASES[name])
        with seated(made):
            _second_factor(made)
        return Person(made.id, name, PASSPHRASES[name], "operator")
    with as_member(None), transaction.atomic():
        made = enrol(name, PASSPHRASES[name])
        if name == "Mo":
            _second_factor(made)
        return Person(made.id, name, PASSPHRASES[name], "moderator" if name == "Mo" else "")


def _second_factor(member: Any) -> None:
    """Set up an authenticator app: the desk opens to nobody who has only a passphrase."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    from hearten.kernel.clock import now
    from hearten.members import second_factors

    session: Any = {}
    secret = second_factors.app_being_set_up(session, member)
    code = format_hotp_value(hotp_value(secret, int(now().timestamp()) // 30))
    assert second_factors.set_up_app(session, member, code)


def _give_standing(person: Person, by: Person) -> None:
    from hearten.kernel.clock import now
    from hearten.members.models import Standing

    Standing.objects.using("keeper").create(
        member_id=person.id, role=person.standing, name=person.name, given_by_id=by.id, given_at=now()
    )


def _sign_in(person: Person) -> str:
    """Sign a browser in as the sign-in page does, and return its cookie."""
    from django.db import transaction
    from django.http import HttpRequest

    from hearten.kernel.acting import as_member
    from hearten.members.actions.entering import take_seat
    from hearten.members.models import Member
    from hearten.members.sessions import SessionStore

    request = HttpRequest()
    request.session = SessionStore()
    with as_member(person.id), transaction.atomic():
        take_seat(request, Member.objects.get(pk=person.id))
        request.session.save()
    return str(request.session.session_key)


def _group(operator: Person, title: str, openness: str, leads: Person | None = None) -> Any:
    from hearten.groups.actions import make_group, name_facilitator
    from hearten.groups.models import Format, Keeps

    said = {
        "title": title,
        "purpose": "To have somewhere to say it.",
        "who_for": "Anybody who knows these days from the inside.",
        "topics": [title],
        "formats": [Format.FORUM.value],
        "language": "en",
        "zone": "UTC",
        "openness": openness,
        "starts_on": None,
        "ends_on": None,
        "places": None,
        "keeps": Keeps.KEEP,
        "keeps_days": None,
        "agreement": AGREEMENT,
    }
    with seated(operator) as seat:
        made = make_group(seat, said)
        if leads is not None:
            name_facilitator(seat, made, leads.name, leads.name)
    if leads is not None:
        _agree(leads, made)
    return made


def _agree(person: Person, group: Any) -> None:
    from hearten.groups.actions import agree
    from hearten.groups.standing import place_in

    with seated(person) as seat:
        agree(seat, place_in(seat, group.id), 1)


def _change_openness(group: Any, openness: str) -> None:
    """Close the door behind Cleo, who came in while it stood open."""
    group.openness = openness
    group.save(using="keeper", update_fields=["openness"])


def _invitation(person: Person, group: Any) -> str:
    from hearten.groups.actions import invite
    from hearten.groups.standing import place_in

    with seated(person) as seat:
        return invite(seat, place_in(seat, group.id))


def _join(person: Person, group: Any, token: str = "") -> Any:
    from hearten.groups.actions import hash_of, join
    from hearten.groups.models import Membership

    with seated(person) as seat:
        made = join(seat, group.id, person.name, 1, hash_of(token) if token else "")
        return seat.find(Membership, made)


def _remove(lead: Person, membership: Any) -> None:
    from hearten.groups.actions import remove
    from hearten.groups.standing import place_in

    with seated(lead) as seat:
        remove(seat, place_in(seat, membership.group_id), membership.id, "Please take some time away from us.")


def _thread(person: Person, group: Any, title: str, body: str, masked: bool = False) -> Any:
    from hearten.groups.standing import place_in
    from hearten.threads.actions import write

    with seated(person) as seat:
        draft = write.Draft(body, uuid4(), masked)
        return write.start(seat, place_in(seat, group.id), draft, title=title, kind="support", wish="listen")


def _opening(person: Person, thread: Any) -> Any:
    from hearten.threads.models import Post

    with seated(person) as seat:
        return seat.glance(Post).select_related("mask").get(thread_id=thread.id, opens=True)


def _reply(person: Person, thread: Any, body: str) -> Any:
    from hearten.threads import reading
    from hearten.threads.actions import write

    with seated(person) as seat:
        return write.reply(seat, reading.head(seat, thread.id), write.Draft(body, uuid4()))


# A copy of every row, in a schema beside the tables


def keep(superuser: Any, copy: str) -> None:
    """Copy every row into the schema `copy`."""
    superuser.execute(sql.SQL("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0}").format(sql.Identifier(copy)))
    for table in tables(superuser):
        here, there = sql.Identifier("public", table), sql.Identifier(copy, table)
        if superuser.execute(sql.SQL("SELECT EXISTS (TABLE {})").format(here)).fetchone()[0]:
            superuser.execute(sql.SQL("CREATE TABLE {} AS TABLE {}").format(there, here))


# A staff session is renewed after three minutes of use, so what a slow machine lays back late would change when asked.
YOUNG_AGAIN = """
UPDATE members_session
SET renewed_at = now(), expires_at = expires_at + (now() - renewed_at)
"""


def lay_back(superuser: Any, copy: str) -> None:
    """Empty the tables and fill them from a copy: as a replica would, without triggers or foreign keys in the way."""
    sweep(superuser)
    kept = superuser.execute("SELECT tablename::text FROM pg_tables WHERE schemaname = %s", [copy]).fetchall()
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        for (table,) in kept:
            here, there = sql.Identifier("public", table), sql.Identifier(copy, table)
            superuser.execute(sql.SQL("INSERT INTO {} TABLE {}").format(here, there))
    superuser.execute(YOUNG_AGAIN)


def tables(superuser: Any) -> list[str]:
    """Return the tables that hold people's rows."""
    rows = superuser.execute("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    return [name for (name,) in rows if name not in KEPT]
