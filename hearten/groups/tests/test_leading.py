"""What those who lead a group do, and what the database refuses to everybody else."""

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from hearten.groups.actions import give_role, invite, make_group, name_facilitator, write_agreement
from hearten.groups.actions.tend import Done
from hearten.groups.forms import MakeGroupForm
from hearten.groups.models import Agreement, Group, Invitation, Membership
from hearten.groups.rules import may_lead, may_post, may_welcome
from hearten.groups.standing import place_in
from hearten.kernel.verdict import Refused, Unseen
from hearten.members.models import Standing

pytestmark = pytest.mark.django_db

SAID = {
    "title": "New group", "purpose": "We talk.", "who_for": "People who talk.", "topics": "Grief, low days, grief",
    "formats": ["forum"], "language": "en", "zone": "Europe/Berlin", "openness": "open", "keeps": "keep",
}  # fmt: skip


def address(name, group, *more):
    return reverse(f"groups:{name}", args=[group.id, *more])


def place(seated, member, group):
    with seated(member.id) as seat:
        return place_in(seat, group.id)


def test_the_one_who_leads_gives_roles_and_makes_welcomers(cast, seated):
    ben = place(seated, cast.ben, cast.group).membership_id
    page = address("lead_person", cast.group, ben)
    assert cast.ada.client.get(page).status_code == 200
    cast.ada.client.post(page, {"role": "peer_supporter", "welcomes": "on"})
    now_ben = place(seated, cast.ben, cast.group)
    assert (now_ben.role, now_ben.welcomes) == ("peer_supporter", True)
    assert may_welcome(now_ben) and not may_lead(now_ben)


def test_a_group_is_not_left_without_a_lead_by_a_change_of_roles(cast, seated):
    ada = place(seated, cast.ada, cast.group)
    with seated(cast.ada.id) as seat, pytest.raises(Refused, match="only one who leads"):
        give_role(seat, ada, ada.membership_id, "member", False)


def test_the_database_gives_roles_to_nobody_else(cast, seated):
    ben = place(seated, cast.ben, cast.group).membership_id
    for somebody in (cast.ben, cast.cleo, cast.dov, cast.mo):
        with seated(somebody.id) as seat:
            sql = "SELECT groups_give_role(%s, 'facilitator', false)"
            assert seat.read(Done, sql, ben)[0].done is False
        with pytest.raises(ProgrammingError, match="permission denied"), seated(somebody.id) as seat:
            seat.glance(Membership).filter(id=ben).update(role="facilitator")


def test_a_changed_agreement_is_read_and_agreed_to_before_the_next_post(cast, seated):
    page = address("lead_agreement", cast.group)
    assert cast.ada.client.post(page, {"text": "I am gentle.\nI can pass.", "based_on": 1}).status_code == 302
    ben = place(seated, cast.ben, cast.group)
    verdict = may_post(ben, ben.version)
    assert not verdict and verdict.next_url == address("agreement", cast.group)
    shown = cast.ben.client.get(verdict.next_url).content.decode()
    assert "What changed since you agreed" in shown
    assert "<strong>new</strong> <ins>I am gentle.</ins>" in shown and "<strong>gone</strong>" in shown
    assert cast.ben.client.post(verdict.next_url, {"version": 1}).status_code == 422
    assert cast.ben.client.post(verdict.next_url, {"version": 2}).status_code == 302
    ben = place(seated, cast.ben, cast.group)
    assert may_post(ben, ben.version)


def test_two_who_write_the_agreement_at_once_lose_no_words(cast, seated):
    ada = place(seated, cast.ada, cast.group)
    with seated(cast.ada.id) as seat:
        write_agreement(seat, ada, "first", 1)
    answer = cast.ada.client.post(address("lead_agreement", cast.group), {"text": "second words", "based_on": 1})
    assert answer.status_code == 422 and "second words" in answer.content.decode()
    assert Agreement.objects.using("keeper").filter(group=cast.group).count() == 2


def test_a_group_without_agreement_begins_from_a_text_of_ours(cast, new_group):
    group = new_group("open")
    Agreement.objects.using("keeper").filter(group=group).delete()
    page = address("lead_agreement", group)
    assert "?from=everyday" in cast.ada.client.get(page).content.decode()
    assert "I am free to pass." in cast.ada.client.get(f"{page}?from=everyday").content.decode()
    assert cast.dov.client.get(address("join", group)).status_code == 200


def test_an_invitation_is_shown_once_and_can_be_taken_back(cast, client):
    page = address("lead_invitations", cast.group)
    shown = cast.ada.client.post(page).content.decode()
    again = cast.ada.client.get(page).content.decode()
    assert "/invitations/" in shown.replace(page, "") and "data-copy" not in again
    made = Invitation.objects.using("keeper").filter(group=cast.group, used_at=None)
    cast.ada.client.post(address("lead_revoke", cast.group, made.get().id))
    assert made.get().revoked_at


def test_invitations_of_a_day_are_bounded(cast, new_group, seated, monkeypatch):
    monkeypatch.setattr("hearten.groups.rules.INVITATIONS_A_DAY", 2)
    ada = place(seated, cast.ada, new_group("open"))
    with seated(cast.ada.id) as seat:
        invite(seat, ada)
        invite(seat, ada)
        with pytest.raises(Refused):
            invite(seat, ada)
    with seated(cast.ben.id) as seat, pytest.raises(Unseen):
        invite(seat, place_in(seat, cast.group.id))


def test_describing_a_group_lists_and_unlists_it(cast, client):
    page = address("lead_describe", cast.group)
    assert cast.ada.client.get(page).status_code == 200
    assert cast.ada.client.post(page, SAID).status_code == 302
    assert client.get(reverse("groups:by_slug", args=["new-group"])).url == f"/groups/{cast.group.id}/"
    group = Group.objects.using("keeper").get(id=cast.group.id)
    assert group.topics == ["grief", "low days"]
    assert cast.ada.client.post(page, SAID | {"openness": "invitation"}).status_code == 302
    assert client.get(reverse("groups:by_slug", args=["new-group"])).status_code == 404
    broken = cast.ada.client.post(page, SAID | {"openness": "cohort", "keeps": "erase"})
    assert broken.status_code == 422 and "needs both dates" in broken.content.decode()


def test_my_own_words_are_for_those_who_stand_in_front(cast, seated):
    said = {"name": "Ada", "about": "I lived with it for years.", "what_0": "Peer course", "on_0": "2024-05-31"}
    assert cast.ada.client.post(address("me", cast.group), said).status_code == 302
    cast.ben.client.post(address("me", cast.group), said | {"name": "Benno"})
    shown = cast.ben.client.get(address("about", cast.group)).content.decode()
    assert "I lived with it for years." in shown and "Peer course" in shown and "2024-05-31" in shown
    assert "I lived with it" not in cast.dov.client.get(address("about", cast.group)).content.decode()
    ben = Membership.objects.using("keeper").get(member_id=cast.ben.id, group=cast.group)
    assert (ben.name, ben.about) == ("Benno", "")
    assert cast.ben.client.post(address("me", cast.group), {"name": "ADA"}).status_code == 422


def test_an_operator_makes_a_group_and_names_who_leads_it(cast, seated):
    Standing.objects.using("keeper").filter(member_id=cast.mo.id).update(role="operator")
    form = MakeGroupForm(SAID | {"agreement": "We are kind."})
    assert form.is_valid(), form.errors
    with seated(cast.mo.id, "operator") as seat:
        group = make_group(seat, form.cleaned_data)
        name_facilitator(seat, group, "dov", "Dov")
    assert place(seated, cast.dov, group).leads and place(seated, cast.mo, group) is None
    with seated(cast.mo.id, "operator") as seat:
        with pytest.raises(Refused):
            name_facilitator(seat, group, "Mo", "Mo")
        with pytest.raises(Refused):
            name_facilitator(seat, group, "nobody at all", "X")


def test_nobody_else_makes_groups(cast, seated):
    with seated(cast.ada.id) as seat, pytest.raises(Unseen):
        make_group(seat, SAID)
    with pytest.raises(ProgrammingError), seated(cast.ada.id), transaction.atomic():
        Group.objects.create(title="x", purpose="x", who_for="x", openness="open", made_at=cast.group.made_at)
