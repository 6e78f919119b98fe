"""What pages weigh: somebody with little data and an old phone reads a conversation, too (X7)."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Come
from tests.browser.site import Site

MOST_BYTES = 50_000
# What somebody needs on any day: to read, to write, to be helped, and their own. By what stands after the origin.
CORE = {
    "home": "/",
    "groups": "/groups/",
    "what is new": "/news/",
    "search": "/search/",
    "you": "/you/",
    "help now": "/help-now/",
    "safety plan": "/you/safety-plan/",
    "plan": "/plan/",
    "hope shelf": "/you/hope/",
    "the Guide": "/guide/",
    "finding a group": "/find-a-group/",
}


class Scale:
    """Weighs what a page loads over the wire, by address. What a device has kept weighs nothing."""

    def __init__(self, page: Page) -> None:
        self.page, self.names, self.weights = page, dict[str, str](), dict[str, int]()
        devtools = page.context.new_cdp_session(page)
        devtools.on("Network.requestWillBeSent", self._asked)
        devtools.on("Network.loadingFinished", self._loaded)
        devtools.send("Network.enable")

    def _asked(self, event: Any) -> None:
        self.names[event["requestId"]] = event["request"]["url"]

    def _loaded(self, event: Any) -> None:
        address = self.names[event["requestId"]]
        self.weights[address] = self.weights.get(address, 0) + int(event["encodedDataLength"])

    def weigh(self, address: str) -> int:
        """Open a page, and return how many bytes came for it."""
        self.weights.clear()
        answer = self.page.goto(address, wait_until="networkidle")
        assert answer is not None and answer.status == 200, address
        return sum(self.weights.values())

    def shown(self) -> str:
        heaviest = sorted(self.weights.items(), key=lambda each: -each[1])
        return "\n".join(f"{size:>8} {address}" for address, size in heaviest)


def test_a_first_visit_to_a_long_conversation_weighs_little(
    site: Site, come: Come, prints: Callable[[str], None]
) -> None:
    scale = Scale(come("Ben"))
    whole = scale.weigh(site.thread(site.ids["busy"]))
    assert scale.page.locator("article").count() >= 21  # whoever came before may have replied, too
    prints(f"A first visit to a conversation of 21 posts: {whole} bytes")
    assert whole <= MOST_BYTES, scale.shown()
    assert all(address.startswith(site.url) for address in scale.names.values()), scale.names


@pytest.fixture
def core(site: Site) -> dict[str, str]:
    group = site.group("low-days")
    own = {"a group": group, "writing": f"{group}write/", "meetings": f"{group}meetings/", "about": f"{group}about/"}
    return {name: site.url + address for name, address in CORE.items()} | own


def test_core_pages_weigh_little_after_a_first_load(
    site: Site, come: Come, core: dict[str, str], prints: Callable[[str], None]
) -> None:
    scale = Scale(come("Ben", service_workers="block"))  # what comes through it has no weight on the page's own scale
    scale.weigh(site.thread(site.ids["busy"]))
    weights = {name: scale.weigh(address) for name, address in core.items()}
    name = max(weights, key=weights.__getitem__)
    prints(f"Core pages after a first load: {min(weights.values())} to {weights[name]} bytes ({name})")
    assert min(weights.values()) > 1000, weights
    assert not {name: size for name, size in weights.items() if size > MOST_BYTES}
    assert all(address.startswith(site.url) for address in scale.names.values()), scale.names
