"""The room in a browser: led by what the page says, without script, and in every state on narrow and wide screens."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from hearten.meetings.tests.rooms import SHORT
from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.pressing import press
from tests.browser.site import ROOT, Site
from tests.browser.test_keyboard import Keys
from tests.meetings.conftest import SCENE

Announce = Callable[..., str]
COOKIE = """
import sys, uuid
import tests.meetings.scene
import django
django.setup()
from tests.coming_together import sign_in
from tests.people import Person
print(sign_in(Person(uuid.UUID(sys.argv[1]), sys.argv[2], "")))
"""


@pytest.fixture
def announce(site: Site) -> Announce:
    """`announce()` is the address of a meeting of "low days" that begins now, in a short format or another one."""

    def make(definition: Any = SHORT) -> str:
        values = json.dumps({"group_id": site.ids["low-days"], "definition": definition})
        program = [sys.executable, "-c", SCENE]
        done = subprocess.run(program, input=values, cwd=ROOT, env=site.env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return f"{site.url}/meetings/{done.stdout.split()[-1]}/"

    return make


def come_in(page: Page, address: str) -> None:
    """Find the way from the meeting's page into its room."""
    page.goto(address)
    page.get_by_role("link", name="Go to the room").click()
    page.get_by_role("button", name="Come in").click()
    expect(page.locator("[data-stage]")).to_be_visible()


def sign_in_as(site: Site, page: Page, name: str) -> None:
    """Sign in somebody of the demo who has no passphrase of their own."""
    program = [sys.executable, "-c", COOKIE, site.ids[name], name]
    done = subprocess.run(program, cwd=ROOT, env=site.env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    page.context.add_cookies([{"name": "seat", "value": done.stdout.split()[-1], "url": site.url}])


def test_somebody_who_never_led_a_room_begins_passes_turns_lets_in_and_closes(
    site: Site, announce: Announce, come: Come
) -> None:
    address = announce()
    ada, ben, linh = come("Ada"), come("Ben"), come()
    sign_in_as(site, linh, "Linh")
    come_in(ada, address)
    expect(ada.get_by_text("Too few people are here yet.")).to_be_visible()
    come_in(ben, address)
    press(ada, "Begin the meeting")
    expect(ada.get_by_role("heading", name="Welcome")).to_be_visible()
    press(ben, "Yes, I agree")
    expect(ada.get_by_text("1 person has said yes.")).to_be_visible()
    press(ada, "Go on to the next part")
    press(ada, "Take the turn")
    expect(ben.locator("[data-announce]")).to_have_text("Check-in. It is the turn of Ada.")
    expect(ben.get_by_text("You are next.")).to_be_visible()
    come_in(linh, address)
    expect(ada.locator(".stage-order")).to_contain_text("Linh")
    press(ada, "I am done")
    expect(ben.locator("[data-announce]")).to_have_text(
        "It could be your turn now. Take it, pass, or ask to come back to you."
    )
    press(ben, "Take the turn")
    ben.get_by_label("Your words").fill("I slept, for once.")
    press(ben, "Send")
    expect(ada.get_by_text("I slept, for once.")).to_be_visible()
    linh.get_by_label("Your words").fill("Me too.")
    press(linh, "Send")
    expect(linh.get_by_text("Only the person whose turn it is writes now.")).to_be_visible()
    expect(linh.get_by_label("Your words")).to_have_value("Me too.")
    press(ada, "Pass the turn on")
    press(linh, "Pass")
    expect(ada.get_by_role("heading", name="Work")).to_be_visible()
    press(ada, "Go to the closing now")
    expect(ada.get_by_role("heading", name="Check-out")).to_be_visible()
    press(ada, "Go on to the next part")
    expect(ada.get_by_role("heading", name="Close", exact=True)).to_be_visible()
    press(ada, "End the meeting")
    expect(ben.get_by_role("heading", name="The meeting is over.")).to_be_visible()


def test_without_script_the_room_is_a_page_that_asks_anew(announce: Announce, come: Come) -> None:
    address = announce()
    ada, ben = come("Ada"), come("Ben", java_script_enabled=False)
    come_in(ada, address)
    come_in(ben, address)
    assert ben.locator("meta[http-equiv=refresh]").get_attribute("content") == "15"
    press(ada, "Begin the meeting")
    press(ada, "Go on to the next part")
    press(ada, "Pass")
    expect(ada.locator(".stage-who")).to_have_text("Ben")
    ben.reload()
    press(ben, "Take the turn")
    ben.get_by_label("Your words").fill("Written on an old phone.")
    press(ben, "Send")
    expect(ada.get_by_text("Written on an old phone.")).to_be_visible()
    press(ben, "I am done")
    expect(ada.get_by_role("heading", name="Work")).to_be_visible()


def test_every_state_of_the_room_fits(announce: Announce, come: Come) -> None:
    address = announce()
    ada = come("Ada")
    ben = come("Ben")
    ada.goto(f"{address}room/")
    keep(ada, "door")
    come_in(ada, address)
    come_in(ben, address)
    keep(ada, "lobby")
    press(ada, "Begin the meeting")
    expect(ada.get_by_role("heading", name="Welcome")).to_be_visible()
    keep(ada, "led")
    press(ada, "Go on to the next part")
    expect(ada.get_by_text("Would you like the turn?")).to_be_visible()
    keep(ada, "asked")
    press(ada, "Take the turn")
    expect(ada.locator("#mine-inner")).to_contain_text("It is your turn.")
    keep(ada, "speaks")
    expect(ben.get_by_text("You are next.")).to_be_visible()
    keep(ben, "hears")
    press(ada, "Pause the turn")
    expect(ben.get_by_text("has the turn; it is paused")).to_be_visible()
    keep(ben, "paused")
    press(ada, "Go on with the turn")
    press(ada, "I am done")
    press(ben, "Pass")
    expect(ben.get_by_role("heading", name="Work")).to_be_visible()
    keep(ben, "hands")
    press(ada, "Go to the closing now")
    expect(ada.get_by_role("heading", name="Check-out")).to_be_visible()
    press(ada, "Go on to the next part")
    expect(ada.get_by_role("heading", name="Close", exact=True)).to_be_visible()
    press(ada, "End the meeting")
    expect(ben.get_by_role("heading", name="The meeting is over.")).to_be_visible()
    keep(ben, "after")


def test_a_late_arrival_a_quiet_room_and_the_end_fit(site: Site, announce: Announce, come: Come) -> None:
    address = announce(SHORT | {"on_facilitator_lost": {"grace_sec": 1}})
    ada, ben, linh = come("Ada"), come("Ben"), come()
    sign_in_as(site, linh, "Linh")
    come_in(ada, address)
    come_in(ben, address)
    press(ada, "Begin the meeting")
    press(ada, "Go on to the next part")
    come_in(linh, address)
    expect(ada.locator(".stage-order")).to_contain_text("Linh")
    keep(ada, "late")
    ada.goto(site.url)  # the stream closes: who leads is lost
    expect(ben.get_by_role("note")).to_contain_text("Who leads lost the connection.")
    keep(ben, "quiet")
    ada.goto(f"{address}room/")
    expect(ben.get_by_role("note")).to_have_count(0)
    ada.get_by_text("If somebody is not safe").click()
    press(ada, "Stop the meeting for safety")
    expect(ben.get_by_text("This meeting was stopped so that somebody can be looked after.").first).to_be_visible()
    expect(ben.get_by_role("button", name="Send", exact=True)).to_be_hidden()
    keep(ben, "ended")


def test_a_press_on_a_slow_link_is_not_lost_behind_the_one_before_it(announce: Announce, come: Come) -> None:
    address = announce()
    ada, ben = come("Ada"), come("Ben")
    came: list[str] = []

    def slowly(route: Route) -> None:
        came.append(route.request.url.split("/")[-2])
        time.sleep(0.7)
        route.continue_()

    come_in(ada, address)
    come_in(ben, address)
    press(ada, "Begin the meeting")
    press(ada, "Go on to the next part")
    press(ada, "Take the turn")
    expect(ada.get_by_role("button", name="I am done")).to_be_visible()
    ada.route("**/commands/**", slowly)
    ada.evaluate(
        "() => { for (const act of ['pause', 'pause', 'done']) document.querySelector(`[data-act='${act}']`).click(); }"
    )
    expect(ben.get_by_text("Would you like the turn?")).to_be_visible()
    assert came == ["pause", "done"]


def test_a_press_is_not_lost_when_the_room_changes_under_the_finger(announce: Announce, come: Come) -> None:
    address = announce()
    ada, ben = come("Ada"), come("Ben")
    come_in(ada, address)
    come_in(ben, address)
    press(ada, "Begin the meeting")
    ada.get_by_text("People in the room").click()
    ada.get_by_label("Role for today").select_option("timekeeper")
    button = ada.get_by_role("button", name="Give this role")
    button.hover()
    before = ada.locator("#mine-inner [name=version]").input_value()
    ada.mouse.down()
    press(ben, "Step out for a moment")
    expect(ada.locator(f"[data-stage]:not([data-version='{before}'])")).to_be_visible()
    ada.wait_for_timeout(700)  # by now the page has asked for its buttons, and has had its answer
    assert ada.locator("#mine-inner [name=version]").input_value() == before
    ada.mouse.up()
    expect(ada.locator("[data-stage]")).to_contain_text(re.compile(r"Ben\s*\(timekeeper", re.IGNORECASE))
    expect(ada.locator(f"#mine-inner [name=version]:not([value='{before}'])")).to_be_attached()
    ada.mouse.down()  # and a finger that goes elsewhere holds nothing up
    ada.mouse.move(1, 1)
    ada.mouse.up()
    press(ben, "I am back")
    expect(ada.locator("[data-stage]")).to_contain_text("2 people are here")
    press(ada, "Go on to the next part")


def test_a_turn_by_keyboard_alone(announce: Announce, come: Come) -> None:
    address = announce()
    ada, ben = come("Ada"), come("Ben", reduced_motion="reduce")
    come_in(ada, address)
    come_in(ben, address)
    keys = Keys(ben)
    press(ada, "Begin the meeting")
    press(ada, "Go on to the next part")
    press(ada, "Pass")
    expect(ben.get_by_text("Would you like the turn?")).to_be_visible()
    keys.to("Take the turn", "mine")
    keys.press("Enter")
    expect(ben.locator("#mine-inner")).to_contain_text("It is your turn.")
    assert ben.evaluate("document.activeElement.dataset.act") == "done"  # the focus stays among one's own buttons
    keys.type("Your words", "Typed with one hand.", "write")
    keys.to("Send", "write")
    keys.press("Enter")
    expect(ada.get_by_text("Typed with one hand.")).to_be_visible()
    keys.type("A private word", "That was not easy.", "word")
    keys.to("Send privately", "word")
    keys.press("Enter")
    expect(ada.locator("#care-inner")).to_contain_text("That was not easy.")
