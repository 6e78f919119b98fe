"""Filling an empty database with the demo community: what people write goes through the same doors as real words."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import connections, transaction

from hearten.coach.actions import agree, open_coach
from hearten.demo import asking, encouraging, library, looking_after, meetings, news, offering, week
from hearten.demo.acting import at_their_time
from hearten.demo.library_texts import cards, guides
from hearten.demo.texts import Circle, Conversation, circles
from hearten.groups.models import Agreement, Group, Membership, Openness
from hearten.groups.standing import place_in
from hearten.kernel import clock
from hearten.kernel.acting import as_member
from hearten.kernel.seat import Seat
from hearten.kernel.words import render
from hearten.members.actions import add_operator, enrol
from hearten.members.models import Profile, Standing
from hearten.members.newcomers import STEPS
from hearten.threads import reading
from hearten.threads.actions import answer, write
from hearten.threads.models import Post

Progress = Callable[[int, int], None]
NEWS_DAYS = 2  # what happened longer ago is no news: nobody is told
_CAST = [
    ("Ada", "ada keeps a lamp on", "facilitator of “Low days” and “After hospital”"),
    ("Ben", "ben drives the last bus", "a member of “Low days”"),
    ("Cleo", "cleo goes out anyway", "a member of another group, “Panic, worry and going out anyway”"),
    ("Dov", "dov is only looking", "signed up, in no group yet"),
    ("Mo", "mo reads with a reason", "a moderator of this install"),
    ("Odile", "odile looks after all", "the operator of this install"),
]


def cast() -> list[tuple[str, str, str]]:
    """Return (name, passphrase, who they are) of the people somebody who tries the demo can sign in as."""
    return _CAST


def seed(progress: Progress = lambda done, total: None) -> None:
    """Make the community. Takes some seconds; run it once, on an empty database."""
    now = clock.now()
    groups = list(circles(now))
    total = sum(1 + len(each.replies) for group in groups for each in group.conversations)
    total += len(cards()) + len(guides())
    members = _people(groups, now)
    made: dict[str, UUID] = {}
    done = 0

    def step(more: int = 1) -> None:
        nonlocal done
        done += more
        progress(done, total)

    try:
        for circle in groups:
            group_id = made[circle.says["slug"]] = _group(circle, members, now)
            for conversation in circle.conversations:
                with as_member(None), transaction.atomic():  # one for each conversation: a disk is slow to say "kept"
                    _converse(group_id, conversation, members)
                step(1 + len(conversation.replies))
        library.set_up(made, members, now, step)
        encouraging.set_up(made, members, now)
    finally:
        clock.ask(None)
    _forget_old_news(now)
    _open_coach(members)
    asking.set_up(members, now)
    looking_after.set_up(members, now)
    offering.set_up(members)
    meetings.set_up(members, now)
    week.set_up(members, now)
    news.set_up(members)


def _open_coach(members: dict[str, UUID]) -> None:
    """The operator opened the coach; Ada agreed to it, Ben has not been there yet: both sides can be looked at."""
    with as_member(members["Odile"]), transaction.atomic():
        open_coach(Seat(members["Odile"], "operator"))
    with as_member(members["Ada"]), transaction.atomic():
        agree(Seat(members["Ada"]), along=False)


def _people(groups: list[Circle], now: datetime) -> dict[str, UUID]:
    """Enrol everybody. Only the cast can sign in; the others' passphrases are unusable."""
    passphrases = {name: passphrase for name, passphrase, _who in _CAST}
    names = dict.fromkeys([*passphrases, *(person["name"] for group in groups for person in group.people)])
    joined = (now - timedelta(days=62)).date()
    members: dict[str, UUID] = {}
    for name in names:
        with as_member(None), transaction.atomic():
            members[name] = enrol(name, passphrases.get(name), joined).id
    long_here = Profile.objects.using("keeper").exclude(name="Dov")
    long_here.update(entry=dict.fromkeys(STEPS, "done"), adult_attested_at=now - timedelta(days=62))
    add_operator("Odile", passphrases["Odile"])
    Standing.objects.using("keeper").create(
        member_id=members["Mo"],
        role="moderator",
        name="Mo",
        given_by_id=members["Odile"],
        given_at=now - timedelta(days=50),
    )
    return members


def _group(circle: Circle, members: dict[str, UUID], now: datetime) -> UUID:
    """Make one group with its agreement and its people, as if two months ago."""
    begun, says = now - timedelta(days=61), dict(circle.says)
    agreement, slug = says.pop("agreement"), says.pop("slug")
    says["who_for"] = says.pop("who_it_is_for")
    if says["openness"] == Openness.COHORT:
        says |= {"starts_on": begun.date(), "ends_on": (now + timedelta(days=30)).date(), "places": 12}
    group = Group(slug=None if says["openness"] == Openness.INVITATION else slug, zone="UTC", made_at=begun, **says)
    group.save(using="keeper", force_insert=True)
    Agreement(group=group, version=1, text=agreement, html=render(agreement), made_at=begun).save(
        using="keeper", force_insert=True
    )
    for person in circle.people:
        _membership(group, person, members[person["name"]], begun).save(using="keeper", force_insert=True)
    return group.id


def _membership(group: Group, person: dict[str, str], member: UUID, begun: datetime) -> Membership:
    welcomes = begun if person["role"] in ("co_facilitator", "peer_supporter") else None
    return Membership(
        id=uuid4(), group=group, member_id=member, name=person["name"], role=person["role"], agreed=1,
        about=(person.get("about") or "").strip(), welcomes_since=welcomes, joined_at=begun,
    )  # fmt: skip


def _converse(group_id: UUID, said: Conversation, members: dict[str, UUID]) -> None:
    """Play one conversation: it begins, people nod, and reply, each at their own time and as themself."""
    thread = at_their_time(members[said.by], said.at, partial(_begin, group_id, said))
    for name in said.same_here:
        at_their_time(members[name], said.at + timedelta(minutes=20), partial(_nod, thread))
    for reply in said.replies:
        masked = reply.masked or (said.masked and reply.by == said.by)
        at_their_time(members[reply.by], reply.at, partial(_reply, thread, write.Draft(reply.text, uuid4(), masked)))


def _begin(group_id: UUID, said: Conversation, seat: Seat) -> UUID:
    place = place_in(seat, group_id)
    assert place is not None  # this seed has just made the membership
    draft = write.Draft(said.text, uuid4(), masked=said.masked)
    return write.start(seat, place, draft, title=said.title, kind=said.kind, wish=said.wish, note=said.note).id


def _nod(thread: UUID, seat: Seat) -> UUID:
    opening = seat.glance(Post).get(thread_id=thread, opens=True)
    answer.nod(seat, reading.head(seat, thread), reading.post(seat, opening.id))
    return thread


def _reply(thread: UUID, draft: write.Draft, seat: Seat) -> UUID:
    return write.reply(seat, reading.head(seat, thread), draft).id


def _forget_old_news(now: datetime) -> None:
    """Take the errands of long ago out of the queue: who was told weeks ago is not told again today."""
    recent = now - timedelta(days=NEWS_DAYS)
    with transaction.atomic(using="keeper"), connections["keeper"].cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status = 'todo' AND (args ->> 'about')::uuid NOT IN "
            "(SELECT id FROM threads_post WHERE made_at > %s "
            "UNION ALL SELECT id FROM threads_thread WHERE made_at > %s)",
            [recent, recent],
        )
        # And nobody is asked today to read what was written then.
        cursor.execute(
            "UPDATE safety_reading SET state = 'read', done_at = now() WHERE about NOT IN "
            "(SELECT id FROM threads_post WHERE made_at > %s)",
            [recent],
        )
