"""Who waits for an answer, in a browser: beside one's own words, in the queue, and in figures that need no colours."""

import re

from playwright.sync_api import expect

from tests.browser.by_form import begin, reply
from tests.browser.conftest import Come
from tests.browser.looking import keep
from tests.browser.site import Site
from tests.browser.test_keyboard import Keys

# Twelve conversations at each of two hours of the week, of three people who take turns; each answered in three hours.
SEED = """
WITH people AS (SELECT id, group_id, row_number() OVER (ORDER BY joined_at, id) AS n FROM groups_membership
  WHERE group_id = %s LIMIT 3),
made AS (INSERT INTO threads_thread (id, group_id, membership_id, title, kind, wish, mood, note, made_at, last_at)
  SELECT gen_random_uuid(), p.group_id, p.id, '', 'support', 'listen', '', '', a.at, a.at FROM generate_series(1, 24) k
  JOIN people p ON p.n = k %% 3 + 1 CROSS JOIN LATERAL (SELECT date_trunc('week', now(), 'UTC')
    - make_interval(weeks => k %% 4 + 2) + make_interval(hours => 20 + 30 * (k / 13)) AS at) a RETURNING *),
said AS (INSERT INTO threads_post (id, group_id, thread_id, membership_id, opens, quoted, move, body, html, made_at)
  SELECT gen_random_uuid(), group_id, id, membership_id, true, '', '', '', '', made_at FROM made)
INSERT INTO answering_clock (id, group_id, thread_id, kind, newcomer, asked_at, first_at, second_at, step, ended_at,
  ended_how)
SELECT gen_random_uuid(), group_id, id, kind, false, made_at, made_at, made_at, '', made_at + interval '3 hours',
  'answered' FROM made RETURNING id"""


def test_beside_ones_own_words_until_somebody_answers(site: Site, come: Come) -> None:
    ben = come("Ben")
    thread = begin(ben, site.group("low-days"), "Is anybody there")
    ben.goto(site.thread(thread))
    expect(ben.get_by_text("Nobody has answered yet")).to_be_visible()
    expect(ben.get_by_text("if nobody has answered by then, people who answer here are asked")).to_be_visible()
    keep(ben, "nobody-yet")
    reply(ben, thread, "One more thing of mine.")
    ben.reload()
    ada = come("Ada")
    expect(ben.get_by_text("Nobody has answered yet")).to_be_visible()
    reply(ada, thread, "I am here, Ben.")
    expect(ben.get_by_text("I am here, Ben.")).to_be_visible()
    expect(ben.get_by_text("Nobody has answered yet")).to_have_count(0)


def test_the_queue_by_keyboard_and_without_script(site: Site, come: Come) -> None:
    begin(come("Ben"), site.group("low-days"), "The long evening")
    page = come("Ada", java_script_enabled=False)
    page.goto(site.url)
    page.get_by_role("link", name="Where you help,").click()
    expect(page.get_by_role("heading", name="Who waits for a first answer")).to_be_visible()
    row = page.locator("li", has_text="The long evening")
    expect(row.get_by_text("Waits for less than an hour. Wishes to be heard.")).to_be_visible()
    row.get_by_role("button", name="I write an answer: The long evening").click()
    expect(page.get_by_text("For half an hour, others who help here see that you write an answer.")).to_be_visible()
    page.goto("/waiting/")
    expect(row.get_by_text("You said that you write an answer.")).to_be_visible()
    looked = come("Ada")
    looked.goto("/waiting/")
    keep(looked, "who-waits")
    Keys(looked).follow("Let it go: The long evening")
    expect(looked.get_by_text("Let go. Thank you for reading it.")).to_be_visible()


def test_figures_are_read_without_their_colours(site: Site, come: Come) -> None:
    assert len(site.read(SEED, site.ids["low-days"])) == 24
    page = come("Odile")
    page.goto("/desk/answering/")
    keep(page, "answering-all")
    page.get_by_role("link", name="Low days and getting up again").click()
    # Twelve of ours; by the day of the week, one or another of the place's own falls into the same hours.
    expect(page.get_by_text(re.compile("1[2-5] conversations, half within 3 hours")).first).to_be_attached()
    expect(page.get_by_role("columnheader").first).to_be_attached()
    keep(page, "answering-one")
    ada = come("Ada")
    ada.goto(f"{site.group('low-days')}lead/answering/")
    keep(ada, "answering-times")
    Keys(ada).follow("How soon somebody answers here, and when nobody is on duty")
    expect(ada.get_by_role("heading", name="When nobody was on duty")).to_be_visible()
    keep(ada, "answering-lead")
