"""From a report to its outcome and an appeal; the report by keyboard alone."""

from playwright.sync_api import Page, expect

from tests.browser.by_form import begin, join_group, join_site
from tests.browser.conftest import Come
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys

WORDS = "You people only ever talk about yourselves."
LEADS = "UPDATE groups_membership SET role = 'co_facilitator' WHERE name = %s RETURNING id"


def _newcomer(come: Come, site: Site, name: str) -> Page:
    page = come()
    join_site(page, name)
    join_group(page, site.group("low-days"), name)
    return page


def test_from_a_report_to_its_outcome_and_another_look(site: Site, come: Come) -> None:
    ben, ada, second = come("Ben", reduced_motion="reduce"), come("Ada"), _newcomer(come, site, "Rowan of the ford")
    site.read(LEADS, "Rowan of the ford")
    writer = _newcomer(come, site, "Wren of the quay")
    thread = begin(writer, site.group("low-days"), "What I think of you", WORDS)

    # Three taps: More, Report this, Send; with a keyboard alone.
    ben.goto(site.thread(thread))
    keys = Keys(ben)
    keys.follow("More")
    keys.follow("Report this")
    keys.to("I am worried about this person")
    keys.press("ArrowDown")
    expect(ben.get_by_label("Hurtful or hostile")).to_be_checked()
    keys.type("Words, if you like", "It made me close the page.")
    keys.follow("Send")
    expect(ben.get_by_text("Received. Somebody who looks after this will read it.")).to_be_visible()
    mine = ben.url

    ada.goto("/moderation/")
    ada.get_by_role("link", name="Hurtful or hostile").first.click()
    expect(ada.get_by_text("It made me close the page.")).to_be_visible()
    expect(ada.get_by_text("Ben")).to_have_count(0)
    ada.get_by_role("button", name="I take this").click()
    ada.get_by_role("link", name="Decide").click()
    ada.get_by_label("Remove the words").check()
    ada.get_by_role("radiogroup", name="Which passage of our agreement?").get_by_role("radio").first.check()
    ada.get_by_label("Your reason").fill("It is about everybody here. Say what you need instead.")
    ada.get_by_role("button", name="Decide").click()
    expect(ada.get_by_text("Done. It is written down, and the writer can read the reasons.")).to_be_visible()

    ben.goto(mine)
    expect(ben.get_by_text("Decided: the words were removed.")).to_be_visible()
    ben.goto(site.thread(thread))
    expect(ben.get_by_text("Removed by the people who look after this group.")).to_be_visible()
    expect(ben.get_by_text(WORDS)).to_have_count(0)

    writer.goto("/decisions/")
    writer.get_by_role("link", name="Remove the words").click()
    expect(writer.get_by_text("Say what you need instead.")).to_be_visible()
    expect(writer.get_by_text(WORDS)).to_be_visible()
    writer.get_by_label("Your words").fill("I was angry. I would write it another way.")
    writer.get_by_role("button", name="Ask for another look").click()
    expect(writer.get_by_text("Somebody who had no part in the decision answers by")).to_be_visible()
    decision = writer.url

    second.goto("/moderation/")
    second.get_by_role("link", name="A member asks about a decision").click()
    second.get_by_label("Take the step back").check()
    second.get_by_label("Words to the member").fill("Thank you for saying that. The words are back.")
    second.get_by_role("button", name="Answer").click()
    expect(second.get_by_text("Answered. The person who asked reads your words.")).to_be_visible()

    writer.goto(decision)
    expect(writer.get_by_text("The step was taken back.")).to_be_visible()
    ben.goto(site.thread(thread))
    expect(ben.get_by_text(WORDS)).to_be_visible()


def test_held_words_leave_an_open_page(site: Site, come: Come) -> None:
    ben, ada, writer = come("Ben"), come("Ada"), _newcomer(come, site, "Moss of the hill")
    words = "A sentence that somebody has to look at first."
    thread = begin(writer, site.group("low-days"), "Before it is held", words)
    ben.goto(site.thread(thread))
    expect(ben.get_by_text(words)).to_be_visible()
    post = site.read("SELECT id FROM threads_post WHERE thread_id = %s AND opens", thread)[0][0]
    ada.goto(f"/report/post/{post}/")
    ada.get_by_label("Ways to hurt oneself, a pact or a dare").check()
    ada.get_by_role("button", name="Send").click()
    expect(ben.get_by_text(words)).to_have_count(0)
    writer.goto(site.thread(thread))
    expect(writer.get_by_text(words)).to_be_visible()
    expect(writer.get_by_text("Not shown to the group for now.")).to_be_visible()
