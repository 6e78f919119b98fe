"""Leaving both ways, being removed, and what is left."""

import pytest
from django.urls import reverse

from hearten.groups import leaving
from hearten.groups.actions import close_group, join, leave, remove
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
