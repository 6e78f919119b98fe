"""Guides, working something through, and a reply that becomes a card, in a browser."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys


def write_guide(page: Page, site: Site, title: str) -> str:
    """Write a guide in "low days" as Ada; the address of its page."""
    page.goto(f"{site.group('low-days')}guides/new/")
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Whom it helps, and with what").fill("For anybody who has to ring a clinic and puts it off.")
    page.get_by_label("What it leads through").select_option("first_appointment")
    page.get_by_label("Regions").fill("England\nScotland")
    page.get_by_label("Step 1", exact=True).fill("Write down what you need")
    page.get_by_label("What to do in step 1").fill("Three lines are enough:\n\n- who you are\n- what you need")
    page.get_by_label("Step 2", exact=True).fill("Ring in the morning")
    page.get_by_label("What to do in step 2").fill("Most places open at eight. Ask for the first free date.")
    page.get_by_label("Where this comes from").fill("The clinic’s own page, read in November")
    page.get_by_role("button", name="Publish the guide").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return page.url


def tell(page: Page, guide: str, weeks: str) -> None:
    page.goto(guide)
    page.get_by_role("link", name="Tell how long you waited").click()
    page.get_by_label("How many weeks you waited").fill(weeks)
    page.get_by_label("Where it was, roughly").fill("Leeds")
    page.get_by_label("Your words").fill("They rang back twice to move it.")
    page.get_by_role("button", name="Tell it").click()
    expect(page.get_by_role("heading", name="What really happened")).to_be_visible()


KEPT = """() => new Promise((resolve) => {
  const asking = indexedDB.open("hearten", 1);
  asking.onsuccess = () => {
    const kept = asking.result.transaction("kept").objectStore("kept").count();
    kept.onsuccess = () => { asking.result.close(); resolve(kept.result); };
  };
})"""


def until_kept(page: Page) -> None:
    """Wait until this device has kept something."""
    deadline = time.monotonic() + 15
    while not page.evaluate(KEPT):
        assert time.monotonic() < deadline
        page.wait_for_timeout(100)


def test_the_pages_of_guides_fit(site: Site, come: Come) -> None:
    ada, ben = come("Ada"), come("Ben")
    ada.goto(f"{site.group('low-days')}guides/new/")
    ada.get_by_role("button", name="Publish the guide").click()
    expect(ada.get_by_role("alert")).to_contain_text("Give the guide a title")
    keep(ada, "guide-write")
    guide = write_guide(ada, site, "Getting a first appointment")
    tell(ada, guide, "3")
    tell(ben, guide, "11")
    expect(ben.get_by_text("2 people waited 3 to 11 weeks.")).to_be_visible()
    ben.goto(guide)
    ben.get_by_label(re.compile("^Done")).first.check()
    until_kept(ben)
    ben.reload()
    expect(ben.get_by_label(re.compile("^Done")).first).to_be_checked()
    keep(ben, "guide")
    ada.goto(f"{guide}edit/")
    ada.get_by_label("What to do in step 2").fill("Most places open at half past seven.")
    ada.get_by_role("button", name="Save the change").click()
    keep(ada, "guide-kept")
    for way in ("checks", "owner", "retirement", "history"):
        ada.goto(f"{guide}{way}/")
        keep(ada, f"guide-{way}")
    ben.goto(f"{site.url}/guides/")
    keep(ben, "guides")
    ben.goto(guide)
    ben.get_by_role("link", name="Tell what happened to you").click()
    keep(ben, "guide-tell")
    ben.goto(guide)
    ben.get_by_role("link", name=re.compile("^More about what Ben")).first.click()
    keep(ben, "guide-note")


def test_a_guide_is_written_without_script_step_by_step(site: Site, come: Come) -> None:
    page = come("Ada", java_script_enabled=False)
    page.goto(f"{site.group('low-days')}guides/new/")
    page.get_by_label("Title", exact=True).fill("Leaving hospital")
    page.get_by_label("Step 1", exact=True).fill("Ask for the letter")
    page.get_by_role("button", name="Add a step").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Leaving hospital")
    expect(page.get_by_label("Step 1", exact=True)).to_have_value("Ask for the letter")
    expect(page.get_by_label("Step 4", exact=True)).to_be_visible()
    expect(page.get_by_text("Done", exact=True)).to_have_count(0)


def test_working_something_through_from_beginning_to_end(site: Site, come: Come) -> None:
    ben, ada = come("Ben"), come("Ada")
    ben.goto(f"{site.group('low-days')}")
    ben.get_by_role("link", name="Work something through").click()
    keep(ben, "work-begin")
    ben.get_by_label("A few words as a title").fill("The talk with my landlord")
    ben.get_by_label("What would you like to find out or change?").fill("How can I ask him for quiet after eleven?")
    ben.get_by_label("The facts").fill("He lives below us, and he is friendly by day.")
    ben.get_by_label("What you tried already").fill("One letter. He did not answer.")
    ben.get_by_role("button", name="Ask the group").click()
    expect(ben.get_by_text("Gathering ideas")).to_be_visible()
    thread = ben.url.partition("?")[0]
    ada.goto(thread)
    ada.get_by_label("Your words").fill("Knock on his door with a cake, on a Sunday.")
    ada.get_by_text("Do you offer an idea?").click()
    ada.get_by_label("What may be good about it").fill("He sees your face.")
    ada.get_by_label("What may be hard about it").fill("It takes some courage.")
    ada.get_by_role("button", name="Reply", exact=True).click()
    expect(ada.locator(".points")).to_contain_text("It takes some courage.")
    ben.goto(thread)
    keep(ben, "work")
    ben.get_by_role("link", name="Choose what I try").click()
    keep(ben, "work-choice")
    ben.get_by_label(re.compile("^Ada: Knock")).check()
    ben.get_by_label("In your own words: what you do, and when").fill("Next Sunday, with apple cake.")
    ben.get_by_role("button", name="This is what I try").click()
    ben.get_by_role("link", name="Tell what came of it").click()
    keep(ben, "work-report")
    ben.get_by_label("Your words").fill("He laughed, and he turns it down now.")
    ben.get_by_role("button", name="Tell the group").click()
    expect(ben.locator("[aria-current='step']")).to_have_text("Told what came of it")
    keep(ben, "work-told")
    ada.goto(thread)
    expect(ada.get_by_text("He laughed, and he turns it down now.")).to_be_visible()


def test_a_reply_becomes_a_card_without_script(site: Site, come: Come) -> None:
    ben, ada = come("Ben", java_script_enabled=False), come("Ada", java_script_enabled=False)
    ben.goto(f"{site.group('low-days')}")
    ben.locator("#rows h3 a").first.click()
    ben.get_by_label("Your words").fill("What helps me is to count five things that I can hear.")
    ben.get_by_role("button", name="Reply", exact=True).click()
    post = ben.url.partition("#p-")[2]
    ada.goto(f"{site.url}/posts/{post}/")
    ada.get_by_role("link", name="Ask whether this could become a card").click()
    ada.get_by_role("button", name="Ask them").click()
    expect(ada.get_by_text("none is owed")).to_be_visible()
    ben.goto(f"{site.url}/posts/{post}/card-answer/")
    ben.get_by_role("button", name="Yes, let me write it").click()
    expect(ben.get_by_label("What I do", exact=True)).to_have_value(re.compile("count five things"))


def test_the_question_about_a_card_fits_and_is_answered_by_keyboard(site: Site, come: Come) -> None:
    ben, ada = come("Ben"), come("Ada")
    ben.goto(f"{site.group('low-days')}")
    ben.locator("#rows h3 a").first.click()
    ben.get_by_label("Your words").fill("On such days I put the kettle on before I decide anything.")
    ben.get_by_role("button", name="Reply", exact=True).click()
    words = ben.locator(".post-reply", has_text="the kettle on before")
    expect(words).to_be_visible()
    post = str(words.get_attribute("id")).removeprefix("p-")
    ada.goto(f"{site.url}/posts/{post}/card-proposal/")
    keep(ada, "card-proposal")
    ada.get_by_role("button", name="Ask them").click()
    ben.goto(f"{site.url}/posts/{post}/card-answer/")
    keep(ben, "card-answer")
    Keys(ben).follow("No, thank you")
    expect(ben.get_by_text("do not ask again about this reply")).to_be_visible()


def test_what_happened_is_told_by_keyboard_alone(site: Site, come: Come) -> None:
    guide = write_guide(come("Ada"), site, "Asking for a second opinion")
    page = come("Ben")
    page.goto(guide)
    keys = Keys(page)
    keys.follow("Tell what happened to you")
    expect(page.get_by_role("heading", name="What really happened to you?")).to_be_visible()
    page.get_by_label("Your words").focus()
    page.keyboard.type("They were glad that I asked.")
    keys.follow("Tell it")
    expect(page.get_by_text("They were glad that I asked.")).to_be_visible()
