"""Care in the room in a browser: a private word, a side room for two, stepping out, what is typed for others."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_room import Announce, announce, come_in, press, sign_in_as  # noqa: F401  # a fixture

HARD = "It got too much just now."


def say_privately(page: Page, words: str, wish: str = "") -> None:
    if wish:
        page.get_by_label("What would be good?").select_option(wish)
    page.get_by_label("A private word").fill(words)
    press(page, "Send privately")


def test_a_private_word_leads_to_a_side_room_and_back(site: Site, announce: Announce, come: Come) -> None:  # noqa: F811
    address = announce()
    ada, ben, linh = come("Ada"), come("Ben"), come()
    sign_in_as(site, linh, "Linh")
    for page in (ada, ben, linh):
        come_in(page, address)
    press(ada, "Begin the meeting")
    expect(ben.get_by_text("Who reads this, and nobody else: Ada.")).to_be_visible()
    say_privately(ben, HARD, "I would like to talk with one of you alone")
    expect(ada.locator("#care-inner")).to_contain_text(HARD)
    expect(ada.locator("#care-inner")).to_contain_text("I would like to talk with one of you alone")
    expect(ada.locator("[data-announce]")).to_have_text("There is something private for you.")
    expect(ben.get_by_label("A private word")).to_have_value("")
    press(ada, "Offer a side room")
    # Ada leads alone: somebody has to stay.
    expect(ada.get_by_text("Somebody has to stay with the room.")).to_be_visible()
    ada.goto(f"{address}room/")
    ada.get_by_text("People in the room").click()
    ada.get_by_label("About whom").select_option("Linh")
    ada.get_by_label("Role for today").select_option("co-facilitator")
    press(ada, "Give this role")
    expect(linh.locator("#care-inner")).to_contain_text("read it")
    press(ada, "Go on to the next part")
    press(ada, "Take the turn")
    press(ada, "I am done")
    expect(ben.get_by_text("Would you like the turn?")).to_be_visible()
    press(ada, "Offer a side room")
    expect(ben.get_by_text("Ada offers you a side room, for the two of you.")).to_be_visible()
    press(ben, "Yes, go there")
    expect(ben.get_by_role("heading", name="The two of you")).to_be_visible()
    expect(ada.get_by_role("link", name="To the side room")).to_be_visible()
    expect(linh.locator("#mine-inner")).to_contain_text("Would you like the turn?")
    assert HARD not in linh.content()  # written before she stood by: it was said to Ada
    assert "side room with" not in linh.content()
    ada.get_by_role("link", name="To the side room").click()
    ada.get_by_label("Your words").fill("I am here. Take your time.")
    press(ada, "Send")
    expect(ben.locator("#side-words")).to_contain_text("I am here. Take your time.")
    press(linh, "Take the turn")
    press(linh, "I am done")
    expect(linh.get_by_role("heading", name="Work")).to_be_visible()
    press(ben, "Back to the room")
    expect(ben.locator("[data-stage]")).to_contain_text("Work")
    expect(ada.get_by_text("This side room is closed.")).to_be_visible()
    press(ada, "Back to the room")
    expect(ada.get_by_text("You lead the room")).to_be_visible()


def test_whoever_steps_out_is_asked_nothing_and_comes_back(announce: Announce, come: Come) -> None:  # noqa: F811
    address = announce()
    ada, ben = come("Ada"), come("Ben")
    come_in(ada, address)
    come_in(ben, address)
    press(ada, "Begin the meeting")
    press(ben, "Step out for a moment")
    expect(ben.get_by_text("You stepped out.")).to_be_visible()
    press(ada, "Go on to the next part")
    press(ada, "Pass")
    expect(ada.get_by_role("heading", name="Work")).to_be_visible()
    press(ben, "I am back")
    expect(ben.get_by_role("button", name="Step out for a moment")).to_be_visible()
    press(ben, "Raise my hand")
    expect(ben.locator("#mine-inner")).to_contain_text("It is your turn.")


def test_what_is_said_is_typed_for_whoever_cannot_hear(announce: Announce, come: Come) -> None:  # noqa: F811
    address = announce()
    ada, ben = come("Ada"), come("Ben")
    come_in(ada, address)
    come_in(ben, address)
    press(ada, "Begin the meeting")
    press(ada, "Go on to the next part")
    press(ada, "Take the turn")
    press(ben, "Type what is said, for others")
    box = ben.get_by_label("What you hear")
    box.fill("I slept badly, and the mornings")
    box.press("Enter")
    expect(ada.locator(".room-line-caption")).to_contain_text("types what Ada says")
    expect(ada.locator(".room-line-caption")).to_contain_text("I slept badly, and the mornings")
    press(ben, "Stop typing what is said")
    expect(ben.get_by_label("What you hear")).to_have_count(0)
    press(ada, "I am done")
    press(ben, "Pass")
    for part, button in (
        ("Work", "Go to the closing now"),
        ("Check-out", "Go on to the next part"),
        ("Close", "End the meeting"),
        ("The meeting is over.", "End the meeting"),
    ):
        expect(ada.get_by_role("heading", name=part, exact=part == "Close")).to_be_visible()
        press(ada, button)
    expect(ada.get_by_text("The room is closed.").first).to_be_visible()
    ada.reload()
    expect(ada.locator(".room-line-caption")).to_have_count(0)


def test_without_script_care_is_a_page(site: Site, announce: Announce, come: Come) -> None:  # noqa: F811
    address = announce()
    ada, linh, ben = come("Ada"), come(), come("Ben", java_script_enabled=False)
    sign_in_as(site, linh, "Linh")
    for page in (ada, linh, ben):
        come_in(page, address)
    ada.get_by_text("People in the room").click()
    ada.get_by_label("About whom").select_option("Linh")
    ada.get_by_label("Role for today").select_option("co-facilitator")
    press(ada, "Give this role")
    say_privately(ben, HARD)
    ben.get_by_role("link", name="Close this").click()  # the panel beside words that sound very hard
    expect(ben.locator("#care")).to_contain_text(HARD)
    expect(linh.locator("#care-inner")).to_contain_text(HARD)
    press(linh, "Offer a side room")
    expect(linh.get_by_text("You offered a side room.")).to_be_visible()
    ben.reload()
    press(ben, "Yes, go there")
    ben.get_by_label("Your words").fill("Thank you for coming.")
    press(ben, "Send")
    expect(ben.locator("#side-words")).to_contain_text("Thank you for coming.")
    linh.get_by_role("link", name="To the side room").click()
    expect(linh.locator("#side-words")).to_contain_text("Thank you for coming.")
    press(ben, "Back to the room")
    expect(ben.locator("[data-stage]")).to_be_visible()


def test_every_state_of_care_fits(site: Site, announce: Announce, come: Come) -> None:  # noqa: F811
    address = announce()
    ada, ben, linh = come("Ada"), come("Ben"), come()
    sign_in_as(site, linh, "Linh")
    for page in (ada, ben, linh):
        come_in(page, address)
    ada.get_by_text("People in the room").click()
    ada.get_by_label("About whom").select_option("Linh")
    ada.get_by_label("Role for today").select_option("co-facilitator")
    press(ada, "Give this role")
    say_privately(ben, HARD, "I need somebody now")
    expect(ada.locator("#care-inner")).to_contain_text("I need somebody now")
    keep(ada, "care-word")
    press(ada, "Offer a side room")
    expect(ben.get_by_text("Ada offers you a side room")).to_be_visible()
    ben.locator("#care").get_by_text("Help now", exact=True).click()
    keep(ben, "care-offered")
    press(ben, "Yes, go there")
    ben.get_by_label("Your words").fill("Here I am.")
    press(ben, "Send")
    expect(ben.locator("#side-words")).to_contain_text("Here I am.")
    keep(ben, "care-side")
    ada.goto(f"{address}room/")
    press(ada, "I am back in the room")
    expect(ben.get_by_text("This side room is closed.")).to_be_visible()
    keep(ben, "care-side-over")
    press(ben, "Back to the room")
    press(ben, "Step out for a moment")
    expect(ben.get_by_text("You stepped out.")).to_be_visible()
    keep(ben, "care-out")
    press(ben, "Type what is said, for others")
    expect(ben.get_by_label("What you hear")).to_be_visible()
    keep(ben, "care-captions")
