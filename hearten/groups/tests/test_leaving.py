"""Leaving both ways, being removed, and what is left."""

import pytest
from django.urls import reverse

from hearten.groups import leaving
from hearten.groups.actions import ask_to_join, close_group, hash_of, invite, join, leave, remove
from hearten.groups.actions.leave import Ended
from hearten.groups.models import Group, Membership
from hearten.groups.standing import left_behind, my_groups, place_in
from hearten.kernel.verdict import Unseen
from hearten.members.models import Consent, Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def farewells(monkeypatch):
    """What the slices above are told, with whether the membership still runs at that moment."""
    told = []
    monkeypatch.setattr(leaving, "_farewells", [])
    leaving.when_somebody_leaves(
        lambda seat, membership, how: told.append((how, seat.find(Membership, membership.id).ended_at))
    )
    return told


@pytest.mark.parametrize("how", ["kept", "erased"])
def test_leaving_tells_the_slices_above_first_and_takes_the_name_away(cast, seated, farewells, how):
    answer = cast.ben.client.post(reverse("groups:leave", args=[cast.group.id]), {"how": how})
    assert answer.url == reverse("groups:find")
    assert farewells == [(how, None)]
    ended = Membership.objects.using("keeper").get(member_id=cast.ben.id, group=cast.group)
    assert (ended.ended_how, ended.name) == (how, "")
    assert not Consent.objects.using("keeper").filter(
        member_id=cast.ben.id, purpose=f"agreement:{cast.group.id}", withdrawn_at=None
    )
    assert cast.ben.client.get(reverse("groups:me", args=[cast.group.id])).status_code == 404


def test_when_something_above_fails_nobody_has_left(cast, seated, farewells):
    def fail(*values):
        raise ValueError

    leaving.when_somebody_leaves(fail)
    with pytest.raises(ValueError), seated(cast.ben.id) as seat:
        leave(seat, place_in(seat, cast.group.id), "erased")
    with seated(cast.ben.id) as seat:
        assert place_in(seat, cast.group.id)


def test_leaving_needs_a_choice(cast):
    answer = cast.ben.client.post(reverse("groups:leave", args=[cast.group.id]), {})
    assert answer.status_code == 422 and "Choose what becomes" in answer.content.decode()


def test_a_removed_person_sees_nothing_inside_and_reads_why(cast, seated, farewells):
    with seated(cast.ben.id) as seat:
        ben = place_in(seat, cast.group.id)
    page = reverse("groups:lead_remove", args=[cast.group.id, ben.membership_id])
    assert "Remove Ben from the group?" in cast.ada.client.get(page).content.decode()
    assert cast.ada.client.post(page, {"words": "You wrote to people privately."}).status_code == 302
    assert farewells == []
    with seated(cast.ben.id) as seat:
        assert place_in(seat, cast.group.id) is None
        assert cast.group.id not in {place.group_id for place in my_groups(seat)}
        assert not seat.glance(Membership).filter(group_id=cast.group.id, ended_at=None).exists()
        assert [behind.words for behind in left_behind(seat)] == ["You wrote to people privately."]
    assert "You wrote to people privately." in cast.ben.client.get(reverse("groups:find")).content.decode()
    assert "You wrote to people privately." not in cast.dov.client.get(reverse("groups:find")).content.decode()


@pytest.mark.parametrize(
    ("openness", "how"), [("open", "an invitation"), ("cohort", "an invitation"), ("ask", "ask to")]
)
def test_a_removed_person_reads_at_the_door_how_they_can_come_back(cast, new_group, seated, openness, how):
    group = new_group(openness, places=9)
    about = reverse("groups:about", args=[group.id])
    with seated(cast.ada.id) as seat:
        invited = hash_of(invite(seat, place_in(seat, group.id)))
    with seated(cast.ben.id) as seat:
        mine = join(seat, group.id, "Heron", 1, invited)
    with seated(cast.ada.id) as seat:
        remove(seat, place_in(seat, group.id), mine, "")
    page, of_others = (one.client.get(about).content.decode() for one in (cast.ben, cast.dov))
    assert "A facilitator ended your time in this group" in page and how in page and "join at once" not in page
    assert ("Join this group" in page, reverse("groups:find") in page) == (False, True)
    listed, to_others = (one.client.get(reverse("groups:find")).content.decode() for one in (cast.ben, cast.dov))
    assert ("By invitation, as you were in it before" in listed) == (openness != "ask")
    assert "as you were in it before" not in to_others
    assert "A facilitator ended" not in of_others and ("Join this group" in of_others) == (openness != "ask")


def test_the_door_says_again_that_one_can_ask_after_a_welcome_was_used(cast, new_group, seated):
    group = new_group("ask")
    about = reverse("groups:about", args=[group.id])
    with seated(cast.dov.id) as seat:
        asked = ask_to_join(seat, group, "Heron", "")
    cast.ada.client.post(reverse("groups:lead_answer", args=[group.id, asked.id]), {"answer": "welcome"})
    with seated(cast.dov.id) as seat:
        leave(seat, place_in(seat, group.id), "kept")
    page = cast.dov.client.get(about).content.decode()
    assert "Ask to join" in page and "said welcome" not in page and "ended your time" not in page


def test_a_member_removes_nobody_and_nobody_removes_from_elsewhere(cast, seated):
    with seated(cast.ada.id) as seat:
        ada = place_in(seat, cast.group.id)
    for somebody, group in ((cast.ben, cast.group), (cast.cleo, cast.other_group)):
        with seated(somebody.id) as seat, pytest.raises(Unseen):
            remove(seat, place_in(seat, group.id), ada.membership_id, "")


@pytest.mark.parametrize("how", ["removed", "kept", "erased"])
def test_the_database_ends_no_membership_of_others(cast, seated, how):
    with seated(cast.ada.id) as seat:
        ada = place_in(seat, cast.group.id).membership_id
    for somebody in (cast.ben, cast.cleo, cast.dov, cast.mo):
        with seated(somebody.id) as seat:
            assert seat.read(Ended, "SELECT groups_end_membership(%s, %s, '')", ada, how)[0].member is None


def test_a_closed_group_is_gone_for_everybody_and_they_are_told(cast, seated):
    Standing.objects.using("keeper").filter(member_id=cast.mo.id).update(role="operator")
    with seated(cast.mo.id, "operator") as seat:
        assert close_group(seat, seat.find(Group, cast.group.id)) == 2
    with seated(cast.ben.id) as seat:
        assert [(behind.title, behind.how) for behind in left_behind(seat)] == [(cast.group.title, "closed")]
        with pytest.raises(Unseen):
            seat.find(Group, cast.group.id)
        with pytest.raises(Exception, match="closed"):
            join(seat, cast.group.id, "Ben", 1)
