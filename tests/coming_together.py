"""How the cast comes together: each step through the door that a live site has for it."""

from typing import Any
from uuid import uuid4

from tests.people import AGREEMENT, PASSPHRASES, Cast, Person, seated


def come_together() -> Cast:
    from hearten.groups.models import Membership, Openness

    people = {name.lower(): _enrol(name) for name in PASSPHRASES}
    ada, ben, cleo, eli, odile = (people[name] for name in ("ada", "ben", "cleo", "eli", "odile"))
    _give_standing(people["mo"], odile)
    for person in people.values():
        person.cookie = sign_in(person)
    group = _group(odile, "low days", Openness.OPEN, leads=ada)
    other = _group(odile, "panic and worry", Openness.OPEN)
    hidden = _group(odile, "night shift", Openness.INVITATION, leads=ada)
    ben_in_group = join_group(ben, group)
    cleo_in_other = join_group(cleo, other)
    _change_openness(other, Openness.ASK)
    ben_in_hidden = join_group(ben, hidden, _invitation(ada, hidden))
    for where, token in ((group, ""), (hidden, _invitation(ada, hidden))):
        _remove(ada, join_group(eli, where, token))
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
        post=opening_of(ben, thread),
        reply=_reply(ada, thread, "I read this twice. Four in the morning is a lonely hour."),
        masked=masked,
        masked_thread=masked,
        mask=opening_of(ben, masked).mask,
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


def sign_in(person: Person) -> str:
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


def join_group(person: Person, group: Any, token: str = "") -> Any:
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


def opening_of(person: Person, thread: Any) -> Any:
    from hearten.threads.models import Post

    with seated(person) as seat:
        return seat.glance(Post).select_related("mask").get(thread_id=thread.id, opens=True)


def _reply(person: Person, thread: Any, body: str) -> Any:
    from hearten.threads import reading
    from hearten.threads.actions import write

    with seated(person) as seat:
        return write.reply(seat, reading.head(seat, thread.id), write.Draft(body, uuid4()))
