"""Coming into a group, by each kind of openness, one at a time and all at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from hearten.groups.actions import NeedsAnotherLook, ask_to_join, hash_of, invite, join, leave, remove
from hearten.groups.actions.leave import Ended
from hearten.groups.models import Invitation, JoinRequest
from hearten.groups.standing import home_of, place_in
from hearten.kernel.verdict import Refused
from hearten.members.models import Consent

pytestmark = pytest.mark.django_db


def address(name, group, *more):
    return reverse(f"groups:{name}", args=[group.id, *more])


def make_invitation(seated, member, group):
    with seated(member.id) as seat:
        return invite(seat, place_in(seat, group.id))


def test_an_open_group_lets_one_in_under_a_name_for_it_alone(cast, new_group, running):
    group = new_group("open")
    page = cast.dov.client.get(address("join", group))
    assert page.status_code == 200
    assert 'value="Dov"' in page.content.decode() and "I listen first." in page.content.decode()
    answer = cast.dov.client.post(address("join", group), {"name": "Quiet Heron", "agree": "on", "version": 1})
    assert (answer.status_code, answer.url) == (302, home_of(group.id))
    mine = running(group, member_id=cast.dov.id).get()
    assert (mine.name, mine.agreed, mine.role) == ("Quiet Heron", 1, "member")
    consent = Consent.objects.using("keeper").get(purpose=f"agreement:{group.id}")
    assert (consent.member_id, consent.version, consent.withdrawn_at) == (cast.dov.id, "1", None)


@pytest.mark.parametrize("left_out", ["name", "agree"])
def test_a_form_with_something_missing_keeps_the_words(cast, new_group, running, left_out):
    group = new_group("open")
    said = {"name": "Quiet Heron", "agree": "on", "version": 1}
    said.pop(left_out)
    answer = cast.dov.client.post(address("join", group), said)
    assert answer.status_code == 422
    assert ("Quiet Heron" in answer.content.decode()) == (left_out != "name")
    assert not running(group, member_id=cast.dov.id).exists()


def test_nobody_takes_the_name_of_somebody_in_the_group(cast, new_group, running):
    group = new_group("open")
    answer = cast.dov.client.post(address("join", group), {"name": "aDa", "agree": "on", "version": 1})
    assert answer.status_code == 422 and "Somebody in this group has this name" in answer.content.decode()
    assert not running(group, member_id=cast.dov.id).exists()


def test_names_differ_from_group_to_group(cast, new_group, seated):
    first, second = new_group("open"), new_group("open")
    with seated(cast.dov.id) as seat:
        join(seat, first.id, "Heron", 1)
        join(seat, second.id, "Wren", 1)
        assert (place_in(seat, first.id).name, place_in(seat, second.id).name) == ("Heron", "Wren")
    about = cast.ada.client.get(address("lead_people", first)).content.decode()
    assert "Heron" in about and "Wren" not in about and str(cast.dov.id) not in about


def test_an_agreement_that_changed_meanwhile_is_shown_again(cast, new_group, running):
    answer = cast.dov.client.post(
        address("join", group := new_group("open")), {"name": "H", "agree": "on", "version": 7}
    )
    assert answer.status_code == 422 and "changed while you were reading" in answer.content.decode()
    assert not running(group, member_id=cast.dov.id).exists()


def test_asking_welcoming_and_agreeing_before_writing(cast, new_group, seated, running):
    group = new_group("ask")
    assert cast.dov.client.get(address("join", group)).url == address("ask", group)
    cast.dov.client.post(address("ask", group), {"name": "Heron", "words": "I would like company."})
    request = JoinRequest.objects.using("keeper").get()
    assert "I would like company." in cast.ada.client.get(address("lead_requests", group)).content.decode()
    said = {"answer": "welcome", "words": "Come in."}
    answer = cast.ada.client.post(address("lead_answer", group, request.id), said)
    assert answer.status_code == 302
    assert running(group, member_id=cast.dov.id).get().agreed == 0
    assert cast.ada.client.post(address("lead_answer", group, request.id), said).status_code == 403


def test_a_request_is_for_the_facilitators_alone_and_can_be_taken_back(cast, new_group, seated, strangers):
    group, (other,) = new_group("ask"), strangers(1)
    with seated(cast.dov.id) as seat:
        request = ask_to_join(seat, group, "Heron", "words")
    with seated(other) as seat:
        assert not seat.glance(JoinRequest).exists()
    with seated(cast.ada.id) as seat:
        assert seat.glance(JoinRequest).get().id == request.id
    hearers = "SELECT * FROM groups_hear_request(%s)"
    with seated(cast.dov.id) as seat:
        assert [line.member for line in seat.read(Ended, hearers, request.id)] == [cast.ada.id]
    with seated(other) as seat:
        assert not seat.read(Ended, hearers, request.id)
    assert cast.dov.client.post(address("withdraw", group)).status_code == 302
    assert not JoinRequest.objects.using("keeper").exists()


def test_not_now_is_told_with_words_and_one_asks_again_later(cast, new_group, seated):
    group = new_group("ask")
    with seated(cast.dov.id) as seat:
        request = ask_to_join(seat, group, "Heron", "")
    cast.ada.client.post(
        address("lead_answer", group, request.id), {"answer": "not_now", "words": "We are full of work."}
    )
    assert "We are full of work." in cast.dov.client.get(address("ask", group)).content.decode()
    with seated(cast.dov.id) as seat, pytest.raises(Refused):
        ask_to_join(seat, group, "Heron", "")
    JoinRequest.objects.using("keeper").update(answered_at=request.made_at - timedelta(days=15))
    with seated(cast.dov.id) as seat:
        ask_to_join(seat, group, "Heron", "")


@pytest.mark.parametrize("openness", ["open", "cohort"])
def test_places_hold_when_many_join_at_once(new_group, seated, strangers, running, openness):
    group = new_group(openness, places=4)

    def try_it(who):
        try:
            with seated(who[1]) as seat:
                join(seat, group.id, f"name {who[0]}", 1)
        except Refused as refusal:
            return refusal.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(try_it, enumerate(strangers(12))))
    assert running(group).count() == 4
    assert said.count(None) == 3 and all("places are taken" in reason for reason in said if reason)


def test_an_invitation_lets_exactly_one_of_twenty_in(cast, new_group, seated, strangers, running):
    group = new_group("invitation")
    token_hash = hash_of(make_invitation(seated, cast.ada, group))

    def try_it(who):
        try:
            with seated(who[1]) as seat:
                join(seat, group.id, f"name {who[0]}", 1, token_hash)
            return True
        except Refused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_it, enumerate(strangers(20)))) == 1
    assert running(group).count() == 2


def test_an_invitation_is_read_without_an_account_and_then_spent(cast, new_group, seated, client, running):
    group = new_group("invitation")
    token = make_invitation(seated, cast.ada, group)
    assert Invitation.objects.using("keeper").get(group=group).token_hash != token
    page = reverse("groups:invitation", args=[token])
    assert group.title in client.get(page).content.decode()
    answer = cast.dov.client.post(page, {"name": "Heron", "agree": "on", "version": 1})
    assert answer.url == home_of(group.id) and running(group, member_id=cast.dov.id).exists()
    assert cast.dov.client.get(page).url == home_of(group.id)
    spent = cast.cleo.client.get(page)
    assert spent.status_code == 410 and "used already" in spent.content.decode()
    assert group.title not in spent.content.decode()


@pytest.mark.parametrize(("column", "word"), [("revoked_at", "took it back"), ("expires_at", "seven days are over")])
def test_an_invitation_that_does_not_work_says_why(cast, new_group, seated, client, column, word):
    group = new_group("invitation")
    token = make_invitation(seated, cast.ada, group)
    made = Invitation.objects.using("keeper").filter(group=group)
    made.update(**{column: made.get().made_at - timedelta(days=1)})
    answer = client.get(reverse("groups:invitation", args=[token]))
    assert answer.status_code == 410 and word in answer.content.decode()


def test_an_unknown_invitation_is_not_there(client):
    assert client.get(reverse("groups:invitation", args=["never-made"])).status_code == 404


def test_a_cohort_that_is_over_lets_nobody_in(cast, new_group, seated):
    group = new_group("cohort", starts_on="2020-01-01", ends_on="2020-02-01", places=5)
    with seated(cast.dov.id) as seat, pytest.raises(Refused, match="that time is over"):
        join(seat, group.id, "Heron", 1)


@pytest.mark.parametrize("openness", ["open", "ask"])
def test_somebody_removed_comes_back_by_invitation_only(cast, new_group, seated, running, openness):
    group = new_group(openness)
    invited = hash_of(make_invitation(seated, cast.ada, group))
    with seated(cast.dov.id) as seat:
        mine = join(seat, group.id, "Heron", 1, invited)
    with seated(cast.ada.id) as seat:
        remove(seat, place_in(seat, group.id), mine, "Please read our agreement.")
    with seated(cast.dov.id) as seat, pytest.raises(Refused):
        join(seat, group.id, "Heron", 1)
    led = cast.dov.client.get(address("join", group))["Location"]
    assert led == address("about" if openness == "open" else "ask", group), "no form to fill in for nothing"
    again = hash_of(make_invitation(seated, cast.ada, group))
    with seated(cast.dov.id) as seat:
        join(seat, group.id, "Heron", 1, again)
    assert running(group).count() == 2


def test_a_welcome_counts_for_one_stay(cast, new_group, seated):
    group = new_group("ask")
    with seated(cast.dov.id) as seat:
        request = ask_to_join(seat, group, "Heron", "")
    cast.ada.client.post(address("lead_answer", group, request.id), {"answer": "welcome"})
    with seated(cast.dov.id) as seat:
        leave(seat, place_in(seat, group.id), "kept")
    with seated(cast.dov.id) as seat, pytest.raises(Refused, match="A facilitator answers first"):
        join(seat, group.id, "Heron", 1)


def test_a_name_that_is_taken_leaves_nothing_behind(cast, new_group, seated, running):
    group = new_group("open")
    with seated(cast.dov.id) as seat:
        with pytest.raises(NeedsAnotherLook):
            join(seat, group.id, "ADA", 1)
        assert place_in(seat, group.id) is None
    assert running(group).count() == 1
