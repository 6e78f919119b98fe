"""After a meeting in a browser: said on by keyboard, a recap asked for without script, every state fits."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys
from tests.browser.test_room import Announce, announce, come_in, press

__all__ = ["announce"]


def tap(page: Page, question: str, answer: str) -> None:
    page.get_by_role("radiogroup", name=question).get_by_label(answer, exact=True).check()


def meet_and_leave(ada: Page, ben: Page, address: str, words: str) -> None:
    """Ada and Ben meet, Ben writes a line, and both leave."""
    come_in(ada, address)
    come_in(ben, address)
    ben.get_by_label("Your words").fill(words)
    press(ben, "Send")
    expect(ben.get_by_text(words).first).to_be_visible()
    for page in (ben, ada):
        press(page, "Leave the room")
        expect(page.get_by_text("You left the room.")).to_be_visible()


def open_note(page: Page) -> None:
    page.get_by_text("Write a note", exact=True).click()


def test_by_keyboard_somebody_says_how_it_was_and_what_they_mean_to_do(announce: Announce, come: Come) -> None:
    address = announce()
    ada, ben = come("Ada"), come("Ben", reduced_motion="reduce")
    meet_and_leave(ada, ben, address, "I am glad to be here.")
    ben.goto(address)
    keys = Keys(ben)
    keys.follow("After the meeting")
    for _question in ("Did you feel heard?", "Would you come again?"):
        keys.to("Yes")
        keys.press("Space")
    keys.to("No")
    keys.press("Space")
    keys.follow("Keep it")
    expect(ben.get_by_text("Kept. Thank you.")).to_be_visible()
    ben.goto(f"{address}after/")
    keys.type("Your words", "I mean to plant tomatoes.")
    keys.follow("Say it to those who were there")
    expect(ben.get_by_text("I mean to plant tomatoes.")).to_be_visible()
    ada.goto(f"{address}after/")
    expect(ada.get_by_text("I mean to plant tomatoes.")).to_be_visible()
    keys.follow("I did it")
    expect(ben.get_by_text("Done.", exact=True)).to_be_visible()


def test_without_script_words_are_asked_for_and_stand_in_the_recap_after_a_yes(announce: Announce, come: Come) -> None:
    address, words = announce(), "I slept through a whole night."
    ada, ben = come("Ada", java_script_enabled=False), come("Ben", java_script_enabled=False)
    meet_and_leave(ada, ben, address, words)
    ada.goto(address)
    ada.get_by_role("link", name="Log and notes, for those who lead").click()
    ada.get_by_label("Themes, without names").fill("Sleep, and Ben.")
    press(ada, "Keep the log")
    expect(ada.get_by_text("“Ben” is somebody’s name here.").first).to_be_visible()
    expect(ada.get_by_label("Themes, without names")).to_have_value("Sleep, and Ben.")
    ada.get_by_label("Themes, without names").fill("Sleep.")
    press(ada, "Keep the log")
    expect(ada.get_by_text("Kept, for those who lead this group.")).to_be_visible()
    ada.get_by_role("link", name="Make a recap").click()
    ada.get_by_label("Whose words").select_option(label=f"Ben: {words}")
    press(ada, "Propose it")
    expect(ada.get_by_text("Waits for an answer.")).to_be_visible()
    press(ada, "Let those who were there read it")
    ben.goto(f"{address}after/")
    expect(ben.get_by_role("heading", name="A recap without names")).to_have_count(0)
    press(ben, "Yes, in these words")
    expect(ben.get_by_role("heading", name="A recap without names")).to_be_visible()
    ben.goto("/you/meetings/")
    ben.get_by_role("link", name="Make a letter to print").click()
    ben.get_by_label("Name to print").fill("B. Benson")
    ben.get_by_role("checkbox").first.check()
    press(ben, "Show the letter")
    expect(ben.get_by_text("B. Benson took part in online meetings on these dates:")).to_be_visible()


def test_every_state_after_a_meeting_fits(site: Site, announce: Announce, come: Come) -> None:
    address = announce()
    ada = come("Ada")
    ben = come("Ben")
    come_in(ben, address)
    come_in(ada, address)
    ben.get_by_label("Your words").fill("I slept through a whole night.")
    press(ben, "Send")
    expect(ada.get_by_text("I slept through a whole night.")).to_be_visible()
    press(ada, "Begin the meeting")
    expect(ada.get_by_role("heading", name="Welcome")).to_be_visible()
    ada.get_by_text("If somebody is not safe").click()
    press(ada, "Stop the meeting for safety")
    expect(ben.get_by_text("After the meeting: how it was, and what goes on")).to_be_visible()
    keep(ben, "after-room")
    ben.goto("/")
    expect(ben.get_by_role("heading", name="How are you after the meeting?")).to_be_visible()
    keep(ben, "after-home")
    ben.get_by_role("link", name="Take a moment").click()
    keep(ben, "after-fresh")
    press(ben, "It is heavy")
    expect(ben.get_by_role("main").get_by_role("link", name="My safety plan")).to_be_visible()
    press(ben, "Keep it")
    expect(ben.get_by_role("alert")).to_be_visible()
    keep(ben, "after-wrong")
    tap(ben, "Did you feel heard?", "Partly")
    tap(ben, "Would you come again?", "Maybe")
    tap(ben, "Was anything not safe?", "Yes")
    press(ben, "Keep it")
    expect(ben.get_by_text("Nobody was told by this.")).to_be_visible()
    for kind, words in (
        ("Something I mean to do", "I mean to plant tomatoes."),
        ("A word to the others", "Thank you for listening."),
    ):
        ben.get_by_label(kind).check()
        ben.get_by_label("Your words").fill(words)
        press(ben, "Say it to those who were there")
        expect(ben.get_by_text(words, exact=True)).to_be_visible()
        expect(ben.get_by_label("Your words")).to_have_value("")  # nothing of what was sent comes back into the box
    _what_ada_keeps(ada, address)
    ben.goto(f"{address}after/")
    expect(ben.get_by_role("heading", name="A question about your words")).to_be_visible()
    keep(ben, "after-asked")
    press(ben, "Yes, in these words")
    press(ben, "I did it")
    expect(ben.get_by_role("heading", name="A recap without names")).to_be_visible()
    keep(ben, "after-full")
    ben.get_by_role("link", name=re.compile("^Report how the meeting was led")).click()
    keep(ben, "after-report")
    ben.goto(address)
    keep(ben, "after-meeting")
    ben.goto("/you/meetings/")
    keep(ben, "after-attended")
    ben.get_by_role("link", name="Make a letter to print").click()
    keep(ben, "after-letter-form")
    ben.get_by_label("Name to print").fill("B. Benson")
    for box in ben.get_by_role("checkbox").all():
        box.check()
    press(ben, "Show the letter")
    expect(ben.get_by_role("heading", name="Confirmation of attendance")).to_be_visible()
    keep(ben, "after-letter")
    ben.emulate_media(media="print")
    keep(ben, "after-letter-print")


def _what_ada_keeps(ada: Page, address: str) -> None:
    """Ada confirms, writes a log and a note about Ben, and asks him about his words."""
    ada.goto(f"{address}log/")
    keep(ada, "after-log-fresh")
    open_note(ada)
    press(ada, "Keep the note")
    expect(ada.get_by_role("alert")).to_be_visible()
    keep(ada, "after-note-wrong")
    ada.get_by_label("Somebody may not have been safe").check()
    ada.get_by_label("About whom").select_option(label="Ben")
    ada.get_by_label("What happened").fill("The lamp fell, and somebody cried.")
    ada.get_by_label("What was done").fill("I stopped the meeting.")
    press(ada, "Keep the note")
    expect(ada.get_by_text("It is about Ben, who can read it.")).to_be_visible()
    press(ada, "Confirm that Ben was there")
    ada.get_by_label("Themes, without names").fill("Sleep.")
    press(ada, "Keep the log")
    expect(ada.get_by_text("Kept, for those who lead this group.")).to_be_visible()
    keep(ada, "after-log")
    ada.get_by_role("link", name="Make a recap").click()
    keep(ada, "after-recap-fresh")
    ada.get_by_label("The words").fill("We spoke about nights.")
    press(ada, "Propose it")
    ada.get_by_label("Whose words").select_option(label="Ben: I slept through a whole night.")
    press(ada, "Propose it")
    expect(ada.get_by_text("Waits for an answer.")).to_be_visible()
    press(ada, "Let those who were there read it")
    keep(ada, "after-recap")
