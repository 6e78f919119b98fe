"""A copy, a break, and leaving for good, as people do them: the last one by keyboard alone."""

import json
import re
from typing import Any
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from tests.browser.by_form import PASSPHRASE, begin, join_group, join_site
from tests.browser.conftest import Come
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys

# Words, not letters by chance: "d557bd" is a postcode, and hearten asks whoever writes one down.
TREES = iter(("Alder", "Birch", "Cedar", "Elder", "Hazel", "Larch", "Linden", "Maple", "Rowan", "Willow"))


def new_member(come: Come, site: Site, **options: Any) -> tuple[Page, str, str]:
    """Somebody who joined today and said one thing. Returns their page, name and conversation."""
    page, name = come(**options), f"Rue {next(TREES)}"
    join_site(page, name)
    join_group(page, site.group("low-days"), name)
    return page, name, begin(page, site.group("low-days"), f"{name} says hello")


def test_a_copy_is_asked_for_fetched_and_read(site: Site, come: Come, browser: Any, tmp_path: Any) -> None:
    page, name, _thread = new_member(come, site)
    page.goto("/you/")
    page.get_by_role("link", name="A copy of everything").click()
    page.get_by_role("button", name="Make a copy for me").click()
    expect(page.get_by_role("status").filter(has_text="We are putting your copy together")).to_be_visible()
    site.settle()
    page.goto("/news/")
    page.get_by_role("link", name="Something that you asked for is ready").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Fetch your copy").click()
    coming.value.save_as(tmp_path / "copy.zip")
    with ZipFile(tmp_path / "copy.zip") as archive:
        archive.extractall(tmp_path)
    told = json.loads((tmp_path / "hearten-export.json").read_text())
    assert told["profile"][0]["name"] == name and told["posts"][0]["title"] == f"{name} says hello"
    offline = browser.new_context(offline=True, java_script_enabled=False).new_page()
    asked: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    offline.goto(f"file://{tmp_path}/index.html")
    expect(offline.get_by_role("heading", name="Your copy")).to_be_visible()
    expect(offline.get_by_text(f"{name} says hello, in more words.")).to_be_visible()
    assert asked == [f"file://{tmp_path}/index.html"]
    offline.context.close()


def test_a_break_begins_and_ends_with_one_tap_at_the_next_sign_in(site: Site, come: Come) -> None:
    page, name, _thread = new_member(come, site)
    page.goto("/you/break/")
    page.get_by_label("Until I come back").check()
    page.get_by_role("button", name="Begin my break").click()
    expect(page.get_by_text("Your break has begun.")).to_be_visible()
    later = come()
    later.goto("/sign-in/")
    later.get_by_label("Your name here").fill(name)
    later.get_by_label("Your passphrase").fill(PASSPHRASE)
    later.get_by_role("button", name="Sign in").click()
    expect(later.get_by_role("heading", name="You are on a break")).to_be_visible()
    later.get_by_role("button", name="I am back").click()
    expect(later.get_by_text("Nobody was told that you were away.")).to_be_visible()
    expect(later.get_by_role("heading", name="You are on a break")).to_have_count(0)


def test_leaving_for_good_by_keyboard_alone(site: Site, come: Come) -> None:
    page, name, thread = new_member(come, site, reduced_motion="reduce")
    reader = come("Ada")
    reader.goto(f"/threads/{thread}/")
    expect(reader.get_by_text(f"{name} says hello, in more words.")).to_be_visible()
    keys = Keys(page)
    page.goto("/you/")
    keys.follow("Leave for good")
    expect(page.get_by_role("heading", name="What happens")).to_be_visible()
    keys.to("Take my words away")
    keys.press("Space")
    keys.to("I want to be forgotten here.")
    keys.press("Space")
    keys.follow("Leave for good")
    expect(page.get_by_text("You are forgotten here, and signed out everywhere.")).to_be_visible()
    expect(reader.get_by_text("took these words along")).to_be_visible()  # while the page is open
    expect(reader.get_by_text(f"{name} says hello, in more words.")).to_have_count(0)
    page.goto("/you/")
    expect(page).to_have_url(re.compile(r"/sign-in/"))
    found = site.read("SELECT count(*) FROM groups_membership WHERE name = %s", name)
    assert found == [(0,)]
