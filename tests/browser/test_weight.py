"""What a page weighs: somebody with little data and an old phone reads a conversation, too."""

from typing import Any

from tests.browser.conftest import Come
from tests.browser.site import Site

MOST_BYTES = 50_000


def test_a_first_visit_to_a_long_conversation_weighs_little(site: Site, come: Come) -> None:
    page = come("Ben")
    devtools = page.context.new_cdp_session(page)
    names: dict[str, str] = {}
    weights: dict[str, int] = {}

    def asked(event: Any) -> None:
        names[event["requestId"]] = event["request"]["url"]

    def loaded(event: Any) -> None:
        address = names[event["requestId"]]
        weights[address] = weights.get(address, 0) + int(event["encodedDataLength"])

    devtools.on("Network.requestWillBeSent", asked)
    devtools.on("Network.loadingFinished", loaded)
    devtools.send("Network.enable")
    page.goto(site.thread(site.ids["busy"]), wait_until="networkidle")
    assert page.locator("article").count() >= 21  # whoever came before may have replied, too
    whole = sum(weights.values())
    shown = "\n".join(f"{size:>8} {address}" for address, size in sorted(weights.items(), key=lambda each: -each[1]))
    print(f"\n{whole} bytes for a first visit\n{shown}")  # noqa: T201
    assert whole <= MOST_BYTES, shown
    assert all(address.startswith(site.url) for address in names.values()), names
