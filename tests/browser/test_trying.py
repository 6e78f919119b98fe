"""Trying a card in a browser: taken along, asked about by keyboard, answered with one tap, and stopped."""

import re
import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import ROOT, Site
from tests.browser.test_keyboard import Keys

# A card of Ada's, made as the keeper.
CARD = """
import tests.meetings.scene
import django
django.setup()
from hearten.groups.models import Group, Membership
from hearten.kernel.clock import now
from hearten.library.tests.tries import card
group = Group.objects.using("keeper").get(slug="low-days")
place = Membership.objects.using("keeper").filter(group=group, role="facilitator").first()
print(card(group, place, now(), title="A lamp by the door, lit before I leave").id)
"""
# Two weeks go by: what Ben was to be asked by then is due.
DUE = """
import tests.meetings.scene
import django
django.setup()
from datetime import timedelta
from hearten.kernel.clock import now
from hearten.library.models import CheckBack
assert CheckBack.objects.using("keeper").filter(days__in=[3, 14]).update(due_at=now() - timedelta(hours=1)) == 2
print(CheckBack.objects.using("keeper").get(days=14).id)
"""


def on_the_server(site: Site, program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=site.env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_card_is_taken_along_asked_about_and_let_go(site: Site, come: Come) -> None:
    card = on_the_server(site, CARD)
    page = come("Ben")
    page.goto(f"{site.url}/trying/")
    expect(page.get_by_role("heading", name="Nothing here yet")).to_be_visible()
    keep(page, "trying-empty")
    take_along(page, site, card)
    check = on_the_server(site, DUE)
    page.goto(f"{site.url}/trying/")
    expect(page.get_by_role("link", name="Look at it again")).to_be_visible()
    keep(page, "trying-list")
    page.goto(f"{site.url}/trying/check-backs/{check}/")
    keep(page, "trying-question")
    Keys(page).follow("Sometimes")
    expect(page.get_by_role("heading", name="Thank you. That is all.")).to_be_visible()
    keep(page, "trying-answered")
    stop(page)


def take_along(page: Page, site: Site, card: str) -> None:
    page.goto(f"{site.url}/cards/{card}/trying/")
    page.get_by_label("Why you would like to try it").fill("The evenings are long when I come home to a dark flat.")
    keep(page, "trying-try")
    page.get_by_role("button", name="Put it on my list").click()
    expect(page.get_by_role("heading", name="A lamp by the door")).to_be_visible()


def stop(page: Page) -> None:
    """Without choosing it says what to do; then it is under what was before, and questions are over."""
    page.get_by_role("link", name="Take it off my list").click()
    page.get_by_role("button", name="Take it off my list").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose one. Any of them is fine.")
    keep(page, "trying-stop")
    page.get_by_label(re.compile("part of my days")).check()
    page.get_by_role("button", name="Take it off my list").click()
    expect(page.get_by_role("heading", name="Before")).to_be_visible()
    expect(page.get_by_text("next question")).to_have_count(0)
    keep(page, "trying-before")


def test_the_list_works_without_script(site: Site, come: Come) -> None:
    card = on_the_server(site, CARD)
    page = come("Ada", java_script_enabled=False)
    page.goto(f"{site.url}/cards/{card}/trying/")
    page.get_by_role("button", name="Put it on my list").click()
    page.get_by_role("button", name=re.compile("^I would rather not be asked")).click()
    expect(page.get_by_text("You are not asked about this any more.")).to_be_visible()


def test_the_operator_sees_that_there_is_nothing_to_show(site: Site, come: Come) -> None:
    page = come("Odile")
    page.goto(f"{site.url}/desk/tried/")
    expect(page.get_by_role("heading", name="What people try")).to_be_visible()
    keep(page, "trying-desk")
