"""What both servers show: one conversation with 20 replies, and one signed-in reader, in a scratch database."""

import json
from datetime import timedelta
from uuid import uuid4

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction

from hearten.demo.texts import circles
from hearten.groups.models import Agreement, Group, Membership
from hearten.groups.standing import place_in
from hearten.kernel import clock
from hearten.kernel.acting import as_member
from hearten.kernel.seat import Seat
from hearten.members.actions import enrol
from hearten.members.models import Member, Session
from hearten.members.sessions import hash_of
from hearten.threads import reading
from hearten.threads.actions import write

REPLIES = 20
WORDS_OF_THE_DEMO = 3  # replies of the demo strung together, so that the page has about 30 kB


def make() -> tuple[str, str]:
    """Return (path of the conversation, cookie of the reader)."""
    with as_member(None), transaction.atomic():
        reader = enrol("Reader", None)
    group = Group(title="A group", purpose="p", who_for="w", openness="open", made_at=clock.now())
    group.save(using="keeper", force_insert=True)
    Agreement(group=group, version=1, text="a", html="<p>a</p>", made_at=clock.now()).save(
        using="keeper", force_insert=True
    )
    people = [reader, *(_enrolled(number) for number in range(6))]
    for number, person in enumerate(people):
        Membership(
            id=uuid4(), group=group, member=person, name=f"Person {number}", agreed=1, joined_at=clock.now()
        ).save(using="keeper", force_insert=True)
    return _conversation(group, people), _cookie(reader)


def _enrolled(number: int) -> Member:
    with as_member(None), transaction.atomic():
        return enrol(f"Somebody {number}", None)


def _conversation(group: Group, people: list[Member]) -> str:
    texts = [reply.text for circle in circles(clock.now()) for each in circle.conversations for reply in each.replies]
    with as_member(people[1].id), transaction.atomic():
        seat = Seat(people[1].id)
        place = place_in(seat, group.id)
        assert place is not None
        thread = write.start(
            seat, place, write.Draft(texts[0], uuid4()), title="Where it begins", kind="support", wish="listen"
        )
    for number in range(REPLIES):
        who = people[number % len(people)]
        words = "\n\n".join(texts[number * WORDS_OF_THE_DEMO :][:WORDS_OF_THE_DEMO])
        with as_member(who.id), transaction.atomic():
            write.reply(Seat(who.id), reading.head(Seat(who.id), thread.id), write.Draft(words, uuid4()))
    return f"/threads/{thread.id}/"


def _cookie(reader: Member) -> str:
    token = f"benchmark-{uuid4().hex}{uuid4().hex}"
    data = {
        SESSION_KEY: str(reader.id),
        BACKEND_SESSION_KEY: "hearten.members.backend.ByName",
        HASH_SESSION_KEY: reader.get_session_auth_hash(),
    }
    now = clock.now()
    with transaction.atomic():
        Session.objects.create(
            key_hash=hash_of(token), member=reader, data=json.dumps(data), began_at=now, renewed_at=now,
            expires_at=now + timedelta(days=1),
        )  # fmt: skip
    return token
