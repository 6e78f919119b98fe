"""Four people see and hear each other through the site, learn no address of each other, and fall back to writing."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.media.gathering import NAMES, Meeting, enter
from tests.media.net import SITE, TURN

COUNTS = """async () => {
  const found = {};
  for (const peer of peers) {
    if (peer.connectionState !== "connected") continue;
    const all = await peer.getStats();
    for (const each of all.values()) {
      if (each.type !== "inbound-rtp") continue;
      const tile = [...document.querySelectorAll("[data-media-tiles] li")].find((li) =>
        li.querySelector("video").srcObject.getTracks().some((track) => track.id === each.trackIdentifier));
      const name = tile?.querySelector("[data-name]").textContent.toLowerCase();
      if (name) (found[name] ??= {})[each.kind] = each.kind === "video" ? each.framesDecoded : each.packetsReceived;
    }
  }
  return found;
}"""
CANDIDATES = """async () => {
  const found = { local: [], remote: [] };
  for (const peer of peers)
    for (const each of (await peer.getStats()).values())
      if (each.type.endsWith("-candidate")) found[each.type.split("-")[0]].push([each.address, each.candidateType]);
  return found;
}"""


def until(holds: Callable[[], Any], within: float, page: Page) -> float:
    """Wait until something holds, and return how many seconds it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < within, "it did not come true"
        page.wait_for_timeout(200)
    return time.monotonic() - began


def counts(page: Page) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = page.evaluate(COUNTS)
    return found


def advancing(page: Page, medium: str, ms: int = 1200) -> set[str]:
    """Return whose picture moves, or whose sound arrives, on a page now."""
    before = counts(page)
    page.wait_for_timeout(ms)
    after = counts(page)
    return {
        name for name, now in after.items() if now.get(medium, 0) > before.get(name, {}).get(medium, 0) + 3
    }  # fmt: skip


def others(name: str) -> set[str]:
    return set(NAMES) - {name}


def way(page: Page) -> str:
    return str(page.locator("[data-media]").get_attribute("data-way"))


def everybody_is_in(meeting: Meeting, within: float) -> float:
    """Wait until all four see the three others move."""
    began = time.monotonic()
    for name, page in meeting.pages.items():
        until(lambda: advancing(page, "video", 700) == others(name), within, page)  # noqa: B023
    return time.monotonic() - began


def test_all_four_see_three_others(meeting: Meeting) -> None:
    everybody_is_in(meeting, 30)
    for name, page in meeting.pages.items():
        assert others(name) <= advancing(page, "audio")
        assert page.locator("[data-media-tiles] li").count() == 3


def test_nobody_learns_where_another_one_is(meeting: Meeting) -> None:
    """Neither on the wire nor in anything that a page is told."""
    everybody_is_in(meeting, 20)
    assert meeting.net.passed[meeting.address("ada"), TURN] > 50, "the wire is not listened to"
    assert meeting.net.between_people() == {}
    for name, page in meeting.pages.items():
        told = "\n".join(page.evaluate("() => received"))
        assert f"{SITE} " in told, "candidates of Janus are in it"
        found = page.evaluate(CANDIDATES)
        assert {tuple(one) for one in found["remote"]} == {(SITE, "host")}
        assert {kind for _address, kind in found["local"]} == {"relay"}
        for each in meeting.net.people:
            assert each not in told
            assert each == meeting.address(name) or each not in json.dumps(found)
        assert set(re.findall(r"\b10\.77\.\d+\.\d+", told)) <= {SITE, TURN}


def test_the_server_silences_a_microphone_whatever_the_page_does(meeting: Meeting) -> None:
    ada, ben = meeting.pages["ada"], meeting.pages["ben"]
    meeting.say("speakers", meeting.members["ben"])
    until(lambda: ada.get_by_role("button", name="Microphone").is_disabled(), 5, ada)
    ada.evaluate("() => { for (const s of peers[0].getSenders()) if (s.track) s.track.enabled = true; }")
    until(lambda: "ada" not in advancing(ben, "audio"), 6, ben)
    assert "ben" in advancing(ada, "audio")
    assert "ada" in advancing(ben, "video"), "whoever listens is seen all the same"
    meeting.say("speakers", "all")
    until(lambda: "ada" in advancing(ben, "audio"), 6, ben)
    assert not ada.get_by_role("button", name="Microphone").is_disabled()


def test_who_left_the_room_is_taken_out_and_may_come_back_when_the_database_says_so(meeting: Meeting) -> None:
    dov, ben = meeting.pages["dov"], meeting.pages["ben"]
    meeting.may("dov", None)
    until(lambda: ben.locator("[data-media-tiles] li").count() == 2, 10, ben)
    until(lambda: way(dov) == "text", 5, dov)
    assert "closed for you" in dov.get_by_role("status").inner_text().lower()
    enter(dov)
    dov.wait_for_timeout(1500)
    assert way(dov) == "text" and advancing(ben, "video") == {"ada", "cleo"}
    meeting.may("dov", "video")
    meeting.say("remove", meeting.members["cleo"])
    until(lambda: way(meeting.pages["cleo"]) == "text", 5, ben)
    for name in ("cleo", "dov"):
        enter(meeting.pages[name])
    everybody_is_in(meeting, 20)


def test_nothing_can_be_recorded(meeting: Meeting) -> None:
    """Not without the room's secret, and not even by who held it: Janus may write nowhere."""
    said = meeting.say("record").splitlines()
    assert said[0] == "refused 429", "a room's recording asks for its secret"
    assert [answer[:1] for answer in said[1:]] == ["{"] * 3
    meeting.pages["ada"].wait_for_timeout(1500)
    assert meeting.recordings() == []


def test_a_killed_sfu_is_back_within_ten_seconds_and_writing_never_stops(meeting: Meeting) -> None:
    ada = meeting.pages["ada"]
    meeting.say("speakers", meeting.members["ben"])
    until(lambda: "ada" not in advancing(meeting.pages["ben"], "audio"), 6, ada)
    before = meeting.say("rooms")
    meeting.services.kill_janus()
    until(lambda: way(ada) == "text", 3, ada)
    assert "keep trying" in ada.get_by_role("status").inner_text()
    assert "ok" in (meeting.services.get("/health") or "")
    began = time.monotonic()
    meeting.services.start_janus()
    for page in meeting.pages.values():
        until(lambda: way(page) == "video", 10 - (time.monotonic() - began), page)  # noqa: B023
    assert len(advancing(ada, "video", 800)) >= 1
    assert time.monotonic() - began < 10
    everybody_is_in(meeting, 15)
    assert meeting.say("rooms") != before
    assert "ada" not in advancing(meeting.pages["ben"], "audio"), "who speaks is held over it"
    meeting.say("speakers", "all")


def test_a_narrow_line_goes_on_by_sound(meeting: Meeting) -> None:
    """64 kbit/s carry voices, and not pictures: the page gives up its video and hears the others."""
    cleo = meeting.pages["cleo"]
    meeting.say("speakers", meeting.members["ben"])
    meeting.net.narrow(meeting.namespace("cleo"), "64kbit")
    try:
        until(lambda: way(cleo) == "audio", 20, cleo)
        until(lambda: "ben" in advancing(cleo, "audio", 2000), 10, cleo)
        assert advancing(cleo, "video") == set()
    finally:
        meeting.net.widen(meeting.namespace("cleo"))
        meeting.say("speakers", "all")
    until(lambda: "cleo" not in advancing(meeting.pages["ben"], "video"), 5, cleo)


def test_without_udp_there_is_writing(meeting: Meeting) -> None:
    dov = meeting.pages["dov"]
    until(lambda: way(dov) == "video", 20, dov)
    meeting.net.cut_udp(meeting.namespace("dov"))
    until(lambda: way(dov) == "text", 15, dov)
    assert dov.evaluate("async () => (await fetch('/health')).status") == 200
    meeting.net.cut_udp(meeting.namespace("dov"), cut=False)
    until(lambda: way(dov) == "video", 20, dov)


def test_the_room_ends_with_the_meeting(meeting: Meeting) -> None:
    meeting.say("close")
    for page in meeting.pages.values():
        until(lambda: way(page) == "text", 5, page)  # noqa: B023
        assert page.locator("[data-media-before]").is_visible()
    assert meeting.say("rooms") == ""
