"""Four people see and hear each other through the site, learn no address of each other, and fall back to writing."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.media.conftest import NAMES, Meeting, enter
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
