"""The world of the matrices: the cast, and at least one row in every table that knows people."""

from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cast import fresh_browsers
from tests.confidentiality.doors import TOKEN
from tests.confidentiality.parts import PARTS
from tests.copies import keep, lay_back
from tests.people import Cast

_made: list[Any] = []


@pytest.fixture(autouse=True)
def _pushes(settings: Any) -> None:
    """Devices can be told: with pushes off (the default) their doors say the same no to everybody."""
    settings.HEARTEN_PUSH, settings.HEARTEN_PUSH_CONTACT = True, "operator@place.example"


@pytest.fixture
def world(db: None, superuser: Any, request: pytest.FixtureRequest) -> Any:
    """The cast with more rows, as `world.<name>`; `world.cast` is the cast, `world.again()` lays everything back."""
    if not _made:
        _made.append(_make(request.getfixturevalue("cast")))
        superuser.execute("DELETE FROM procrastinate_jobs")
        keep(superuser, "world_kept")
        _made[0].again = lambda: (lay_back(superuser, "world_kept"), fresh_browsers(_made[0].cast))
    else:
        _made[0].again()
    return _made[0]


def _put(model: Any, **values: Any) -> Any:
    """Add a row past the policies, as the keeper."""
    row = model(**values)
    row.save(using="keeper", force_insert=True)
    return row


def _make(cast: Cast) -> Any:
    """Make one row for each table that the cast has left empty, each about Ben and the groups he is in."""
    from hearten.kernel.clock import now
    from hearten.members.models import Consent, Session, StaffRead, Standing
    from hearten.notices.models import Notice
    from hearten.safety.models import TestCall

    moment = now()
    made = SimpleNamespace(cast=cast, moment=moment, **_groups(cast, moment), **_words(cast, moment))
    _coach(made, cast, moment)
    read = {"staff_name": "Mo", "what": "mask", "reason": "Somebody was in danger.", "at": moment}
    made.staff_read = _put(StaffRead, member_id=cast.ben.id, **read)
    made.held_read = _put(StaffRead, member_id=cast.ben.id, held_until=moment + timedelta(days=7), **read)
    made.notice = _put(
        Notice, member_id=cast.ben.id, kind="reply", group_id=cast.group.id, about=cast.reply.id, made_at=moment
    )
    made.call = _put(TestCall, line="de-telefonseelsorge", right=True, initials="OD", on=moment.date(), at=moment)
    keeper = {"member_id": cast.ben.id}
    spans = {"began_at": moment, "renewed_at": moment, "expires_at": moment + timedelta(days=30)}
    made.session = _put(Session, key_hash="another browser of Ben's", data="{}", **spans, **keeper)
    made.consent = Consent.objects.using("keeper").filter(purpose="sign_up", **keeper).first()
    made.grants = _grants(cast, moment)
    made.grant = made.grants[0]
    made.standing = Standing.objects.using("keeper").get(member_id=cast.mo.id)
    for part in PARTS:
        if hasattr(part, "fill"):
            part.fill(made, cast, moment, _put)
    return made


def _groups(cast: Cast, moment: Any) -> dict[str, Any]:
    from hearten.groups.actions import hash_of
    from hearten.groups.models import Grant, Group, Invitation, JoinRequest, Membership

    shut = {"title": "it was good", "purpose": "To end well.", "who_for": "Those who were here.", "openness": "open"}
    closed = _put(Group, made_at=moment, closed_at=moment, **shut)
    asked = {"name": "Dov", "words": "I would like to sit with you.", "made_at": moment}
    return {
        "closed_group": closed,
        "closed_stay": _put(
            Membership,
            group=closed,
            member_id=cast.ben.id,
            name="Ben",
            joined_at=moment,
            ended_at=moment,
            ended_how="closed",
        ),
        "request": _put(JoinRequest, group=cast.group, member_id=cast.dov.id, **asked),
        "other_request": _put(JoinRequest, group=cast.other_group, member_id=cast.dov.id, **asked),
        "invitation": _put(
            Invitation,
            group=cast.hidden_group,
            token_hash=hash_of(TOKEN),
            made_by=Membership.objects.using("keeper").get(group=cast.hidden_group, member_id=cast.ada.id),
            made_at=moment,
            expires_at=moment + timedelta(days=7),
        ),
        "old_grant": _put(
            Grant,
            group=cast.hidden_group,
            staff_id=cast.mo.id,
            staff_name="Mo",
            reason="A facilitator asked for help here.",
            made_at=moment - timedelta(days=2),
            expires_at=moment - timedelta(days=1),
        ),
    }


def _coach(made: Any, cast: Cast, moment: Any) -> None:
    """The coach is open, and some agreed to it: Ben, and of those outside his groups Cleo, Eli and Mo. Ada did not.

    So a refusal of Ada, Dov and Odile is about the missing yes, and one of the others is about the group.
    """
    from hearten.coach.models import Opening, Try
    from hearten.coach.wording import CONSENT_VERSION, consent_text
    from hearten.groups.models import PracticeAsk
    from hearten.members.models import Consent
    from hearten.threads.models import Suggested

    before = moment - timedelta(days=2)
    _put(Opening, opened_by_id=cast.mo.id, opened_at=before, closed_by_id=cast.odile.id, closed_at=moment)
    _put(Opening, opened_by_id=cast.odile.id, opened_at=moment)
    agreed = {"purpose": "coach", "text_hash": sha256(consent_text().encode()).hexdigest(), "version": CONSENT_VERSION}
    for person in (cast.ben, cast.cleo, cast.eli, cast.mo):
        _put(Consent, member_id=person.id, language="en", how="coach page", given_at=moment, **agreed)
    had = {"warmth": True, "understanding": False, "interest": False}
    _put(Try, member_id=cast.ben.id, scenario="three-stops", at=moment, **had)
    asked = {"practice": "around-a-setback", "scenarios": ["three-stops"], "asked_at": moment}
    made.ask = _put(PracticeAsk, group=cast.group, membership=cast.ben_in_group, **asked)
    made.ask_in_hidden = _put(PracticeAsk, group=cast.hidden_group, membership=cast.ben_in_hidden, **asked)
    for post in (cast.reply, made.masked_post):
        _put(Suggested, group=cast.group, post=post, at=moment)


def visit(world: Any) -> None:
    """Let Mo read in both of Ada's groups for half an hour."""
    for grant in world.grants:
        _put(type(grant), **{field.attname: getattr(grant, field.attname) for field in grant._meta.concrete_fields})


def _grants(cast: Cast, moment: Any) -> Any:
    from hearten.groups.models import Grant

    said = {"staff_id": cast.mo.id, "staff_name": "Mo", "reason": "A facilitator asked for help here."}
    spans = {"made_at": moment, "expires_at": moment + timedelta(minutes=30)}
    return [Grant(group=group, **said, **spans) for group in (cast.group, cast.hidden_group)]


def _words(cast: Cast, moment: Any) -> dict[str, Any]:
    from hearten.threads.models import Heard, MaskLookup, Permission, Post, Revision, Withdrawal, Witness

    said = {"group_id": cast.group.id, "thread_id": cast.thread.id, "html": "", "made_at": moment}
    gone = _put(Post, membership=cast.ben_in_group, body="", **said)
    asking = _put(Post, membership=cast.ada_in_group, body="May I?", move="asks", **said)
    answered = _put(Post, membership=cast.ada_in_group, body="May I say it?", move="asks", **said)
    behind = {**said, "thread_id": cast.masked.id}
    masked_reply = _put(Post, membership=cast.ada_in_group, body="I read this.", **behind)
    heard = {"group": cast.group, "member_id": cast.ben.id, "at": moment}
    lookup = {
        "group": cast.group,
        "mask": cast.mask,
        "mask_name": cast.mask.name,
        "reason": "Somebody said that they are in danger.",
        "asked_at": moment,
    }
    mo, odile = {"asked_by_id": cast.mo.id, "asked_name": "Mo"}, {"asked_by_id": cast.odile.id, "asked_name": "Odile"}
    return {
        "masked_post": Post.objects.using("keeper").get(thread_id=cast.masked.id, opens=True),
        "masked_reply": masked_reply,
        "heard": [_put(Heard, post=post, **heard) for post in (cast.reply, masked_reply)],
        "gone": gone,
        "asking": asking,
        "answered": answered,
        "withdrawal": _put(Withdrawal, group=cast.group, post=gone, at=moment),
        "revision": _put(Revision, member_id=cast.ben.id, post=cast.post, body="I woke up at three.", at=moment),
        "witness": _put(
            Witness, group=cast.group, post=cast.post, membership=cast.ada_in_group, nod="same_here", at=moment
        ),
        "permission": _put(Permission, group=cast.group, thread=cast.thread, post=answered, welcome=False, at=moment),
        "lookup_of_mo": _put(MaskLookup, **mo, **lookup),
        "lookup_of_odile": _put(MaskLookup, **odile, **lookup),
        "lookup_agreed": _put(
            MaskLookup, agreed_by_id=cast.odile.id, agreed_name="Odile", agreed_at=moment, **mo, **lookup
        ),
    }
