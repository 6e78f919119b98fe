"""Suggestions above the queue: for one reader alone, worked out when they look, and ended in one tap."""

import re
from datetime import UTC, datetime, timedelta
from datetime import timezone as fixed
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from hearten.offers.fitting import Met
from hearten.offers.reading import met_lately
from hearten.offers.tests.conftest import above, offer, page, rows
from tests.people import seated

pytestmark = pytest.mark.django_db
MASKED = "Something I have not said"


def begin(person: Any, group: Any, title: str, body: str, wish: str = "listen", kind: str = "support") -> str:
    said = {"title": title, "body": body, "wish": wish, "kind": kind, "client_id": str(uuid4())}
    answer = person.client.post(f"/groups/{group.id}/write/", said)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return str(answer["Location"]).partition("?")[0]


def reply(person: Any, thread: str) -> None:
    answer = person.client.post(f"{thread}replies/", {"body": "I read it twice.", "client_id": str(uuid4())})
    assert answer.status_code in (200, 302)


def titles(html: str) -> list[str]:
    return re.findall(r'<h3><a href="/threads/[^"]+">([^<]+)</a>', html)


def test_what_fits_stands_above_the_queue_with_its_reasons(helping: Any) -> None:
    begin(helping.dov, helping.group, "Paper", "The forms for the rent came back.", wish="ideas")
    begin(helping.dov, helping.group, "Awake", "I can't sleep again, it is three in the morning.", wish="ideas")
    assert offer(helping.ada, helping.group, wants=["listen"]).status_code == 302
    assert "while you are on duty, or when you have time" in above(helping.ada)
    assert helping.ada.client.post("/you/offers/time/").status_code == 302
    shown = above(helping.ada)
    # Ben wishes to be heard, and words of "Awake" are about nights: one thing fits each, and Dov is new.
    assert titles(shown) == ["Awake", MASKED, "Paper"]
    assert "They wish to be heard, and you like to listen." in shown
    assert "Some words point to what you know about: Nights and sleep." in shown
    assert "first things they wrote" not in shown
    offer(helping.ada, helping.group)
    assert (
        above(helping.ada).count("It is one of the first things they wrote here, and you like to welcome people.") == 2
    )


def test_without_duty_time_or_an_offer_nothing_is_suggested(helping: Any, superuser: Any) -> None:
    assert "Say what you offer" in above(helping.ada) and titles(above(helping.ada)) == []
    offer(helping.ada, helping.group)
    assert titles(above(helping.ada)) == []
    superuser.execute(
        "INSERT INTO safety_shift (id, group_id, member_id, name, part, starts_at, ends_at, made_at) VALUES "
        "(gen_random_uuid(), %s, %s, 'Ada', 'responder', now() - interval '1 hour', now() + interval '1 hour', now())",
        [helping.group.id, helping.ada.id],
    )
    assert titles(above(helping.ada)) == [MASKED]
    # "Not me today": the queue says that nothing needs them. Time that they say they have is their own to give.
    superuser.execute(
        "INSERT INTO safety_spell (id, member_id, name, what, answers, at, until) VALUES "
        "(gen_random_uuid(), %s, 'Ada', 'not_today', '{}', now(), now() + interval '3 hours')", [helping.ada.id]
    )  # fmt: skip
    assert titles(above(helping.ada)) == [] and "or when you have time" in above(helping.ada)
    helping.ada.client.post("/you/offers/time/")
    assert titles(above(helping.ada)) == [MASKED]


def test_nobody_is_said_to_wait_nowhere_who_waits_in_another_group(helping: Any) -> None:
    """What is above looks at groups for which something was said; the queue below at all of them."""
    assert offer(helping.ada, helping.hidden_group).status_code == 302
    helping.ada.client.post("/you/offers/time/")
    for shown in (above(helping.ada), page(helping.ada, "/you/offers/waiting/")):
        assert "There is nobody to suggest to you just now." in shown and "Nobody waits" not in shown
    assert MASKED in page(helping.ada, "/waiting/")


def test_what_a_reader_has_folded_is_folded_here_too(helping: Any, superuser: Any) -> None:
    thread = begin(helping.dov, helping.group, "After the funeral", "Nobody said a word.")
    superuser.execute("UPDATE threads_thread SET note = 'talks about loss' WHERE id = %s", [thread.split("/")[2]])
    offer(helping.ada, helping.group)
    helping.ada.client.post("/you/offers/time/")
    assert "After the funeral" in above(helping.ada) and "Content note: talks about loss" in above(helping.ada)
    superuser.execute("UPDATE members_profile SET folds = to_jsonb(ARRAY['loss']) WHERE member_id = %s",
                      [helping.ada.id])  # fmt: skip
    for shown in (above(helping.ada), page(helping.ada, "/you/offers/waiting/")):
        assert "After the funeral" not in shown and "Content note: talks about loss" in titles(shown)


def test_time_is_over_after_two_hours_and_at_once_when_said(helping: Any, clock: Any) -> None:
    offer(helping.ada, helping.group)
    helping.ada.client.post("/you/offers/time/")
    assert titles(above(helping.ada)) == [MASKED]
    clock.pass_(timedelta(hours=2, minutes=1))
    assert titles(above(helping.ada)) == []
    helping.ada.client.post("/you/offers/time/")
    helping.ada.client.post("/you/offers/time/end/")
    assert titles(above(helping.ada)) == []


def test_after_what_somebody_wanted_to_give_it_says_so_and_shows_more_only_when_asked(helping: Any) -> None:
    """What one wrote behind a mask counts, too; what one began does not."""
    offer(helping.ada, helping.group, a_day="3", a_week="10")
    helping.ada.client.post("/you/offers/time/")
    for title in ("One", "Two"):
        reply(helping.ada, begin(helping.dov, helping.group, title, "Today was long."))
    begin(helping.ada, helping.group, "Mine", "A question of my own.")
    offer(helping.ada, helping.group, a_day="3")
    assert "That is as much as you wanted to give" in above(helping.ada)  # with the one in the cast: three today
    assert "Today you answered in 3 conversations" in above(helping.ada) and titles(above(helping.ada)) == []
    assert titles(page(helping.ada, "/you/offers/waiting/")) == []
    assert titles(page(helping.ada, "/you/offers/waiting/?anyway=1")) == [MASKED]
    assert MASKED in page(helping.ada, "/waiting/")  # the queue itself hides nothing


@pytest.mark.parametrize(("hour", "today"), [(1, 0), (12, 1)])
def test_a_day_of_answers_begins_at_midnight_on_the_readers_clock(
    helping: Any, superuser: Any, hour: int, today: int
) -> None:
    """What Ada answered three hours ago was yesterday where it is one o'clock, and today where it is noon."""
    superuser.execute("UPDATE threads_post SET made_at = now() - interval '3 hours' WHERE NOT opens")
    ahead = timedelta(hours=hour - datetime.now(UTC).hour)
    with seated(helping.ada) as seat, timezone.override(fixed(ahead)):
        assert met_lately(seat)[helping.group.id] == Met(today, 1)


def test_who_rests_is_suggested_nothing(helping: Any, clock: Any) -> None:
    tomorrow = (clock.now() + timedelta(days=1)).date().isoformat()
    offer(helping.ada, helping.group, resting_until=tomorrow)
    helping.ada.client.post("/you/offers/time/")
    assert "You rest in low days" in above(helping.ada) and titles(above(helping.ada)) == []
    assert "Resting until" in page(helping.ada, "/you/offers/")
    offer(helping.ada, helping.group, resting_until=clock.now().date().isoformat())
    assert "Resting until" not in page(helping.ada, "/you/offers/"), "a rest that is over is not said to go on"
    assert titles(above(helping.ada)) == [MASKED]


def test_one_tap_ends_it_and_one_brings_it_back(helping: Any, superuser: Any) -> None:
    offer(helping.ada, helping.group)
    helping.ada.client.post("/you/offers/time/")
    for _press in range(2):
        assert helping.ada.client.post("/you/offers/none/").status_code == 302
    assert rows(superuser, "nosuggestions") == 1 and rows(superuser, "offer") == 1
    assert titles(above(helping.ada)) == [] and "Show me suggestions again" in above(helping.ada)
    assert titles(page(helping.ada, "/you/offers/waiting/?anyway=1")) == []
    helping.ada.client.post("/you/offers/none/end/")
    assert titles(above(helping.ada)) == [MASKED]


def test_where_somebody_writes_an_answer_it_comes_last(helping: Any) -> None:
    begin(helping.dov, helping.group, "Second", "Today was long.", wish="ideas")
    offer(helping.ada, helping.group, wants=["listen"])
    helping.ada.client.post("/you/offers/time/")
    assert titles(above(helping.ada)) == [MASKED, "Second"]
    assert helping.cleo.client.post(f"/threads/{helping.masked.id}/writing/").status_code == 302
    assert titles(above(helping.ada)) == ["Second", MASKED]
    assert "Somebody writes an answer now." in above(helping.ada)
    assert helping.cleo.client.post(f"/threads/{helping.masked.id}/writing/end/").status_code == 302
    assert helping.ada.client.post(f"/threads/{helping.masked.id}/writing/").status_code == 302
    assert "You said that you write an answer." in above(helping.ada) and "Somebody writes" not in above(helping.ada)


def test_what_others_offer_changes_nothing_for_anybody_else(helping: Any) -> None:
    begin(helping.dov, helping.group, "Awake", "I can't sleep again.", wish="ideas")
    offer(helping.ada, helping.group)
    helping.ada.client.post("/you/offers/time/")
    before = _still(above(helping.ada)), _still(page(helping.dov, "/"))
    offer(helping.cleo, helping.group, lived=["nights", "grief"])
    helping.cleo.client.post("/you/offers/time/")
    assert titles(above(helping.cleo))
    assert (_still(above(helping.ada)), _still(page(helping.dov, "/"))) == before


def _still(html: str) -> str:
    """A page without what differs from one time to the next."""
    return re.sub(r'name="(csrfmiddlewaretoken|client_id)" value="[^"]*"', "", html)


def test_who_keeps_a_distance_is_not_suggested_to_each_other(helping: Any, superuser: Any) -> None:
    thread = begin(helping.dov, helping.group, "Awake", "I can't sleep again.")
    offer(helping.cleo, helping.group)
    helping.cleo.client.post("/you/offers/time/")
    assert "Awake" in titles(above(helping.cleo))
    key = superuser.execute("SELECT id FROM threads_post WHERE thread_id = %s", [thread.split("/")[2]]).fetchone()[0]
    assert helping.cleo.client.post(f"/posts/{key}/distance/", {"kind": "mute"}).status_code == 302
    assert titles(above(helping.cleo)) == [MASKED]


def test_no_notice_and_no_job_comes_of_a_suggestion(helping: Any, superuser: Any) -> None:
    from hearten.notices import kinds

    offer(helping.ada, helping.group)
    helping.ada.client.post("/you/offers/time/")
    counted = "SELECT (SELECT count(*) FROM notices_notice), (SELECT count(*) FROM procrastinate_jobs)"
    before = superuser.execute(counted).fetchone()
    assert titles(above(helping.ada)) == [MASKED]
    page(helping.ada, "/you/offers/waiting/")
    assert superuser.execute(counted).fetchone() == before
    assert not [name for name in vars(kinds) if "offer" in name.lower() or "suggest" in name.lower()]


def test_nothing_of_a_suggestion_is_written_down(helping: Any, superuser: Any) -> None:
    """No table grows when somebody looks."""
    offer(helping.ada, helping.group)
    helping.ada.client.post("/you/offers/time/")
    named = superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    every = sorted(name for (name,) in named if name != "members_session")

    def sizes() -> list[int]:
        return [superuser.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in every]

    before = sizes()
    assert titles(above(helping.ada)) and sizes() == before
