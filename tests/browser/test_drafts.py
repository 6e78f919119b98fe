"""What somebody has begun to write: kept on their device alone, sealed, and gone when they sign out."""

from playwright.sync_api import Page, expect

from tests.browser.by_form import act, begin, join_group, join_site
from tests.browser.conftest import Come, sign_in
from tests.browser.site import Site
from tests.browser.watching import until

NUMBER = "Ring me on 07700 900456 if you like."
WORDS = "Nobody knows yet that I am writing this."
# Everything in every database of this site, with bytes as letters; keys say whether a script could read them out.
STORED = """async () => {
  const opened = asking => new Promise((yes, no) => {
    asking.onsuccess = () => yes(asking.result);
    asking.onerror = no;
  });
  const plain = value => {
    if (value instanceof CryptoKey) return { key: value.algorithm.name, extractable: value.extractable };
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer ?? value);
      return String.fromCharCode(...bytes) + new TextDecoder("utf-16le").decode(bytes);
    }
    if (!value || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, plain(held)]));
  };
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await opened(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const held = database.transaction(store).objectStore(store);
      found.push(...(await opened(held.getAll())).map(plain));
    }
    database.close();
  }
  return [JSON.stringify(found), JSON.stringify({ ...localStorage, ...sessionStorage })];
}"""
# A store that takes each thing, and takes it back when the transaction is to end, as one does that is full.
FULL_AT_THE_END = """globalThis.tookBack = 0;
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (value, name) {
  const asking = put.call(this, value, name);
  if (this.name === "kept") asking.addEventListener("success", () => {
    this.transaction.abort();
    globalThis.tookBack += 1;
  });
  return asking;
};"""

# A device that answers nothing of what it has kept before `letItRead()`.
SLOW = """const open = IDBFactory.prototype.open;
const mayRead = new Promise((yes) => { globalThis.letItRead = yes; });
IDBFactory.prototype.open = function (...named) {
  const asking = open.apply(this, named), answered = {};
  const answer = (name) => { answered.result = asking.result; answered[name]?.(); };
  asking.onupgradeneeded = () => answer("onupgradeneeded");
  asking.onsuccess = () => mayRead.then(() => answer("onsuccess"));
  return answered;
};"""


def write_before_it_is_read(page: Page, words: str) -> None:
    """Write, be quiet for longer than a draft waits for, and only then let the device read what it has."""
    page.get_by_label("Your words").fill(words)
    page.wait_for_timeout(600)
    page.evaluate("() => letItRead()")


def write(page: Page, words: str = WORDS) -> None:
    page.locator("#reply").get_by_label("Your words").fill(words)
    expect(page.get_by_text("Kept on this device")).to_be_visible()


def wait_until_forgotten(page: Page) -> None:
    """The page after a form was sent takes the draft away."""
    until(page, lambda: "sealed" not in page.evaluate(STORED)[0], "the draft was forgotten")


def test_a_draft_is_sealed_where_it_lies(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(site.thread(begin(page, site.group("low-days"), "A sealed draft")))
    write(page)
    databases, strings = page.evaluate(STORED)
    assert '"sealed"' in databases
    assert '{"key":"AES-GCM","extractable":false}' in databases
    for part in (WORDS, "Nobody knows", "I am writing"):
        assert part not in databases
        assert part not in strings


def test_signing_out_takes_drafts_along(site: Site, come: Come) -> None:
    page = come()
    sign_in(page, site, "Ben")
    address = site.thread(begin(page, site.group("low-days"), "A draft left behind"))
    page.goto(address)
    write(page)
    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{site.url}/")
    databases, strings = page.evaluate(STORED)
    assert "sealed" not in databases
    assert WORDS not in strings
    sign_in(page, site, "Ben")
    page.goto(address)
    expect(page.locator("#reply").get_by_label("Your words")).to_have_value("")


def test_what_was_sent_is_no_draft_any_more(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(site.thread(begin(page, site.group("low-days"), "A draft that was sent")))
    write(page)
    page.get_by_role("button", name="Reply").click()
    expect(page.locator("article", has_text=WORDS)).to_have_count(1)
    page.reload()
    expect(page.locator("#reply").get_by_label("Your words")).to_have_value("")


def test_after_one_conversation_comes_another(site: Site, come: Come) -> None:
    page, group = come("Ben"), site.group("low-days")
    for number in ("first", "second"):
        page.goto(f"{group}write/")
        expect(page.get_by_label("A few words as a title")).to_have_value("")
        expect(page.get_by_label("Your words")).to_have_value("")
        page.get_by_label("A few words as a title").fill(f"The {number} of two")
        page.get_by_label("Your words").fill(f"What the {number} is about.")
        expect(page.get_by_text("Kept on this device")).to_be_visible()
        page.get_by_label("Just hear me").check()
        page.get_by_role("button", name="Post to the group").click()
        expect(page.get_by_role("heading", name=f"The {number} of two")).to_be_visible()
        wait_until_forgotten(page)
    assert site.read("SELECT count(*) FROM threads_thread WHERE title LIKE %s", "The % of two") == [(2,)]


def test_a_change_made_elsewhere_is_not_undone_by_an_old_draft(site: Site, come: Come) -> None:
    page, phone = come("Ben"), come("Ben")
    thread = begin(page, site.group("low-days"), "Two devices", "As it was written first.")
    page.goto(site.thread(thread))
    post = str(page.locator("article").get_attribute("id")).removeprefix("p-")
    page.goto(f"/posts/{post}/edit/")
    page.get_by_label("Your words").fill("As it was changed at the desk.")
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_text("As it was changed at the desk.")).to_be_visible()
    wait_until_forgotten(page)
    act(phone, thread, post, "edit", body="As it was changed on the phone.", title="Two devices", wish="listen")
    page.goto(f"/posts/{post}/edit/")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_label("Your words")).to_have_value("As it was changed on the phone.")


def test_a_conversation_that_needs_another_look_is_still_a_draft(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(f"{site.group('low-days')}write/")
    page.get_by_label("Your words").fill(WORDS)
    page.get_by_role("button", name="Post to the group").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    page.goto(f"{site.group('low-days')}write/")
    expect(page.get_by_label("Your words")).to_have_value(WORDS)


def test_a_device_that_others_use_keeps_nothing(site: Site, come: Come) -> None:
    page = come()
    join_site(page, "In the library")
    page.goto("/you/look/")
    page.get_by_label("I use a device that other people use too").check()
    page.get_by_role("main").get_by_role("button").click()
    join_group(page, site.group("low-days"), "In the library")
    page.goto(f"{site.group('low-days')}write/")
    page.get_by_label("Your words").fill(WORDS)
    until(page, lambda: page.evaluate("() => document.querySelector('form[data-draft]').keeping"), "a draft was due")
    page.wait_for_load_state("networkidle")
    assert "sealed" not in page.evaluate(STORED)[0]
    assert (
        page.evaluate("async () => [...await caches.keys(), ...await navigator.serviceWorker.getRegistrations()]") == []
    )


def test_a_note_before_sending_leaves_the_draft(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(f"{site.group('low-days')}write/")
    page.get_by_label("A few words as a title").fill("A number")
    page.get_by_label("Your words").fill(NUMBER)
    page.get_by_label("Just hear me").check()
    page.get_by_role("button", name="Post to the group").click()
    expect(page.locator("[data-notes]")).to_be_visible()
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    page.goto("/help-now/")
    page.goto(f"{site.group('low-days')}write/")
    expect(page.get_by_label("Your words")).to_have_value(NUMBER)


def test_kept_is_said_only_when_it_is_kept(site: Site, come: Come) -> None:
    page = come("Ben")
    page.add_init_script(FULL_AT_THE_END)
    page.goto(f"{site.group('low-days')}write/")
    page.get_by_label("Your words").fill(WORDS)
    until(page, lambda: page.evaluate("() => globalThis.tookBack > 0"), "it was taken, and taken back")
    page.wait_for_timeout(500)  # past the moment in which it would be said
    assert "sealed" not in page.evaluate(STORED)[0]
    expect(page.get_by_text("Kept on this device")).to_have_count(0)


def test_what_is_written_before_the_device_was_read_is_kept(site: Site, come: Come) -> None:
    page = come("Ben")
    page.add_init_script(SLOW)
    page.goto(f"{site.group('low-days')}write/")
    write_before_it_is_read(page, WORDS)
    expect(page.get_by_text("Kept on this device")).to_be_visible()


def test_what_is_written_before_the_device_was_read_takes_no_drafts_place(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(f"{site.group('low-days')}write/")
    page.get_by_label("Your words").fill(WORDS)
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    page.add_init_script(SLOW)
    page.goto(f"{site.group('low-days')}write/")
    write_before_it_is_read(page, "Something else")
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_label("Your words")).to_have_value("Something else")
    page.get_by_label("Your words").fill("Something else, and more")
    until(page, lambda: "sealed" in page.evaluate(STORED)[0], "the newer words are kept, too")
    page.wait_for_timeout(600)
    page.goto("/help-now/")
    page.goto(f"{site.group('low-days')}write/")
    page.evaluate("() => letItRead()")
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_label("Your words")).to_have_value("Something else, and more")
    page.get_by_role("button", name="Put these words into the box").click()
    expect(page.get_by_label("Your words")).to_have_value(f"Something else, and more\n\n{WORDS}")
    expect(page.get_by_text("You began to write this on this device.")).to_have_count(0)


def test_space_that_the_server_takes_away_is_no_change_from_elsewhere(come: Come) -> None:
    page = come()
    join_site(page, "Sage Draft")
    page.goto("/you/safety-plan/")
    page.get_by_label("What I can do by myself").fill("Walk to the lake.\n")
    until(page, lambda: "sealed" in page.evaluate(STORED)[0], "the draft was kept")
    page.get_by_role("button", name="Keep my plan").click()
    expect(page.get_by_text("Your plan is kept.")).to_be_visible()
    wait_until_forgotten(page)
    expect(page.get_by_text("Since then it was changed elsewhere")).to_have_count(0)
    expect(page.get_by_label("What I can do by myself")).to_have_value("Walk to the lake.")
