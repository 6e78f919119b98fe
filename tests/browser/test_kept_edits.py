"""Changes made without a network, when things go wrong: no words are lost, and each sentence is true."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_kept_pages import names, someone, turn_on
from tests.browser.test_keyboard import Keys
from tests.browser.watching import until

WAITS = "It goes on its way by itself"
ALONE, BEGINS = "What I can do by myself", "What it is like when it begins"


def on_a_train(come: Come, name: str) -> Page:
    """Somebody who keeps their pages on this device, without a network."""
    page = someone(come, name)
    turn_on(page)
    page.context.set_offline(True)
    return page


def change(page: Page, box: str, words: str, address: str = "/you/safety-plan/") -> None:
    page.goto(address)
    before = len(names(page, "change:"))  # of an earlier one the page says the same sentence already
    page.get_by_label(box).fill(words)
    page.get_by_role("button", name="Keep my changes").click()
    expect(page.get_by_text(WAITS)).to_be_visible()
    until(page, lambda: len(names(page, "change:")) > before, "this one lies on the device, too")


def arrive(page: Page, address: str = "/") -> None:
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(address)


def fill_the_store(page: Page, tellingly: str) -> None:
    """From the next page on there is no room for what has a name that contains this."""
    page.add_init_script(
        f"""const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, name) {{
          if (String(name).includes("{tellingly}")) throw new DOMException("full", "QuotaExceededError");
          return put.call(this, value, name);
        }};"""
    )


def test_what_is_shortened_after_it_was_too_long_is_no_question_of_two_places(come: Come) -> None:
    page = on_a_train(come, "Aster Edits")
    change(page, ALONE, "x" * 2001)
    change(page, ALONE, "Short now.")
    arrive(page)
    until(page, lambda: names(page, "change:") == [], "all of it was sent")
    page.goto("/you/safety-plan/")
    expect(page.get_by_label(ALONE)).to_have_value("Short now.")
    page.goto("/you/two-versions/")
    expect(page.get_by_text("Short now.")).to_have_count(0)


def test_what_was_refused_is_shown_where_there_is_a_network_too(come: Come) -> None:
    page = on_a_train(come, "Bryony Edits")
    change(page, ALONE, f"Too long to keep {'x' * 2001}")
    arrive(page, "/you/hard-days/")
    until(page, lambda: len(names(page, "refused:")) == 1, "it lies aside")
    page.goto("/you/safety-plan/")
    page.get_by_role("link", name="Look at them").click()
    expect(page.get_by_text("Too long to keep")).to_be_visible()
    keep(page, "kept-refused")
    page.get_by_role("button", name="Let it go").press("Enter")
    expect(page.get_by_text("Too long to keep")).to_have_count(0)
    until(page, lambda: names(page, "refused:") == [], "it was let go")
    expect(page.get_by_role("button", name="Take everything off this device")).to_be_focused()
    page.goto("/you/safety-plan/")
    expect(page.get_by_role("link", name="Look at them")).to_be_hidden()


def test_without_room_to_lay_a_refused_one_aside_those_behind_it_still_arrive(come: Come) -> None:
    page = on_a_train(come, "Clary Edits")
    change(page, ALONE, "x" * 2001)
    change(page, BEGINS, "Behind it.")
    fill_the_store(page, "refused:")
    arrive(page)
    until(page, lambda: len(names(page, "change:")) == 1, "what stands behind it was sent")
    page.goto("/you/safety-plan/")
    expect(page.get_by_label(BEGINS)).to_have_value("Behind it.")
    assert names(page, "refused:") == [], "and the words are where they were"


def test_two_tabs_and_a_full_store_show_what_waits(come: Come) -> None:
    page = on_a_train(come, "Dill Edits")
    fill_the_store(page, "pages")  # room for a change, none for all pages anew
    other = page.context.new_page()
    page.goto("/you/safety-plan/")
    other.goto("/you/safety-plan/")
    for tab, box, words in ((page, ALONE, "From the first tab."), (other, BEGINS, "From the second tab.")):
        tab.get_by_label(box).fill(words)
        tab.get_by_role("button", name="Keep my changes").click()
        expect(tab.get_by_text(WAITS)).to_be_visible()
    for tab in (page, other):
        tab.reload()
        expect(tab.get_by_label(ALONE)).to_have_value("From the first tab.")
        expect(tab.get_by_label(BEGINS)).to_have_value("From the second tab.")


def test_a_clock_that_is_set_back_changes_no_order(come: Come) -> None:
    page = on_a_train(come, "Erica Edits")
    change(page, ALONE, "First words.")
    page.clock.set_fixed_time(datetime.now(UTC) - timedelta(days=3))
    change(page, ALONE, "Second words.")
    arrive(page)
    until(page, lambda: names(page, "change:") == [], "all of it was sent")
    page.goto("/you/safety-plan/")
    expect(page.get_by_label(ALONE)).to_have_value("Second words.")
    page.goto("/you/two-versions/")
    expect(page.get_by_text("First words.")).to_have_count(0)


def test_a_new_worker_takes_over_and_what_waits_is_still_sent(site: Site, come: Come) -> None:
    page = on_a_train(come, "Flax Edits")
    change(page, ALONE, "Written before the update.")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto("/help-now/")
    page.evaluate("""async () => {
      const cache = await caches.open("kept-pages-of-an-older-version");
      await cache.put("/kept/", new Response("an older page"));
      await (await navigator.serviceWorker.ready).unregister();
    }""")
    page.goto("/groups/")  # the worker comes anew, and clears away what an older one had kept
    until(page, lambda: "kept-pages-of-an-older-version" not in page.evaluate("() => caches.keys()"), "it took over")
    until(page, lambda: names(page, "change:") == [], "what waited was sent")
    page.goto("/you/safety-plan/")
    expect(page.get_by_label(ALONE)).to_have_value("Written before the update.")


def test_where_no_worker_can_be_nothing_is_promised(come: Come) -> None:
    page = someone(come, "Gorse Edits")
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto("/you/on-this-device/")
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.get_by_text("This browser does not let us keep anything.")).to_be_visible()
    assert names(page, "") == []


def test_signing_out_asks_before_it_takes_what_was_not_sent(come: Come) -> None:
    page = on_a_train(come, "Hyssop Edits")
    change(page, ALONE, "Not sent yet.")
    asked: list[str] = []
    page.once("dialog", lambda box: (asked.append(box.message), box.dismiss()))
    page.get_by_role("button", name="Sign out, and take everything off this device").click()
    until(page, lambda: asked, "it asks")
    expect(page.get_by_label(ALONE)).to_have_value("Not sent yet.")
    assert asked == ["Some changes were not sent yet. Take them off this device all the same?"]
    page.once("dialog", lambda box: box.accept())
    page.get_by_role("button", name="Sign out, and take everything off this device").click()
    expect(page.get_by_text("Nothing is kept on this device.")).to_be_visible()
    until(page, lambda: names(page, "") == [], "it is off the device")


LONG = "I put the kettle on and count the tiles, then I go down to the river. " * 5


def test_on_a_small_screen_by_keyboard_a_long_plan_is_read_at_once_and_changed(come: Come) -> None:
    page = on_a_train(come, "Iris Edits")
    change(page, ALONE, LONG)
    page.set_viewport_size({"width": 320, "height": 640})
    page.reload()
    box = page.get_by_label(ALONE)
    expect(box).to_have_value(LONG)
    assert box.evaluate("one => one.scrollHeight <= one.clientHeight + 1"), "nobody has to scroll in a box"
    keys = Keys(page)
    keys.type(BEGINS, "Nights.")
    keys.to("Keep my changes")
    keys.press("Enter")
    expect(page.get_by_role("status").filter(has_text=WAITS)).to_be_visible()
    keys.to("My hope shelf", within="main")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="My hope shelf")).to_be_visible()
    keys.type("Words for my shelf", "The river is still there.")
    keys.to("Put them on my shelf")
    keys.press("Enter")
    expect(page.get_by_text("The river is still there.")).to_be_visible()
    expect(page.locator("#state")).to_be_focused()
    help_now, sign_out = (page.get_by_role("main").get_by_text(words) for words in ("Help now", "Sign out, and"))
    gap = help_now.evaluate("one => one.getBoundingClientRect().top") - sign_out.evaluate(
        "one => one.getBoundingClientRect().bottom"
    )
    assert gap >= 24, "no finger signs out that meant help"
    keys.to("Help now", within="main")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Help now", level=1)).to_be_visible()
