"""Pages that stay up to date by themselves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.by_form import act, begin, reply
from tests.browser.conftest import Come
from tests.browser.road import Road
from tests.browser.site import Site
from tests.browser.watching import Streams, hide, show

TABS = 10


def once(page: Page, words: str) -> None:
    """The words arrive on the page, and stand there once."""
    expect(page.locator("article", has_text=words)).to_have_count(1)


def test_replies_nods_edits_and_withdrawals_arrive(site: Site, come: Come) -> None:
    ada, ben = come("Ada"), come("Ben")
    thread = begin(ada, site.group("low-days"), "What arrives by itself")
    ada.goto(site.thread(thread))
    post = reply(ben, thread, "The first wording.")
    once(ada, "The first wording.")
    opening = ada.locator("article").first.get_attribute("id")
    assert opening is not None
    act(ben, thread, opening.removeprefix("p-"), "nod")
    expect(ada.get_by_text("Ben has been there too.")).to_be_visible()
    act(ben, thread, post, "edit", body="A better wording.")
    once(ada, "A better wording.")
    expect(ada.get_by_text("The first wording.")).to_have_count(0)
    expect(ada.locator(f"#p-{post}").get_by_text("edited")).to_be_visible()
    act(ben, thread, post, "withdrawal")
    expect(ada.locator(f"#p-{post}").get_by_text("The writer took these words back.")).to_be_visible()
    expect(ada.get_by_text("A better wording.")).to_have_count(0)


@pytest.fixture
def road(site: Site) -> Iterator[Road]:
    """A second road to the site."""
    made = Road(site.port)
    yield made
    made.remove()


def test_a_stream_that_was_cut_takes_up_where_it_was(site: Site, come: Come, road: Road) -> None:
    ada, ben = come("Ada"), come("Ben")
    thread = begin(ada, site.group("low-days"), "A tunnel on the way")
    streams = Streams(ada)
    ada.goto(f"{road.url}/threads/{thread}/")
    streams.wait_for(1)
    reply(ben, thread, "Before the tunnel.")
    once(ada, "Before the tunnel.")
    road.close()
    streams.wait_for(0)
    said = [f"In the tunnel, number {number}." for number in range(3)]
    for words in said:
        reply(ben, thread, words)
    road.reopen()
    for words in said:
        once(ada, words)
    reply(ben, thread, "After the tunnel.")
    once(ada, "After the tunnel.")
    assert ada.locator(".replies .prose").all_inner_texts() == ["Before the tunnel.", *said, "After the tunnel."]
    assert streams.asked[-1].all_headers()["last-event-id"] == streams.heard[0]
    numbers = [int(number) for number in streams.heard]
    assert numbers == list(range(numbers[0], numbers[0] + 5))


def test_a_hidden_tab_closes_its_stream_and_takes_up_where_it_was(site: Site, come: Come) -> None:
    ada, ben = come("Ada"), come("Ben")
    thread = begin(ada, site.group("low-days"), "Another tab for a while")
    streams = Streams(ada)
    ada.goto(site.thread(thread))
    streams.wait_for(1)
    reply(ben, thread, "While it was seen.")
    once(ada, "While it was seen.")
    hide(ada)
    streams.wait_for(0)
    reply(ben, thread, "While it was hidden.")
    show(ada)
    once(ada, "While it was hidden.")
    once(ada, "While it was seen.")
    streams.wait_for(1)


def test_ten_tabs_of_one_member(site: Site, come: Come) -> None:
    first, ben = come("Ada"), come("Ben")
    thread = begin(ben, site.group("low-days"), "Ten tabs")
    tabs = [first, *(first.context.new_page() for _ in range(TABS - 1))]
    for tab in tabs:
        tab.goto(site.thread(thread))
        if tab is not tabs[-1]:
            hide(tab)
    reply(ben, thread, "Heard in every tab.")
    once(tabs[-1], "Heard in every tab.")
    hide(tabs[-1])
    for tab in tabs:
        show(tab)
        once(tab, "Heard in every tab.")
        hide(tab)


@pytest.mark.parametrize("place", ["/", "group", "thread"])
def test_a_page_has_one_stream(site: Site, come: Come, place: str) -> None:
    page = come("Ben")
    streams = Streams(page)
    page.goto({"group": site.group("low-days"), "thread": site.thread(site.ids["busy"])}.get(place, place))
    streams.wait_for(1)
    page.wait_for_load_state("load")
    assert len(streams.asked) == 1
