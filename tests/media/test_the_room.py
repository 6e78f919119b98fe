"""The room itself with sound and video: four people, one queue, whatever carries their words."""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from hearten.meetings.tests.rooms import SHORT
from tests.browser.pressing import press
from tests.media.gathering import NAMES, Meeting, enter, gathered
from tests.media.test_four_pages import advancing, counts, until, way


@pytest.fixture(scope="module")
def room(people: Any, superuser: Any, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Meeting]:
    """A meeting of "low days" that begins now: Ada leads, all four are in with camera and microphone."""
    with django_db_blocker.unblock():
        four, meeting = _four(people), _meeting(people.group.id)
    with gathered(four, superuser, tmp_path_factory.mktemp("room"), meeting) as made:
        for page in made.pages.values():
            page.get_by_label("with sound and picture").check()
            page.get_by_role("button", name="Come in").click()
            expect(page.locator("[data-stage]")).to_be_visible()
            enter(page)
        yield made


def _four(cast: Any) -> Any:
    from django.db import connections, transaction

    from hearten.kernel.acting import as_member
    from hearten.members.actions import enrol
    from tests.coming_together import join_group, sign_in
    from tests.people import Person

    found = {"ada": cast.ada, "ben": cast.ben}
    for name in NAMES[2:]:
        with as_member(None), transaction.atomic():
            person = Person(enrol(f"{name} here", f"{name} came along today").id, f"{name.title()} here", "")
        join_group(person, cast.group)
        person.cookie = sign_in(person)
        found[name] = person
    for connection in connections.all(initialized_only=True):
        connection.close()
    return SimpleNamespace(**found)


def _meeting(group: UUID) -> UUID:
    from tests.meetings.scene import make_meeting

    return UUID(str(make_meeting(group, SHORT).id))


def heard(page: Page) -> set[str]:
    """Return whose sound arrives on a page, by the first word of their names."""
    return {name.split()[0] for name in advancing(page, "audio")}


def seen(page: Page) -> set[str]:
    return {name.split()[0] for name in advancing(page, "video")}


def others(name: str) -> set[str]:
    return set(NAMES) - {name}


def test_everybody_talks_before_it_begins_and_then_whose_turn_it_is(room: Meeting) -> None:
    ada, ben, cleo = (room.pages[name] for name in ("ada", "ben", "cleo"))
    for name, page in room.pages.items():
        until(lambda: seen(page) == others(name), 30, page)  # noqa: B023
    until(lambda: heard(ben) == others("ben"), 10, ben)
    press(ada, "Begin the meeting")
    press(ada, "Go on to the next part")
    press(ada, "Take the turn")
    until(lambda: heard(cleo) == {"ada"}, 8, cleo)
    assert seen(cleo) == others("cleo"), "whoever listens is seen"
    assert ben.get_by_role("button", name="Microphone").is_disabled()
    press(ada, "I am done")
    press(ben, "Take the turn")
    until(lambda: heard(cleo) == {"ada", "ben"}, 8, cleo)  # who leads may always be heard


def test_a_lost_line_goes_on_in_writing_and_keeps_its_place(room: Meeting) -> None:
    ben, cleo, dov = (room.pages[name] for name in ("ben", "cleo", "dov"))
    order = dov.locator(".stage-order").inner_text()
    assert "Cleo" in order and order.index("Cleo") < order.index("Dov")
    room.net.cut_udp(room.namespace("cleo"))
    try:
        until(lambda: way(cleo) == "text", 15, cleo)
        assert dov.locator(".stage-order").inner_text() == order
        press(ben, "I am done")
        press(cleo, "Take the turn")
        cleo.get_by_label("Your words").fill("The line is bad today, so I write.")
        press(cleo, "Send")
        expect(dov.get_by_text("The line is bad today, so I write.")).to_be_visible()
        until(lambda: heard(dov) == {"ada"}, 8, dov)
    finally:
        room.net.cut_udp(room.namespace("cleo"), cut=False)
    until(lambda: way(cleo) == "video", 25, cleo)
    press(cleo, "I am done")
    press(dov, "Take the turn")


def test_a_side_room_has_its_own_sound_that_the_room_does_not_hear(room: Meeting) -> None:
    ada, ben, cleo, dov = (room.pages[name] for name in NAMES)
    ada.get_by_text("People in the room").click()
    ada.get_by_label("About whom").select_option("Ben")
    ada.get_by_label("Role for today").select_option("co-facilitator")
    press(ada, "Give this role")
    expect(ben.locator("[data-stage]")).to_contain_text(re.compile(r"Ben\s*\(co-facilitator", re.IGNORECASE))
    cleo.get_by_label("A private word").fill("May I talk to one of you?")
    press(cleo, "Send privately")
    press(ben, "Offer a side room")
    press(cleo, "Yes, go there")
    ben.get_by_role("link", name="To the side room").click()
    for page in (ben, cleo):
        expect(page.get_by_role("heading", name="The two of you")).to_be_visible()
        enter(page)
    until(lambda: seen(ben) == {"cleo"} == heard(ben), 20, ben)
    until(lambda: seen(cleo) == {"ben"} == heard(cleo), 20, cleo)
    until(lambda: seen(ada) == {"dov"}, 10, ada)
    assert "cleo" not in {name.split()[0] for name in counts(dov)} or seen(dov) == {"ada"}
    press(cleo, "Back to the room")
    until(lambda: seen(ben) == set(), 10, ben)
    expect(cleo.locator("[data-stage]")).to_be_visible()
