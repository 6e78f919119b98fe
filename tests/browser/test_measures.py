"""Measures in a browser: by hand, kept as a draft, on paper, without script, and help before the number."""

import re
import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import ROOT, Site

# PHQ-9 is offered: Odile named a procedure.
OFFERED = """
import tests.meetings.scene
import django
django.setup()
from hearten.kernel.clock import now
from hearten.measures.models import Procedure
from hearten.members.models import Standing
if not Procedure.objects.using("keeper").filter(key="phq-9", ended_at=None).exists():
    place = Standing.objects.using("keeper").filter(role="operator").first()
    made = Procedure(key="phq-9", name="Handbook", in_force_on=now().date(), confirmed_by=place, confirmed_at=now())
    made.save(using="keeper", force_insert=True)
"""


def on_the_server(site: Site, program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=site.env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("radiogroup", name=question).get_by_label(answer, exact=True).check()


def well(page: Page, answer: str) -> None:
    for question in ("I have felt cheerful", "I have felt calm", "I have felt active", "I woke up", "My daily life"):
        choose(page, question, answer)


def test_it_is_filled_in_kept_on_the_device_and_seen_over_time(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(f"{site.url}/measures/")
    expect(page.get_by_role("heading", name="How I am doing")).to_be_visible()
    keep(page, "measures-list")
    page.get_by_role("link", name="Fill in WHO-5").click()
    keep(page, "measures-fill")
    choose(page, "I have felt calm", "Most of the time")
    expect(page.get_by_role("status").filter(has_text="Kept on this device")).to_be_visible()
    page.reload()
    calm = page.get_by_role("radiogroup", name="I have felt calm").get_by_label("Most of the time", exact=True)
    expect(calm).to_be_checked()
    well(page, "More than half of the time")
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.get_by_text("from 0 to 100")).to_be_visible()
    keep(page, "measures-result")
    page.goto(f"{site.url}/measures/fill/who-5/")
    expect(page.get_by_role("button", name="Keep my answers")).to_be_visible()
    assert page.locator("input:checked").count() == 0, "the draft went when it arrived"
    well(page, "Most of the time")
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.get_by_text("from 0 to 100")).to_be_visible()
    page.get_by_role("link", name="Over time").click()
    expect(page.get_by_role("img", name="WHO-5 over time")).to_be_visible()
    keep(page, "measures-change")
    on_paper(page)


def on_paper(page: Page) -> None:
    """The drawing and the table are there when it is printed; the house around it is not."""
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="WHO-5 over time")).to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator(".house-nav")).to_be_hidden()
    page.emulate_media(media="screen")


def test_help_and_ones_own_plan_come_before_the_number(site: Site, come: Come) -> None:
    on_the_server(site, OFFERED)
    page = come("Ada")
    page.goto(f"{site.url}/you/safety-plan/")
    page.get_by_label("What I can do by myself").fill("I sit by the window and count the trams.")
    page.get_by_role("button", name="Keep my plan").click()
    expect(page.get_by_text("Your plan is kept.")).to_be_visible()
    page.goto(f"{site.url}/measures/fill/phq-9/")
    choose(page, "Thoughts that you would be better off dead", "Several days")
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.get_by_role("heading", name="First of all, you")).to_be_visible()
    expect(page.get_by_text("I sit by the window and count the trams.")).to_be_visible()
    expect(page.get_by_text("from 0 to 27")).to_have_count(0)
    keep(page, "measures-first")
    page.get_by_role("link", name="See my result").click()
    expect(page.get_by_text("No number: too much was left out.")).to_be_visible()
    keep(page, "measures-no-number")


def test_it_works_without_script(site: Site, come: Come) -> None:
    page = come("Cleo", java_script_enabled=False)
    page.goto(f"{site.url}/measures/fill/ucla-3/")
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose an answer to one of these at least.")
    for question in ("lack companionship", "left out", "isolated"):
        page.get_by_role("radiogroup", name=re.compile(question)).get_by_label("Some of the time").check()
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.get_by_text("from 3 to 9")).to_be_visible()
    page.goto(f"{site.url}/measures/counting/")
    page.get_by_role("button", name="Count my results").click()
    expect(page.get_by_role("button", name="Count me no more")).to_be_visible()


def test_an_operators_pages(site: Site, come: Come) -> None:
    page = come("Odile")
    for address, name in (("outcomes/", "desk-outcomes"), ("measures/", "desk-measures"),
                          ("measures/phq-ads/procedure/", "desk-procedure")):  # fmt: skip
        page.goto(f"{site.url}/desk/{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        keep(page, name)
