"""Private contact, from the switch to the way out: ask, accept, write both ways on open pages, end and report."""

import re

from playwright.sync_api import Page, expect

from tests.browser.by_form import begin, join_group, join_site
from tests.browser.conftest import Come
from tests.browser.looking import AXE, OVERFLOWS, RUN_AXE, TAGS
from tests.browser.site import Site
from tests.browser.test_every_page import NARROW, WIDE
from tests.browser.watching import Streams, until

FIRST = "I read what you wrote twice. May I write to you?"
KNOWN = """UPDATE members_profile SET adult_attested_at = now() - interval '9 days' RETURNING 1"""


def _switch_on(page: Page) -> None:
    page.goto("/you/")
    page.get_by_role("link", name="Private contact").click()
    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_text("Private contact is on.")).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("link", name="Messages")).to_be_visible()


def _two(site: Site, come: Come, number: int, **options: bool) -> tuple[Page, Page, str]:
    """Two people who joined a group and have private contact on, and the address of a post of the second."""
    asker, asked = come(**options), come(**options)
    for page, name in ((asker, f"Rue {number}"), (asked, f"Sol {number}")):
        join_site(page, name)
        join_group(page, site.group("low-days"), name)
        _switch_on(page)
    site.read(KNOWN)
    thread = begin(asked, site.group("low-days"), f"Before the letters, {number}")
    found = site.read("SELECT id::text FROM threads_post WHERE thread_id = %s", thread)
    return asker, asked, f"/posts/{found[0][0]}/"


def _look_at(page: Page, *addresses: str) -> None:
    """Nothing on these pages keeps anybody out, and nothing runs over the edge of a small phone."""
    for address in addresses:
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.goto(address)
            assert page.evaluate(OVERFLOWS) == "", address
        page.evaluate(AXE)
        assert page.evaluate(RUN_AXE, TAGS) == [], address
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def _write(page: Page, words: str) -> None:
    page.locator("#reply").get_by_label("Your words").fill(words)
    page.get_by_role("button", name="Send").click()


def test_ask_accept_write_and_end(site: Site, come: Come) -> None:
    asker, asked, post = _two(site, come, 1)
    asker.goto(post)
    asker.get_by_role("link", name="Write to them privately").click()
    asker.get_by_label("Your first message").fill(f"{FIRST} I am on whats app.")
    asker.get_by_role("button", name="Send").click()
    expect(asker.get_by_role("alert").get_by_text("“on whats app”")).to_be_visible()
    expect(asker.get_by_label("Your first message")).to_have_value(f"{FIRST} I am on whats app.")
    asker.get_by_label("Your first message").fill(FIRST)
    asker.get_by_role("button", name="Send").click()
    expect(asker.get_by_text("No answer yet.")).to_be_visible()
    streams = Streams(asker)
    asker.reload()
    streams.wait_for(1)

    site.settle()
    asked.goto("/news/")
    asked.get_by_role("link", name="Somebody wrote to you privately").click()
    expect(asked.get_by_text(FIRST)).to_be_visible()
    asked.get_by_role("button", name="Accept").click()
    expect(asked.get_by_text("Accepted.")).to_be_visible()
    expect(asker.get_by_text("They accepted.")).to_be_visible()
    asker.get_by_role("link", name="Write to them").click()

    for page, other, words in ((asker, asked, "It is quieter here."), (asked, asker, "*Good.* I am glad.")):
        _write(page, words)
        shown = words.replace("*", "")
        for both in (page, other):
            expect(both.locator("article", has_text=shown)).to_have_count(1)
        expect(page.locator("#reply").get_by_label("Your words")).to_have_value("")
    assert site.read("SELECT count(*) FROM messages_message WHERE body::text LIKE '%%quieter%%'") == [(0,)]

    asked.get_by_role("link", name="End, block or report").click()
    for box in ("End the conversation", "Block this person", "Report the conversation"):
        expect(asked.get_by_label(box)).to_be_checked()
    asked.get_by_role("button", name="Do this now").click()
    expect(asked.get_by_text("Done.")).to_be_visible()
    expect(asker.get_by_text("This conversation has ended.")).to_be_visible()
    asker.reload()
    expect(asker.get_by_text("It is quieter here.")).to_be_visible()
    expect(asker.locator("#reply")).to_have_count(0)
    assert site.read("SELECT count(*) FROM messages_reported") == [(1,)]


def test_the_whole_way_without_script_and_not_now(site: Site, come: Come) -> None:
    asker, asked, post = _two(site, come, 2, java_script_enabled=False)
    asker.goto(post)
    asker.get_by_role("link", name="Write to them privately").click()
    asker.get_by_label("Your first message").fill(FIRST)
    asker.get_by_role("button", name="Send").click()
    asked.goto("/messages/")
    asked.get_by_role("link", name=re.compile("Rue 2")).click()
    asked.get_by_role("button", name="Not now").click()
    expect(asked.get_by_text("Left for now.")).to_be_visible()
    asker.reload()
    expect(asker.get_by_text("No answer yet.")).to_be_visible()


def test_signs_reach_the_desk_within_the_job(site: Site, come: Come) -> None:
    asker, asked, post = _two(site, come, 3)
    asker.goto(post)
    asker.get_by_role("link", name="Write to them privately").click()
    asker.get_by_label("Your first message").fill("You write so well. How old are you?")
    asker.get_by_role("button", name="Send").click()
    expect(asker.get_by_text("No answer yet.")).to_be_visible()
    found = "SELECT codes::text FROM messages_review WHERE 'age' = ANY (codes)"
    until(asker, lambda: site.read(found), "a review")
    request = asker.url
    _look_at(asked, request, f"{request}end/", "/messages/", "/you/private-contact/")
    asked.goto(request)
    asked.get_by_role("button", name="Accept").click()
    expect(asked.get_by_text("Accepted.")).to_be_visible()
    _look_at(asked, request, "/messages/")
    place = site.read(
        "SELECT id::text FROM groups_membership WHERE name = 'Ada' AND group_id = %s", site.ids["low-days"]
    )
    _look_at(asked, f"/people/{place[0][0]}/message/")
