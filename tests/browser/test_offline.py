"""Without a network: help is there, everything else says so calmly, and the device kept nobody's words."""

from playwright.sync_api import Page, expect

from tests.browser.by_form import begin
from tests.browser.conftest import Come
from tests.browser.site import Site

# Ready: the copy is on the device, and the worker answers for this page.
READY = """async () => {
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller)
    await new Promise(done => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
}"""
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) found.push([asked.url, await (await cache.match(asked)).text()]);
  }
  return found;
}"""


def go_offline(page: Page) -> None:
    page.evaluate(READY)
    page.context.set_offline(True)


def test_help_is_there_without_a_network_after_one_visit_to_any_page(come: Come) -> None:
    page = come()
    page.goto("/groups/")
    go_offline(page)
    page.get_by_role("link", name="Help now").first.click()
    expect(page.get_by_role("heading", name="Help now", level=1)).to_be_visible()
    page.get_by_label("Your country").select_option(label="Ireland")
    page.get_by_role("button", name="Show the lines there").click()
    expect(page.get_by_role("heading", name="Ireland")).to_be_visible()
    expect(page.get_by_role("link", name="999").first).to_be_visible()
    assert page.evaluate("() => getComputedStyle(document.querySelector('.help-now')).fontWeight") == "600"  # styled


def test_any_other_page_says_calmly_that_there_is_no_network(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto("/")
    go_offline(page)
    for address in ("/groups/", site.thread(site.ids["busy"]), "/you/"):
        page.goto(address)
        expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Help now").click()
    expect(page.get_by_role("heading", name="Help now", level=1)).to_be_visible()
    page.context.set_offline(False)
    page.goto("/you/")
    expect(page.get_by_role("heading", name="Ben", exact=True)).to_be_visible()


def test_the_device_keeps_nobodys_words(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(site.thread(begin(page, site.group("low-days"), "Kept nowhere", "Words of mine, in no cache.")))
    page.evaluate(READY)
    for address in ("/", site.group("low-days"), "/help-now/"):
        page.goto(address)
    kept = dict(page.evaluate(KEPT))
    pages = sorted(address.removeprefix(site.url) for address in kept if "/static/" not in address)
    assert pages == ["/help-now/", "/kept/", "/offline/"], "the same for everybody"
    for address, text in kept.items():
        for words in ("Kept nowhere", "in no cache", "Low days", "Ben", ">You</a>"):
            assert words not in text, f"{words} in {address}"
    assert "Sign in" in kept[f"{site.url}/help-now/"]
