"""Without script: everything that people come for works with plain links and forms."""

from playwright.sync_api import Page, expect

from tests.browser.by_form import begin, join_site, reply
from tests.browser.conftest import Come
from tests.browser.site import Site


def post_of(page: Page, words: str) -> str:
    """The id of the post with these words."""
    return str(page.locator("article", has_text=words).get_attribute("id")).removeprefix("p-")


def press(page: Page, post: str, what: str) -> None:
    page.locator(f"#p-{post}").get_by_role("link", name=what, exact=True).click()


def test_joining_and_writing_without_script(site: Site, come: Come) -> None:
    page = come(java_script_enabled=False)
    join_site(page, "Plain paper")
    page.goto("/groups/")
    page.get_by_label("What are you looking for?").fill("depression")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Low days and getting up again").click()
    page.get_by_role("link", name="Join this group").click()
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Join the group").click()
    page.get_by_role("link", name="Write something").click()
    page.get_by_label("A few words as a title").fill("On plain paper")
    page.get_by_role("button", name="Post to the group").click()
    expect(page.get_by_role("alert")).to_be_visible()  # something is missing, and nothing is lost
    expect(page.get_by_label("A few words as a title")).to_have_value("On plain paper")
    page.get_by_label("Your words").fill("No script ran for this.")
    page.get_by_label("Keep me company").check()
    page.get_by_role("button", name="Post to the group").click()
    expect(page.get_by_role("heading", name="On plain paper")).to_be_visible()
    expect(page.get_by_text("No script ran for this.")).to_be_visible()
    expect(page.get_by_text("What would help: Keep me company")).to_be_visible()


def test_answering_and_taking_back_without_script(site: Site, come: Come) -> None:
    page, ada = come("Ben", java_script_enabled=False), come("Ada")
    thread = begin(ada, site.group("low-days"), "An answer on paper", "Is anybody there today?")
    page.goto(site.thread(thread))
    page.get_by_label("Say what you heard").check()
    page.get_by_label("Your words").fill("I am, and I read you.")
    page.get_by_role("button", name="Reply").click()
    expect(page.get_by_text("I am, and I read you.")).to_be_visible()

    opening = post_of(page, "Is anybody there today?")
    page.locator(f"#p-{opening}").get_by_role("button", name="Same here").click()
    expect(page.get_by_text("Ben has been there too.")).to_be_visible()
    press(page, opening, "More")
    page.get_by_role("button", name="Take back what I said with one tap").click()
    expect(page.get_by_role("heading", name="An answer on paper")).to_be_visible()
    expect(page.get_by_text("Ben has been there too.")).to_have_count(0)

    press(page, post_of(page, "I am, and I read you."), "More")
    page.get_by_role("link", name="Take these words back").click()
    page.get_by_role("button", name="Take them back").click()
    expect(page.get_by_text("The writer took these words back.")).to_be_visible()
    expect(page.get_by_text("I am, and I read you.")).to_have_count(0)


def test_quoting_without_script(site: Site, come: Come) -> None:
    page, ada = come("Ben", java_script_enabled=False), come("Ada")
    thread = begin(ada, site.group("low-days"), "Quoted on paper")
    quoted = reply(ada, thread, "The kettle was the first thing I managed.")
    page.goto(site.thread(thread))
    press(page, quoted, "Quote")
    expect(page.locator("#reply [data-quoted]")).to_have_text("The kettle was the first thing I managed.")
    page.get_by_label("Your words").fill("Mine was the curtain.")
    page.get_by_role("button", name="Reply").click()
    answer = page.locator("article", has_text="Mine was the curtain.")
    expect(answer.locator("blockquote")).to_have_text("The kettle was the first thing I managed.")


def test_help_and_signing_out_without_script(come: Come) -> None:
    page = come(java_script_enabled=False)
    join_site(page, "Plain goodbye")
    page.goto("/")
    page.get_by_role("link", name="Help now").first.click()
    page.get_by_label("Your country").select_option(label="Ireland")
    page.get_by_role("button", name="Show the lines there").click()
    expect(page.get_by_role("heading", name="Somebody to talk to: Ireland")).to_be_visible()
    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="I am here already")).to_be_visible()
