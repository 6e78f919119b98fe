"""The quiet room in a browser: in three taps, without script, by keyboard, and seen by who has it open."""

from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys


def test_without_script_three_taps_lead_in_and_one_out(site: Site, come: Come) -> None:
    page = come("Ben", java_script_enabled=False)
    page.goto(f"{site.url}/")
    page.get_by_role("link", name="Sit in a quiet room, beside others").click()
    page.get_by_role("link", name="Go into the room of Low days").first.click()
    page.get_by_role("button", name="Sit here for 25 minutes").click()
    expect(page.get_by_text("You sit here. It ends by itself at:")).to_be_visible()
    page.get_by_role("button", name="Leave quietly").click()
    expect(page.get_by_text("You left the quiet room.")).to_be_visible()


def test_who_signed_out_elsewhere_has_no_names_on_their_screen_any_more(site: Site, come: Come) -> None:
    ben, ada = come("Ben"), come("Ada")
    ada.add_init_script("const again = setInterval; globalThis.setInterval = (work, ms) => again(work, ms / 40);")
    room = f"{site.group('low-days')}quiet/"
    ben.goto(room)
    ben.get_by_role("button", name="Sit here for 25 minutes").click()
    ada.goto(room)
    expect(ada.get_by_role("listitem").filter(has_text="Ben")).to_be_visible()
    ada.context.clear_cookies()
    expect(ada.get_by_role("listitem").filter(has_text="Ben")).to_have_count(0)
    expect(ada.get_by_role("heading", name="Sign in")).to_be_visible()
    ben.get_by_role("button", name="Leave quietly").click()


def test_who_has_the_room_open_sees_who_comes(site: Site, come: Come) -> None:
    ben, ada = come("Ben"), come("Ada")
    ada.add_init_script("const again = setInterval; globalThis.setInterval = (work, ms) => again(work, ms / 40);")
    room = f"{site.group('low-days')}quiet/"
    ada.goto(room)
    expect(ada.get_by_text("Nobody sits here right now.")).to_be_visible()
    keep(ada, "quiet-empty")
    ben.goto(room)
    Keys(ben).follow("Sit here for 50 minutes")
    expect(ben.get_by_text("You sit here.")).to_be_visible()
    expect(ada.get_by_role("listitem").filter(has_text="Ben")).to_be_visible()
    ada.get_by_role("button", name="Sit here for 25 minutes").click()
    expect(ada.get_by_text("Here beside you:")).to_be_visible()
    keep(ada, "quiet-beside")
    ada.goto(f"{site.url}/quiet/")
    keep(ada, "quiet-rooms")
    ben.get_by_role("button", name="Leave quietly").click()
    ada.goto(room)
    expect(ada.get_by_text("Nobody else is here right now.")).to_be_visible()
    ada.get_by_role("button", name="Leave quietly").click()
