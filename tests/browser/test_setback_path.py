"""After a setback, and early signs: on a small screen, without script, by keyboard alone. Help is beside every step."""

import re

from playwright.sync_api import Page, expect

from tests.browser.by_form import join_site
from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys, heading

SMALL = {"width": 320, "height": 640}
BLAME = re.compile(r"relapse|fail|streak|days since|start over|you should|weak|lapse|gave up|clean\b|why did", re.I)


def step(page: Page, title: str) -> None:
    """One page of the way: it says where one is, help is in it, nothing is wider than the screen, nobody is blamed."""
    heading(page, title)
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="Help now").first).to_be_visible()
    expect(page.locator(".always .help-now")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), title
    assert BLAME.search(main.inner_text()) is None, title


def by_keys(come: Come, name: str) -> tuple[Page, Keys]:
    page = come(java_script_enabled=False, viewport=SMALL, reduced_motion="reduce")
    join_site(page, name)
    return page, Keys(page)


def test_after_a_setback_by_keyboard_alone(come: Come) -> None:
    page, keys = by_keys(come, "Yarrow Path")
    page.goto("/")
    keys.follow("I had a setback")
    step(page, "I had a setback")
    assert page.evaluate("document.querySelector('main .cluster a').getBoundingClientRect().bottom < innerHeight")
    keys.type("What would be good in the next hour", "Quiet, and tea.")
    keys.type("What helped before, even a little", "A shower.")
    keys.follow("Go on")
    step(page, "You are still on your way")
    assert page.evaluate("document.querySelector('main .cluster a').getBoundingClientRect().bottom < innerHeight")
    expect(page.get_by_text("Quiet, and tea.")).to_be_visible()
    keys.follow("What I wrote after setbacks")
    step(page, "What I wrote after setbacks")
    keys.follow("I had a setback", within="main")
    step(page, "I had a setback")
    expect(page.get_by_text("A shower.")).to_be_visible()
    keys.follow("Go on")  # nothing is written: that is enough
    step(page, "You are still on your way")
    keys.follow("I need company")
    heading(page, "Company")
    page.go_back()
    keys.follow("Help now", within="main")
    heading(page, "Help now")


def asked(site: Site, name: str) -> str:
    """The question that this person is asked next comes now."""
    due = """UPDATE wellness_look l SET due_at = now() - interval '1 minute', told_at = now() FROM members_profile p
        WHERE p.member_id = l.member_id AND p.name = %s AND l.answered_at IS NULL RETURNING l.id"""
    return f"/you/signs/{site.read(due, name)[0][0]}/"


def test_early_signs_by_keyboard_alone(site: Site, come: Come) -> None:
    page, keys = by_keys(come, "Betony Path")
    page.goto("/you/wellness-plan/edit/")
    keys.type("Early signs that it is starting", "I stop humming.")
    keys.type("What I do when I see them", "I call my aunt.")
    keys.follow("Keep my plan")
    heading(page, "My wellness plan")
    keys.follow("Ask me")
    heading(page, "My wellness plan")
    page.goto(asked(site, "Betony Path"))
    step(page, "How is it just now?")
    keys.follow("I see early signs")
    step(page, "Thank you. That is all.")
    expect(page.get_by_text("I call my aunt.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="I need company")).to_be_visible()


def test_an_answer_for_which_the_plan_has_nothing_says_so_and_offers_help(site: Site, come: Come) -> None:
    page, keys = by_keys(come, "Campion Path")
    page.goto("/you/wellness-plan/")
    keys.follow("Ask me")
    address = asked(site, "Campion Path")
    page.goto(address)
    keys.follow("It is bad")
    step(page, "Thank you. That is all.")
    expect(page.get_by_text("That part of your plan is empty so far.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="My safety plan")).to_be_visible()
    seen = come()
    seen.context.add_cookies(page.context.cookies())
    for number, where in enumerate((address, "/you/setback/", "/you/setbacks/")):
        seen.goto(where)
        keep(seen, f"path-{number}")
