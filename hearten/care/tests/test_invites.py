"""Somebody looks at a preparation for two days: what they see, what its owner sees of that, and every end of it."""

from typing import Any
from uuid import uuid4

import pytest

AFTER = {"decided": "We wait two weeks.", "next": "Call on Monday."}


@pytest.fixture
def shared(pages: Any) -> Any:
    """Ben's preparation, and Ada's invite to it."""
    visit = pages.visit(pages.cast.ben, matters="To sleep again.")
    pages.question(pages.cast.ben, visit, "How long does it take?")
    pages.cast.ben.client.post(f"/you/appointments/{visit}/after/", AFTER)
    return visit, pages.invited(visit, pages.cast.ada_in_group)


def page(invite: Any) -> str:
    return f"/shared-preparations/{invite}/"


def test_a_guest_reads_it_and_its_owner_sees_when(pages: Any, shared: Any, superuser: Any) -> None:
    visit, invite = shared
    own = f"/you/appointments/{visit}/"
    assert "They have not looked yet." in pages.text(pages.cast.ben, own)
    html = pages.text(pages.cast.ada, page(invite))
    assert "To sleep again." in html and "How long does it take?" in html and "Ben" in html
    assert "We wait two weeks." not in html and "Call on Monday." not in html
    pages.text(pages.cast.ada, page(invite))
    assert superuser.execute("SELECT count(*) FROM care_look").fetchone() == (1,), "within ten minutes it is one look"
    told = pages.text(pages.cast.ben, own)
    assert "They looked:" in told and "Ada" in told
    assert page(invite) in pages.text(pages.cast.ada, "/you/appointments/")


def test_a_guest_suggests_beside_it_and_cannot_change_it(pages: Any, shared: Any) -> None:
    visit, invite = shared
    key = str(uuid4())
    assert pages.suggest(pages.cast.ada, invite, "Ask when you hear from them.", client_id=key).status_code == 302
    assert pages.suggest(pages.cast.ada, invite, "Ask when you hear from them.", client_id=key).status_code == 302
    told = pages.suggest(pages.cast.ada, invite, "Something else.", client_id=key)
    assert told.status_code == 403 and "Something else was sent" in told.content.decode()
    html = pages.text(pages.cast.ben, f"/you/appointments/{visit}/")
    assert html.count("Ask when you hear from them.") == 1
    for address in ("", "lines/", "after/", "invites/", "removal/"):
        assert pages.cast.ada.client.post(f"/you/appointments/{visit}/{address}", AFTER).status_code == 404


def test_a_suggestion_is_read_for_danger_and_can_be_reported_by_whose_preparation_it_is(
    pages: Any, shared: Any, superuser: Any
) -> None:
    visit, invite = shared
    assert "A program reads what you suggest" in pages.text(pages.cast.ada, page(invite))
    pages.suggest(pages.cast.ada, invite, "You only want to be noticed.")
    (suggestion,) = superuser.execute("SELECT id FROM care_suggestion").fetchone()
    way = f"/report/suggestion/{suggestion}/"
    assert way in pages.text(pages.cast.ben, f"/you/appointments/{visit}/")
    assert "You only want to be noticed." in pages.text(pages.cast.ben, way)
    assert pages.cast.cleo.client.get(way).status_code == 404
    assert pages.cast.ada.client.post(way, {"category": "hostile"}).status_code == 403, "one's own"
    assert pages.cast.ben.client.post(way, {"category": "hostile", "words": "It hurt."}).status_code == 302
    ((case, about, given),) = superuser.execute(
        "SELECT c.id, w.member_id, r.attached FROM moderation_report r JOIN moderation_case c ON c.id = r.case_id "
        "JOIN moderation_whom w ON w.kind = c.kind AND w.item = c.item"
    ).fetchall()
    assert (about, given) == (pages.cast.ada.id, "You only want to be noticed.")
    assert pages.cast.ben.client.post(f"/suggestions/{suggestion}/removal/").status_code == 302
    html = pages.text(pages.cast.mo, f"/moderation/cases/{case}/")
    assert "You only want to be noticed." in html, "taken away, it is still what was reported"


def test_what_two_people_decide_about_a_suggestion_ends_looking(pages: Any, shared: Any, superuser: Any) -> None:
    ada, act = pages.cast.ada, uuid4()
    superuser.execute("SELECT moderation_suggestion_part(%s, %s, %s)", [uuid4(), ada.id, act])
    assert ada.client.get(page(shared[1])).status_code == 404
    assert "Being alone with others is closed for you here." in pages.text(ada, "/practising/")
    superuser.execute("SELECT moderation_suggestion_rejoin(%s)", [act])
    assert "Being alone with others is closed" not in pages.text(ada, "/practising/")


def test_an_empty_suggestion_is_told_and_the_page_is_still_there(pages: Any, shared: Any) -> None:
    sent = pages.suggest(pages.cast.ada, shared[1], " ")
    assert sent.status_code == 422 and "To sleep again." in sent.content.decode()


@pytest.mark.parametrize("by", ["ben", "ada"])
def test_either_of_the_two_ends_it(pages: Any, shared: Any, by: str) -> None:
    visit, invite = shared
    ended = getattr(pages.cast, by).client.post(f"{page(invite)}end/")
    assert ended.status_code == 302
    assert pages.cast.ada.client.get(page(invite)).status_code == 404
    assert pages.suggest(pages.cast.ada, invite, "Too late.").status_code == 404
    assert "Cannot look any more." in pages.text(pages.cast.ben, f"/you/appointments/{visit}/")
    assert pages.invited(visit, pages.cast.ada_in_group) != invite, "and may be invited again"


def test_after_48_hours_it_is_over(pages: Any, shared: Any, superuser: Any) -> None:
    visit, invite = shared
    ((hours,),) = superuser.execute("SELECT extract(epoch FROM ends_at - made_at) / 3600 FROM care_invite").fetchall()
    assert hours == 48
    superuser.execute(
        "UPDATE care_invite SET made_at = now() - interval '49 hours', ends_at = now() - interval '1 hour'"
    )
    assert pages.cast.ada.client.get(page(invite)).status_code == 404
    assert page(invite) not in pages.text(pages.cast.ada, "/you/appointments/")
    assert pages.invite(pages.cast.ben, visit, pages.cast.ada_in_group).status_code == 302


@pytest.mark.parametrize("one", ["ben", "ada"])
def test_a_block_and_leaving_end_it_at_once(pages: Any, shared: Any, apart: Any, one: str) -> None:
    _visit, invite = shared
    other = {"ben": "ada", "ada": "ben"}[one]
    with apart("block", getattr(pages.cast, one), getattr(pages.cast, other)):
        assert pages.cast.ada.client.get(page(invite)).status_code == 404
    assert pages.cast.ada.client.get(page(invite)).status_code == 200
    assert pages.cast.ben.client.post(f"/groups/{pages.cast.group.id}/leave/", {"how": "kept"}).status_code == 302
    assert pages.cast.ada.client.get(page(invite)).status_code == 404


@pytest.mark.parametrize("table", ["care_closure", "plans_closure"])
def test_for_whom_being_alone_with_others_is_closed_nothing_opens(
    pages: Any, shared: Any, superuser: Any, table: str
) -> None:
    """Also not by an invite that somebody makes afterwards; who invites is told nothing."""
    columns = "(id, member_id, act_id, at) VALUES (gen_random_uuid(), %s, gen_random_uuid(), now())"
    superuser.execute(f"INSERT INTO {table} {columns}", [pages.cast.ada.id])
    _visit, invite = shared
    later = pages.invited(pages.visit(pages.cast.ben, matters="To eat."), pages.cast.ada_in_group)
    for one in (invite, later):
        assert pages.cast.ada.client.get(page(one)).status_code == 404
        assert page(one) not in pages.text(pages.cast.ada, "/you/appointments/")


def test_a_mute_does_not_show(pages: Any, apart: Any, as_worker: Any, superuser: Any) -> None:
    """Ada muted Ben: he invites her as anybody, she is told nothing, and he sees only that she did not look."""
    visit = pages.visit(pages.cast.ben)
    with apart("mute", pages.cast.ada, pages.cast.ben):
        assert "Ada" in pages.text(pages.cast.ben, f"/you/appointments/{visit}/invites/")
        invite = pages.invited(visit, pages.cast.ada_in_group)
        assert pages.cast.ada.client.get(page(invite)).status_code == 404
        assert page(invite) not in pages.text(pages.cast.ada, "/you/appointments/")
        assert "They have not looked yet." in pages.text(pages.cast.ben, f"/you/appointments/{visit}/")


def test_only_who_helps_in_ones_groups_can_be_invited(pages: Any) -> None:
    visit = pages.visit(pages.cast.ada)
    assert "Nobody to invite" in pages.text(pages.cast.ada, f"/you/appointments/{visit}/invites/")
    assert pages.invite(pages.cast.ada, visit, pages.cast.ben_in_group).status_code == 404, "a member helps nobody yet"
    assert pages.invite(pages.cast.ben, visit, pages.cast.ada_in_group).status_code == 404, "not to somebody else's"
    mine = pages.visit(pages.cast.cleo)
    assert pages.invite(pages.cast.cleo, mine, pages.cast.ada_in_group).status_code == 404, "of another group"


def test_what_others_read_is_read_for_danger(pages: Any, superuser: Any) -> None:
    """The preparation from the invite on, and again whenever it is changed; each suggestion."""
    visit = pages.visit(pages.cast.ben, matters="To sleep again.")
    sql = "SELECT kind, about, member_id FROM safety_reading WHERE kind IN ('preparation', 'suggestion')"
    assert superuser.execute(sql).fetchall() == [], "while nobody else can read it, nobody looks"
    invite = pages.invited(visit, pages.cast.ada_in_group)
    assert superuser.execute(sql).fetchall() == [("preparation", visit, pages.cast.ben.id)]
    superuser.execute("DELETE FROM safety_reading")
    pages.question(pages.cast.ben, visit, "How long?")
    pages.suggest(pages.cast.ada, invite, "Bring somebody.")
    (suggestion,) = superuser.execute("SELECT id FROM care_suggestion").fetchone()
    assert sorted(superuser.execute(sql).fetchall()) == [
        ("preparation", visit, pages.cast.ben.id),
        ("suggestion", suggestion, pages.cast.ada.id),
    ]


def test_what_is_read_is_all_of_it(pages: Any, as_seat: Any, superuser: Any) -> None:
    from hearten.safety.sources import source_of

    visit = pages.visit(pages.cast.ben, matters="To sleep again.", support="My sister.")
    pages.question(pages.cast.ben, visit, "How long?")
    invite = pages.invited(visit, pages.cast.ada_in_group)
    pages.suggest(pages.cast.ada, invite, "Bring somebody.")
    (suggestion,) = superuser.execute("SELECT id FROM care_suggestion").fetchone()
    source = source_of("preparation")
    with as_seat(pages.cast.ben) as seat:
        assert source and {"To sleep again.", "My sister.", "How long?"} <= set(source.text(seat, visit).split("\n\n"))
    source = source_of("suggestion")
    with as_seat(pages.cast.ada) as seat:
        assert source and source.text(seat, suggestion) == "Bring somebody."


def test_no_more_than_three_at_once(pages: Any, superuser: Any) -> None:
    from hearten.care import rules
    from hearten.kernel.verdict import Unseen

    assert not rules.why_not_invited("many") and "Three people" in rules.why_not_invited("many").reason
    with pytest.raises(Unseen):
        rules.why_not_invited("gone").or_refuse()
    visit = pages.visit(pages.cast.ben)
    superuser.execute(
        "UPDATE groups_membership SET role = 'peer_supporter' WHERE id = %s", [pages.cast.ada_in_group.id]
    )
    assert pages.invite(pages.cast.ben, visit, pages.cast.ada_in_group).status_code == 302
    assert pages.invite(pages.cast.ben, visit, pages.cast.ada_in_group).status_code == 302, (
        "invited already: nothing new"
    )
    assert superuser.execute("SELECT count(*) FROM care_invite").fetchone() == (1,)
