"""One's own pages without a network: they open after one visit, changes arrive once, and signing out ends it."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from hearten.pictures.tests.conftest import photo
from tests.browser.by_form import join_site
from tests.browser.conftest import Come, sign_in
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_drafts import STORED
from tests.browser.test_offline import READY
from tests.browser.watching import until

PAGES = {
    "/you/safety-plan/": "My safety plan",
    "/you/hope/": "My hope shelf",
    "/you/wellness-plan/": "My wellness plan",
}


def fill_in(page: Page, mark: str) -> None:
    """Somebody with a safety plan, a wellness plan, words and a picture on their shelf."""
    page.goto("/you/safety-plan/")
    page.get_by_label("What it is like when it begins").fill(f"Nights {mark}")
    page.get_by_role("button", name="Keep my plan").click()
    expect(page.get_by_text("Your plan is kept.")).to_be_visible()
    page.goto("/you/wellness-plan/edit/")
    page.get_by_label("What I am like when I am well").fill(f"Humming {mark}")
    page.get_by_role("button", name="Keep my plan").click()
    expect(page.get_by_text(f"Humming {mark}")).to_be_visible()
    page.goto("/plan/begin/")
    page.get_by_label("In your own words").fill(f"Walk to the river {mark}")
    page.get_by_role("button", name="Put it into my plan").click()
    expect(page.get_by_text(f"Walk to the river {mark}")).to_be_visible()
    page.goto("/you/hope/words/")
    page.get_by_label("The words, or which song it is").fill(f"It passed before {mark}")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text(f"It passed before {mark}")).to_be_visible()
    page.goto("/you/hope/pictures/")
    page.get_by_label("The picture").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.get_by_label("What is in it").fill("The lake in March")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_alt_text("The lake in March")).to_be_visible()


def turn_on(page: Page) -> None:
    page.goto("/you/on-this-device/")
    expect(page.get_by_text("It is off for this device.")).to_be_visible()
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.get_by_text("Kept. These pages open here without a network now.")).to_be_visible()
    page.evaluate(READY)


def names(page: Page, beginning: str) -> list[str]:
    """What lies on the device, by name."""
    found = page.evaluate(
        """beginning => new Promise(done => { const asking = indexedDB.open("hearten");
        asking.onsuccess = () => { const all = asking.result.transaction("kept").objectStore("kept").getAllKeys();
          all.onsuccess = () => {
            asking.result.close();
            done(all.result.filter(name => name.startsWith(beginning)));
          }; } })""",
        beginning,
    )
    return list(found)


def someone(come: Come, name: str) -> Page:
    page = come()
    join_site(page, name)
    return page


def test_after_one_visit_each_page_opens_without_a_network(come: Come) -> None:
    page = someone(come, "Rowan Kept")
    fill_in(page, "rowan")
    turn_on(page)
    keep(page, "kept-device")
    page.goto("/")
    page.context.set_offline(True)
    for address, title in PAGES.items():
        page.goto(address)
        expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
        expect(page.get_by_text("There is no network just now.")).to_be_visible()
    page.goto("/you/safety-plan/")
    expect(page.get_by_label("What it is like when it begins")).to_have_value("Nights rowan")
    keep(page, "kept-safety")
    page.goto("/you/hope/")
    expect(page.get_by_text("It passed before rowan")).to_be_visible()
    picture = page.get_by_alt_text("The lake in March")
    until(page, lambda: picture.evaluate("one => one.naturalWidth > 0"), "the picture is shown")
    keep(page, "kept-hope")
    page.goto("/you/wellness-plan/")
    expect(page.get_by_label("What I am like when I am well")).to_have_value("Humming rowan")
    keep(page, "kept-wellness")
    page.goto("/plan/")
    expect(page.get_by_role("heading", name="My plan", level=1)).to_be_visible()
    expect(page.get_by_text("Walk to the river rowan")).to_be_visible()
    keep(page, "kept-plan")
    expect(page.get_by_role("button", name="Done today")).to_have_count(1)
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=1))
    page.reload()
    expect(page.get_by_text("What belongs to today comes when there is a network.")).to_be_visible()
    expect(page.get_by_text("Walk to the river rowan")).to_be_visible()
    expect(page.get_by_role("button", name="Done today")).to_have_count(0)
    page.get_by_role("link", name="Help now").first.click()
    expect(page.get_by_role("heading", name="Help now", level=1)).to_be_visible()
    keep(page, "kept-help-now")
    page.goto("/groups/")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()


def test_what_is_kept_is_sealed_and_off_until_turned_on(come: Come) -> None:
    page = someone(come, "Birch Kept")
    fill_in(page, "birch")
    page.goto("/")
    assert names(page, "pages") == [] and names(page, "keeping") == []
    turn_on(page)
    until(page, lambda: names(page, "picture:") != [], "the picture was kept")
    databases, strings = page.evaluate(STORED)
    assert '{"key":"AES-GCM","extractable":false}' in databases
    for words in ("Nights birch", "Humming birch", "It passed before", "RIFF"):
        assert words not in databases and words not in strings
    page.get_by_role("button", name="Take everything off this device").click()
    expect(page.get_by_text("Everything is off this device.")).to_be_visible()
    assert [names(page, what) for what in ("pages", "picture:", "keeping")] == [[], [], []]


def test_what_is_changed_without_a_network_arrives_once(site: Site, come: Come) -> None:
    page = someone(come, "Alder Kept")
    fill_in(page, "alder")
    turn_on(page)
    page.context.set_offline(True)
    page.goto("/you/safety-plan/")
    page.get_by_label("What I can do by myself").fill("Count the steps to the river.")
    page.get_by_role("button", name="Keep my changes").click()
    expect(page.get_by_text("It goes on its way by itself")).to_be_visible()
    page.goto("/you/hope/")
    page.get_by_label("Words for my shelf").fill("The river is still there.")
    page.get_by_role("button", name="Put them on my shelf").click()
    expect(page.get_by_text("The river is still there.")).to_be_visible()
    page.goto("/plan/")
    page.get_by_role("button", name="Done today").click()
    expect(page.get_by_role("button", name="Done", exact=True)).to_be_disabled()
    page.goto("/you/safety-plan/")
    expect(page.get_by_label("What I can do by myself")).to_have_value("Count the steps to the river.")
    page.goto("about:blank")  # with the network the page that stands there would load itself anew
    page.context.set_offline(False)
    page.goto("/")
    until(page, lambda: names(page, "change:") == [], "what waited was sent")
    page.goto("/you/safety-plan/")
    expect(page.get_by_label("What I can do by myself")).to_have_value("Count the steps to the river.")
    expect(page.get_by_label("What it is like when it begins")).to_have_value("Nights alder")
    done = "SELECT count(*) FROM plans_mark k JOIN members_profile p ON p.member_id = k.member_id WHERE p.name = %s"
    assert site.read(done, "Alder Kept") == [(1,)]
    page.goto("/you/hope/")
    expect(page.get_by_text("The river is still there.")).to_have_count(1)
    page.reload()
    expect(page.get_by_text("The river is still there.")).to_have_count(1)


def test_a_refused_change_lies_aside_and_both_versions_wait(come: Come) -> None:
    page, desk = (first := someone(come, "Hazel Kept")), come()
    desk.context.add_cookies(first.context.cookies())  # the same person at another device
    fill_in(page, "hazel")
    turn_on(page)
    page.context.set_offline(True)
    page.goto("/you/wellness-plan/")
    page.get_by_label("What I am like when I am well").fill("x" * 2001)
    page.get_by_role("button", name="Keep my changes").click()
    expect(page.get_by_text("It goes on its way by itself")).to_be_visible()
    page.goto("/you/safety-plan/")
    page.get_by_label("What it is like when it begins").fill("From the train")
    page.get_by_role("button", name="Keep my changes").click()
    expect(page.get_by_text("It goes on its way by itself")).to_be_visible()
    desk.goto("/you/safety-plan/")
    desk.get_by_label("What it is like when it begins").fill("From the desk")
    desk.get_by_role("button", name="Keep my plan").click()
    expect(desk.get_by_text("Your plan is kept.")).to_be_visible()
    page.goto("about:blank")  # with the network the page that stands there would load itself anew
    page.context.set_offline(False)
    page.goto("/")
    until(page, lambda: names(page, "change:") == [], "nothing waits behind what was refused")
    assert len(names(page, "refused:")) == 1
    page.goto("/you/two-versions/")
    expect(page.get_by_text("From the desk")).to_be_visible()
    expect(page.get_by_text("From the train")).to_be_visible()
    keep(page, "kept-two-versions")
    page.context.set_offline(True)
    page.goto("/you/wellness-plan/")
    expect(page.get_by_text("x" * 2001)).to_have_count(1)  # with its words, until its person lets it go
    page.get_by_role("button", name="Let it go").click()
    until(page, lambda: names(page, "refused:") == [], "it was let go")


def test_signing_out_without_a_network_hides_everything_and_destroys_the_key(site: Site, come: Come) -> None:
    page = someone(come, "Rue Kept")
    fill_in(page, "rue")
    turn_on(page)
    other = page.context.new_page()
    page.context.set_offline(True)
    other.goto("/you/hope/")
    expect(other.get_by_text("It passed before rue")).to_be_visible()
    page.goto("/you/safety-plan/")
    expect(page.get_by_label("What it is like when it begins")).to_have_value("Nights rue")
    page.get_by_role("button", name="Sign out, and take everything off this device").click()
    for tab in (page, other):
        expect(tab.get_by_text("Nothing is kept on this device.")).to_be_visible()
        expect(tab.get_by_text("rue")).to_have_count(0)
    databases, _strings = page.evaluate(STORED)
    assert "AES-GCM" not in databases and "sealed" not in databases
    page.goto("/you/wellness-plan/")
    expect(page.get_by_text("Nothing is kept on this device.")).to_be_visible()
    page.context.set_offline(False)
    page.goto("/you/")  # the first page with a network tells the server, before it shows anything
    page.wait_for_url(f"{site.url}/")
    page.goto("/you/")
    page.wait_for_url(re.compile("/sign-in/"))


def test_another_member_on_the_device_sees_nothing_and_sends_nothing(site: Site, come: Come) -> None:
    page = someone(come, "Linden Kept")
    fill_in(page, "linden")
    turn_on(page)
    page.context.set_offline(True)
    page.goto("/you/safety-plan/")
    page.get_by_label("What I can do by myself").fill("For nobody else.")
    page.get_by_role("button", name="Keep my changes").click()
    expect(page.get_by_text("It goes on its way by itself")).to_be_visible()
    page.context.clear_cookies()  # it ran out before there was a network: else it is sent as Linden, rightly
    page.context.set_offline(False)
    sign_in(page, site, "Ben")
    page.goto("/you/safety-plan/")
    until(page, lambda: names(page, "") == [], "what lay there is gone")
    expect(page.get_by_label("What I can do by myself")).to_have_value("")
    page.context.set_offline(True)
    page.goto("/you/hope/")
    expect(page.get_by_text("Nothing is kept on this device.")).to_be_visible()
    assert site.read("SELECT count(*) FROM wellness_change c JOIN members_profile p ON p.member_id = c.member_id "
                     "WHERE p.name = %s", "Ben") == [(0,)]  # fmt: skip


def test_an_old_tab_writes_nothing_into_what_is_another_members_now(site: Site, come: Come) -> None:
    old = someone(come, "Spruce Kept")
    old.goto("/you/safety-plan/")
    old.get_by_label("What I can do by myself").fill("Begun by Spruce.")
    until(old, lambda: names(old, "safety-plan") != [], "the draft was kept")
    old.context.clear_cookies()
    page = old.context.new_page()
    sign_in(page, site, "Ben")
    until(page, lambda: names(page, "safety-plan") == [], "it went when another one came")
    page.goto("/you/hope/words/")
    page.get_by_label("The words, or which song it is").fill("A tab of the same member goes on.")
    until(page, lambda: names(page, "") != [], "Ben's draft is kept")
    held = names(page, "")
    old.get_by_label("What I can do by myself").fill("Still typed by Spruce.")
    old.evaluate("() => dispatchEvent(new Event('pagehide'))")
    old.wait_for_timeout(700)  # past the moment in which a draft is kept
    assert names(page, "") == held, "nothing of the old tab lies there"
    page.goto("/you/safety-plan/")
    page.get_by_label("What I can do by myself").fill("Begun by Ben.")
    until(page, lambda: names(page, "safety-plan") != [], "his draft has the same name")
    old.get_by_label("What I can do by myself").fill("")
    old.evaluate("() => dispatchEvent(new Event('pagehide'))")
    old.wait_for_timeout(700)
    assert names(page, "safety-plan") != [], "the old tab takes nothing away"


def test_a_page_that_is_older_than_what_waited_shows_it_anew(come: Come) -> None:
    page = someone(come, "Larch Kept")
    fill_in(page, "larch")
    turn_on(page)
    page.context.set_offline(True)
    page.goto("/you/safety-plan/")
    page.get_by_label("What I can do by myself").fill("Written on the train.")
    page.get_by_role("button", name="Keep my changes").click()
    expect(page.get_by_text("It goes on its way by itself")).to_be_visible()
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto("/you/safety-plan/")  # the server does not know of it yet, and says what was there before
    expect(page.get_by_role("button", name="Keep my plan")).to_be_visible()
    expect(page.get_by_label("What I can do by myself")).to_have_value("Written on the train.")
    page.get_by_label("What it is like when it begins").fill("Nights, and Sundays.")
    page.get_by_role("button", name="Keep my plan").click()
    expect(page.get_by_text("Your plan is kept.")).to_be_visible()
    expect(page.get_by_label("What I can do by myself")).to_have_value("Written on the train.")


def test_a_device_that_others_use_keeps_nothing(come: Come) -> None:
    page = someone(come, "Elm Kept")
    fill_in(page, "elm")
    turn_on(page)
    page.goto("/you/look/")
    page.get_by_label("I use a device that other people use too").check()
    page.get_by_role("main").get_by_role("button").click()
    page.goto("/you/on-this-device/")
    expect(page.get_by_text("So nothing is kept here.")).to_be_visible()
    expect(page.get_by_role("button", name="Keep on this device")).to_have_count(0)
    until(page, lambda: names(page, "") == [], "everything is off the device")
    databases, _strings = page.evaluate(STORED)
    assert "AES-GCM" not in databases


def refuse_to_keep(page: Page) -> None:
    page.add_init_script(
        "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    )


def test_where_the_browser_keeps_nothing_the_words_stay_and_a_sentence_says_so(come: Come) -> None:
    page = someone(come, "Oak Kept")
    fill_in(page, "oak")
    turn_on(page)
    page.context.set_offline(True)
    refuse_to_keep(page)
    page.goto("/you/safety-plan/")
    page.get_by_label("What I can do by myself").fill("Sit on the step.")
    page.get_by_role("button", name="Keep my changes").click()
    expect(page.get_by_text("This device could not keep it.")).to_be_visible()
    expect(page.get_by_label("What I can do by myself")).to_have_value("Sit on the step.")


def test_drafts_are_their_writers_and_never_undo_what_is_newer(site: Site, come: Come) -> None:
    page, desk = (first := someone(come, "Yew Kept")), come()
    desk.context.add_cookies(first.context.cookies())
    fill_in(page, "yew")
    page.goto("/you/safety-plan/")
    page.get_by_label("What I can do by myself").fill("Begun on the phone")
    until(page, lambda: names(page, "safety-plan") != [], "the draft was kept")
    desk.goto("/you/safety-plan/")
    desk.get_by_label("What I can do by myself").fill("Finished at the desk")
    desk.get_by_role("button", name="Keep my plan").click()
    expect(desk.get_by_text("Your plan is kept.")).to_be_visible()
    page.goto("/you/safety-plan/")
    expect(page.get_by_label("What I can do by myself")).to_have_value("Finished at the desk")
    expect(page.get_by_text("Begun on the phone")).to_be_visible()
    keep(page, "kept-draft-beside")
    page.get_by_role("button", name="Let them go").click()
    expect(page.get_by_text("Begun on the phone")).to_have_count(0)
    page.get_by_label("What I can do by myself").fill("Nobody else may read this")
    until(page, lambda: names(page, "safety-plan") != [], "the draft was kept")
    page.context.clear_cookies()
    sign_in(page, site, "Ben")
    page.goto("/you/safety-plan/")
    until(page, lambda: names(page, "safety-plan") == [], "another member's draft is gone")
    expect(page.get_by_label("What I can do by myself")).not_to_have_value("Nobody else may read this")


def test_looking_alone_keeps_no_draft(come: Come) -> None:
    page = someone(come, "Ash Kept")
    fill_in(page, "ash")
    page.goto("/you/safety-plan/")
    page.goto("/")
    assert names(page, "safety-plan") == []
