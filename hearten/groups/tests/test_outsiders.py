"""Existence is confidential: what people who are not in a group get to see of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from hearten.groups.models import Grant, Group, Membership
from hearten.groups.standing import place_in, visit_in
from hearten.groups.urls import urlpatterns
from hearten.kernel.clock import now

pytestmark = pytest.mark.django_db

PUBLIC = {"find", "by_slug", "who_sees_what", "invitation"}
DOORWAY = {"about", "join", "ask", "withdraw"}  # what a listed group shows to those who stand before its door
INSIDE = sorted({route.name for route in urlpatterns} - PUBLIC - DOORWAY)


def address(name, group_id):
    route = next(route for route in urlpatterns if route.name == name)
    others = [key for key in route.pattern.converters if key != "group_id"]
    return reverse(f"groups:{name}", kwargs={"group_id": group_id, **dict.fromkeys(others, uuid4())})


def knock(client, name, group_id):
    page = address(name, group_id)
    answer = client.get(page)
    return client.post(page) if answer.status_code == 405 else answer


@pytest.mark.parametrize("name", [*INSIDE, *sorted(DOORWAY)])
def test_a_group_by_invitation_does_not_exist_for_outsiders(cast, new_group, client, name):
    group = new_group("invitation")
    for somebody in (cast.dov, cast.cleo, cast.mo):
        answer = knock(somebody.client, name, group.id)
        nowhere = knock(somebody.client, name, uuid4())
        assert answer.status_code == nowhere.status_code == 404
        assert group.title not in answer.content.decode()
    if name != "about":
        assert knock(client, name, group.id).status_code == knock(client, name, uuid4()).status_code in (302, 401)
    else:
        assert knock(client, name, group.id).status_code == 404


@pytest.mark.parametrize("name", INSIDE)
def test_inside_pages_of_a_listed_group_do_not_exist_for_outsiders(cast, name):
    assert knock(cast.dov.client, name, cast.group.id).status_code == 404


@pytest.mark.parametrize("name", [name for name in INSIDE if name.startswith("lead")])
def test_pages_of_those_who_lead_do_not_exist_for_members(cast, name):
    assert knock(cast.ben.client, name, cast.group.id).status_code == 404


def test_a_page_of_one_group_opens_nothing_of_another(cast, seated):
    with seated(cast.cleo.id) as seat:
        cleo = place_in(seat, cast.other_group.id).membership_id
    assert cast.ada.client.get(reverse("groups:lead_person", args=[cast.group.id, cleo])).status_code == 404


def test_every_page_inside_opens_for_those_it_is_for(cast):
    for name in ("about", "agreement", "me", "leave"):
        assert cast.ben.client.get(address(name, cast.group.id)).status_code == 200, name
    for name in ("lead", "lead_people", "lead_requests", "lead_invitations", "lead_agreement", "lead_describe"):
        assert cast.ada.client.get(address(name, cast.group.id)).status_code == 200, name


def test_the_doorway_names_nobody(cast, client):
    page = client.get(address("about", cast.group.id)).content.decode()
    assert cast.group.title in page and "Join this group" in page
    assert "Who looks after this group" not in page and "Who has looked" not in page
    title = page.split("<title>")[1].split("</title>")[0]
    assert cast.group.title not in title


def test_the_list_is_for_everybody_and_finds_by_words_and_filters(cast, new_group, client):
    new_group("ask", title="Grief café", topics=["grief", "loss"], language="de", zone="Europe/Berlin")
    hidden = new_group("invitation", title="Hidden group", topics=["grief"])
    found = lambda **wanted: client.get(reverse("groups:find"), wanted).content.decode()  # noqa: E731
    everything = found()
    assert "Grief café" in everything and cast.group.title in everything and hidden.title not in everything
    for wanted in (
        {"words": "CAFE grief"}, {"topic": "loss"}, {"language": "de"}, {"openness": "ask"}, {"zone": "Europe/Berlin"},
    ):  # fmt: skip
        page = found(**wanted)
        assert "Grief café" in page and f">{cast.group.title}</a>" not in page, wanted
    assert "No group fits all of that" in found(words="100% _nothing_")
    assert "No group fits all of that" in found(format="video meeting")
    assert hidden.title in cast.ada.client.get(reverse("groups:find")).content.decode()


def test_a_grant_lets_a_moderator_read_and_the_group_sees_it(cast, seated):
    with seated(cast.mo.id, "moderator") as seat:
        assert visit_in(seat, cast.group.id) is None
        people = seat.glance(Membership).filter(group_id=cast.group.id, ended_at=None)
        assert not people.exists()
        Grant.objects.create(
            group_id=cast.group.id, staff_id=cast.mo.id, staff_name="Mo", reason="A report of Tuesday",
            made_at=now(), expires_at=now() + timedelta(minutes=60),
        )  # fmt: skip
        assert visit_in(seat, cast.group.id).reason == "A report of Tuesday"
        assert place_in(seat, cast.group.id) is None and people.count() == 2
    assert "A report of Tuesday" in cast.ben.client.get(address("about", cast.group.id)).content.decode()
    assert "A report of Tuesday" not in cast.dov.client.get(address("about", cast.group.id)).content.decode()


def test_who_sees_what_is_public(client):
    page = client.get(reverse("groups:who_sees_what"))
    assert page.status_code == 200 and "taking a picture of a screen" in page.content.decode()


def test_place_in_is_one_query(cast, seated):
    asked = []

    def count(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with seated(cast.ben.id) as seat, connection.execute_wrapper(count):
        place = place_in(seat, cast.group.id)
    assert len(asked) == 1
    assert (place.name, place.role, place.version, place.up_to_date) == ("Ben", "member", 1, True)
    with seated(None) as seat:
        assert place_in(seat, cast.group.id) is None
        assert not seat.glance(Group).filter(openness="invitation").exists()
