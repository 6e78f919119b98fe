"""Every page that links lead to, as each of the cast: readable, narrow, quiet, and with a way out."""

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Come
from tests.browser.looking import AXE, OVERFLOWS, RUN_AXE, TAGS
from tests.browser.site import Site

# Between light and dark nothing changes but colours.
COLOURS = ["color-contrast", "link-in-text-block"]
HOUSE = """() => [document.title, ...[...document.querySelectorAll(".always a")]
  .filter(link => link.checkVisibility({ visibilityProperty: true })).map(link => link.textContent)]"""
LINKS = "() => [...document.querySelectorAll('a[href]:not([data-quick-exit])')].map(link => link.href)"
# What a page is built of, without its words: the same build as somebody else's need not be looked at twice.
BUILD = """() => [...document.querySelectorAll("*")].map(one => [
  one.tagName, ...one.getAttributeNames(), one.className, one.getAttribute("role"), one.type,
  [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())]).join()"""
KEY = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=/practice/)[a-z][\w-]+|(?<=/formats/)[a-z]\w+|"
    r"(?<=/measures/fill/)[\w-]+|(?<=/desk/measures/)[\w-]+(?=/procedure/)"
)
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
# What each must be able to reach, so that a crawl that finds nothing does not pass.
REACHES = {
    "": ["/groups/", "/find-a-group/", "/help-now/", "/sign-in/", "/join/", "/who-sees-what/", "/groups/*/about/"],
    "Dov": [
        "/you/",
        "/groups/*/ask/",
        "/groups/*/join/",
        "/news/",
        "/you/export/",
        "/you/break/",
        "/you/leave-for-good/",
    ],
    "Ben": [
        "/you/by-letter/*/",
        "/you/by-letter/*/removal/",
        "/threads/*/",
        "/posts/*/",
        "/posts/*/edit/",
        "/posts/*/withdrawal/",
        "/groups/*/write/",
        "/you/news/groups/*/",
    ],
    "Ada": [
        "/groups/*/lead/",
        "/groups/*/lead/people/*/removal/",
        "/groups/*/lead/invitations/",
        "/groups/*/lead/practice/",
        "/waiting/",
        "/groups/*/lead/answering/",
        "/groups/*/lead/answering/figures/",
        "/groups/*/lead/formats/",
        "/groups/*/lead/formats/*/",
        "/you/offers/",
        "/you/offers/*/",
        "/you/offers/waiting/",
        "/duty/",
        "/duty/rota/*/",
        "/duty/pace/*/",
        "/duty/course/",
        "/duty/debrief/",
        "/coach/",
        "/guide/",
        "/guide/about/",
        "/practice/",
        "/practice/*/",
    ],
    "Mo": ["/desk/", "/duty/rota/", "/desk/groups/", "/desk/groups/*/enter/"],
    "Odile": [
        "/desk/staff/",
        "/desk/groups/make/",
        "/desk/groups/*/close/",
        "/desk/lines/",
        "/desk/answering/*/",
        "/desk/coach/",
        "/desk/guide/",
        "/desk/guide/pages/new/",
        "/desk/retention/",
    ],
}


@dataclass
class Walk:
    """One person's way through the site. `found` is what was wrong on it, `looked_at` the builds that axe has seen."""

    page: Page
    site: Site
    looked_at: set[str]
    begins: list[str]
    seen: dict[str, str] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)
    here: str = ""

    def __post_init__(self) -> None:
        self.page.on("console", lambda line: line.type == "error" and self._wrong(f"console: {line.text}"))
        self.page.on("request", lambda asked: asked.url.startswith(self.site.url) or self._wrong(f"asks {asked.url}"))

    def all(self) -> None:
        """Follow every link, and each kind of address once."""
        waiting = [self.site.url + path for path in self.begins]
        while waiting:
            address = waiting.pop(0)
            kind = KEY.sub("*", urlsplit(address).path)
            if kind not in self.seen:
                self.seen[kind] = address
                waiting += self._visit(address)

    def _visit(self, address: str) -> list[str]:
        self.here = address
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        answer = self.page.goto(address, wait_until="load")
        if answer is None or answer.status != 200:
            self._wrong(f"answers {answer and answer.status}")
        self._is_ours()
        build = self.page.evaluate(BUILD)
        if is_new := build not in self.looked_at:
            self.looked_at.add(build)
            self._is_accessible("light", TAGS)
        self.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        if over := self.page.evaluate(OVERFLOWS):
            self._wrong(f"is wider than 320 px: {over}")
        if is_new:
            self._is_accessible("dark", COLOURS)
        return [link for link in self.page.evaluate(LINKS) if self._is_page(link)]

    def _is_ours(self) -> None:
        title, *ways_out = self.page.evaluate(HOUSE)
        if title != "hearten":
            self._wrong(f"is titled {title}")
        if ways_out != ["Help now", "Leave this page"]:
            self._wrong(f"has {ways_out} as ways out")

    def _is_accessible(self, scheme: Literal["light", "dark"], rules: list[str]) -> None:
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if scheme == "light":
            self.page.evaluate(AXE)
        for violation in self.page.evaluate(RUN_AXE, rules):
            self._wrong(f"axe in {scheme}: {violation}")

    def _is_page(self, link: str) -> bool:
        path = urlsplit(link).path
        return link.startswith(self.site.url) and not path.startswith("/static/") and not path.endswith(".ics")

    def _wrong(self, what: str) -> None:
        self.found.append(f"{urlsplit(self.here).path} {what}")


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    return set()


def _begins(site: Site, name: str) -> list[str]:
    """A group that one joins at once, and a page with everything on it: before their like with less on them."""
    group, thread = f"/groups/{site.ids['low-days']}/about/", f"/threads/{site.ids['busy']}/"
    return {"Dov": [group], "Ben": [group, thread], "Ada": [group, thread]}.get(name, [])


@pytest.mark.parametrize("name", list(REACHES))
def test_every_page(site: Site, come: Come, looked_at: set[str], name: str) -> None:
    walk = Walk(come(name), site, looked_at, [*_begins(site, name), "/"])
    walk.all()
    assert "\n".join(sorted(set(walk.found))) == ""
    assert set(REACHES[name]) <= set(walk.seen)
