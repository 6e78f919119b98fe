"""By keyboard alone: every step of the way, with the focus in sight at every stop."""

from playwright.sync_api import Page, expect

from tests.browser.by_form import PASSPHRASE, begin, join_site
from tests.browser.conftest import Come
from tests.browser.site import Site

MOST_STOPS = 150
# Where the focus is, what it is called, and what is wrong with how it looks there. A ring may be drawn on the label.
# A page that glides to the focus is given a second to arrive.
STOP = """async () => {
  const here = document.activeElement;
  if (!here || here === document.body) return { name: "", inside: [] };
  const shapes = [here, ...(here.labels ?? [])];
  const looks = shapes.map(one => getComputedStyle(one));
  const ringed = looks.some(look => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2);
  const inSight = () => shapes.some(one => [...one.getClientRects()].some(box => {
    const x = (box.left + box.right) / 2, y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(x, y);
    return top && (shapes.some(shape => shape.contains(top)) || top.contains(one) && top.closest("main"));
  }));
  let seen = inSight();
  for (let frame = 0; !seen && frame < 60; frame++) {
    await new Promise(resolve => requestAnimationFrame(resolve));
    seen = inSight();
  }
  const wrong = !ringed ? "no ring" : !seen ? "out of sight" : "";
  const name = (here.ariaLabel ?? here.labels?.[0]?.textContent ?? here.textContent).replace(/\\s+/g, " ").trim();
  const inside = [];
  for (let one = here; one; one = one.parentElement) if (one.id) inside.push(one.id);
  return { name, inside, wrong: wrong && `${wrong}: ${here.outerHTML.slice(0, 120)}` };
}"""


class Keys:
    """Hands that have a keyboard only."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str, within: str = "", key: str = "Tab") -> None:
        """Go on to what is called `name`; every stop on the way must be seen."""
        passed = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press(key)
            stop = self.page.evaluate(STOP)
            assert not stop.get("wrong"), stop["wrong"]
            passed.append(stop["name"])
            if stop["name"].startswith(name) and (not within or within in stop["inside"]):
                return
        raise AssertionError(f"{name} is not among {passed}")

    def follow(self, name: str, within: str = "") -> None:
        """Go on to a link or a button that leads to another page, and follow it there."""
        self.to(name, within)
        with self.page.expect_event("domcontentloaded"):
            self.press("Enter")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def type(self, name: str, words: str, within: str = "") -> None:
        self.to(name, within)
        self.page.keyboard.type(words)


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name).first).to_be_visible()


def test_coming_in_by_keyboard(site: Site, come: Come) -> None:
    join_site(come(), "Only keys")
    page = come(reduced_motion="reduce")
    keys = Keys(page)
    page.goto("/")
    keys.follow("Sign in")
    heading(page, "Sign in")
    keys.type("Your name here", "Only keys")
    keys.type("Your passphrase", PASSPHRASE)
    keys.press("Enter")
    heading(page, "Hello Only keys")
    keys.follow("Groups")
    keys.to("More ways to choose")
    keys.press("Enter")
    keys.to("Shared experience")
    page.keyboard.type("depression")
    keys.follow("Search")
    expect(page.get_by_role("status").filter(has_text="1 group")).to_be_visible()
    keys.follow("Low days and getting up again")
    keys.follow("Join this group")
    keys.to("I agree")
    keys.press("Space")
    keys.follow("Join the group")
    keys.follow("Write something")
    keys.type("A few words as a title", "Typed and never clicked")
    keys.type("Your words", "My hand does not like the mouse today.")
    keys.to("Just hear me")
    keys.press("Space")
    keys.press("ArrowRight")
    keys.follow("Post to the group")
    heading(page, "Typed and never clicked")
    expect(page.get_by_text("What would help: Similar stories")).to_be_visible()


def test_answering_by_keyboard(site: Site, come: Come) -> None:
    page, ada = come("Ben", reduced_motion="reduce"), come("Ada")
    page.goto(site.thread(begin(ada, site.group("low-days"), "To answer by keys", "Has anybody slept?")))
    opening = str(page.locator("article").get_attribute("id"))
    keys = Keys(page)
    keys.to("Same here", within=opening)
    keys.press("Space")
    expect(page.get_by_text("Ben has been there too.")).to_be_visible()
    expect(page.get_by_role("button", name="Same here")).to_be_focused()
    expect(page.get_by_role("button", name="Same here")).to_have_attribute("aria-pressed", "true")
    keys.press("Enter")
    expect(page.get_by_text("Ben has been there too.")).to_have_count(0)

    keys.to("Say what you heard")
    keys.press("Space")
    keys.press("ArrowRight")
    expect(page.get_by_label("Ask an open question")).to_be_checked()
    keys.type("Your words", "Not here. What were the hours like for you?", within="reply")
    keys.to("Reply", within="reply")
    keys.press("Enter")
    reply = page.locator("article", has_text="Not here.")
    expect(reply).to_have_count(1)
    page.evaluate("() => document.activeElement.blur()")
    keys.follow("More", within=str(reply.get_attribute("id")))
    heading(page, "This post")
    keys.follow("Take these words back")
    heading(page, "Take these words back?")
    keys.follow("Take them back")
    expect(page.get_by_text("The writer took these words back.")).to_be_visible()


def test_help_and_leaving_by_keyboard(come: Come) -> None:
    page = come("Ben", reduced_motion="reduce")
    page.context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="An encyclopedia"))
    keys = Keys(page)
    page.goto("/you/")
    keys.follow("Help now")
    heading(page, "Help now")
    keys.to("What such a call is like")
    keys.press("Enter")
    expect(page.get_by_text("A person answers.")).to_be_visible()
    keys.to("Leave this page", key="Shift+Tab")
    keys.press("Enter")
    expect(page.get_by_text("An encyclopedia")).to_be_visible()


def test_the_first_stop_skips_to_the_page(site: Site, come: Come) -> None:
    page = come("Ben", reduced_motion="reduce")
    keys = Keys(page)
    page.goto(site.thread(site.ids["busy"]))
    keys.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
    keys.press("Enter")
    expect(page.locator("main")).to_be_focused()
    keys.to("Low days and getting up again")


def test_every_stop_of_a_long_conversation_is_in_sight_on_a_phone(site: Site, come: Come) -> None:
    page = come("Ben", reduced_motion="reduce", viewport={"width": 360, "height": 640})
    page.goto(site.thread(site.ids["busy"]))
    Keys(page).to("Who sees what")
