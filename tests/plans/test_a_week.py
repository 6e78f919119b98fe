"""Two people play a week: kept and open days, a setback, the circle's words, a return, looking back.

What they see on the way is drawn as on a phone; docs/a-week.md shows the pictures.
"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hearten.plans.returns.jobs import ask_for_notes
from hearten.plans.tests.weeks import Week, week
from tests.plans.on_a_phone import Seen, look_at

pytestmark = pytest.mark.django_db
__all__ = ["week"]


def test_a_week(week: Week) -> None:
    ada, ben = week.cast.ada, week.cast.ben
    begun, seen = week.today.strftime("%Y-%m"), list[Seen]()

    def see(name: str, who: Any, way: str) -> str:
        html = who.client.get(way, follow=True).content.decode()
        seen.append(Seen(f"week-{len(seen) + 1}-{name}", html, week.clock.now()))
        return html

    # Monday. Each begins with something; they make a circle; Ben counts days.
    walk = week.begin(ben, "Go out for ten minutes")
    tea = week.begin(ada, "Tea without a screen", often="weekdays", weekdays=["1", "3", "5"])
    counted = {"words": "Days out of bed", "counts": "days", "first_day": week.today.isoformat()}
    week.post(ben, "/plan/milestones/begin/", client_id=str(uuid4()), **counted)
    key = week.circle(ada, week.cast.group, week.cast.ben_in_group)
    week.answer(ben, key)
    week.show(ben, key, walk, "both", "Outdoors")
    week.show(ada, key, tea, "done", "Tea")
    week.mark(ben, walk)
    week.mark(ada, tea)
    shown = week.page(ada, f"/plan/circles/{key}/")
    assert "Outdoors Today : done" in shown.replace("Today:", "Today :") and "Go out" not in shown
    week.page(ben)  # what was said after each press is read
    see("monday-plan", ben, "/plan/")
    see("monday-circle", ada, f"/plan/circles/{key}/")

    # Tuesday: kept. Wednesday: nothing, and nobody says anything yet: the day is still there.
    week.next_day()
    week.mark(ben, walk)
    week.next_day()
    assert "Say “" not in week.page(ada, f"/plan/circles/{key}/")

    # Thursday: Wednesday is over. Ada says the agreed words. Ben had a setback, and writes it down.
    week.next_day()
    see("thursday-missed", ada, f"/plan/circles/{key}/")
    week.post(ada, f"/plan/circles/{key}/saying/{week.cast.ben_in_group.id}/")
    week.jobs_run()
    assert "circle_said" in week.news(ben)
    assert "Thinking of you." in week.page(ben, f"/plan/circles/{key}/")
    see("thursday-words", ben, f"/plan/circles/{key}/")
    before = week.page(ben, "/plan/milestones/")
    assert "All together 3 days The longest stretch 3 days" in before
    milestone = week.superuser.execute("SELECT id FROM plans_milestone").fetchone()[0]
    setback = week.write(ben, "setback", "I stayed in bed two days.", helped="Ada's words")
    week.post(ben, f"/plan/milestones/{milestone}/setback/", client_id=str(uuid4()))
    assert "All together 3 days The longest stretch 3 days" in week.page(ben, "/plan/milestones/")
    see("setback", ben, "/you/setback/")
    see("nothing-smaller", ben, "/plan/milestones/")
    assert "I stayed in bed" not in week.page(ada, f"/plan/circles/{key}/"), "why is his"
    said = {"to": str(week.cast.ada_in_group.id), "words": "It was a hard patch.", "days": "7"}
    week.post(ben, f"/plan/days/{setback}/showing/", **said)
    assert "It was a hard patch." in week.page(ada, "/plan/shown/")

    # Friday: he is back. Yesterday can be written down, too.
    week.next_day()
    week.mark(ben, walk)
    week.mark(ben, walk, "not-today", day=week.today - timedelta(days=1))
    shown = week.page(ada, f"/plan/circles/{key}/")
    assert "done" in shown and "Not today" not in shown.split("Ben")[-1]
    week.write(ben, "win", "I was outside before eight.", who="Ada")
    assert "Came back 0 times" in week.page(ben, "/plan/milestones/"), "the day after is not over yet"
    week.next_day()
    assert "All together 5 days The longest stretch 4 days Came back 1 time" in week.page(ben, "/plan/milestones/")

    # Sunday: looking back, in his own words.
    week.next_day()
    found = week.page(ben, f"/plan/days/look-back/{begun}/")
    for words in ("I was outside before eight.", "Ada's words", "Setbacks that you wrote down 1", "done on 3 days"):
        assert words in found, words
    see("look-back", ben, f"/plan/days/look-back/{begun}/")
    _a_return(week, see)
    look_at(seen)
    assert week.page(ben, f"/plan/things/{walk}/").count("Done on 3 days so far.") == 1, "nothing went"


def _a_return(week: Any, see: Any) -> None:
    """Ben is away for ten days; Ada, whom he chose, is asked, and writes; he comes back to her note."""
    ada, ben = week.cast.ada, week.cast.ben
    week.post(ben, "/plan/coming-back/", person=str(week.cast.ada_in_group.id), days="7")
    week.page(ben)
    week.next_day(10)
    week.as_worker(ask_for_notes, timestamp=0, transactions=True)
    week.jobs_run()
    note = week.superuser.execute("SELECT id FROM plans_returnnote").fetchone()[0]
    week.post(ada, f"/plan/notes/{note}/", words="The bench by the river is dry again.")
    week.jobs_run()
    assert "The bench by the river is dry again." in see("a-return", ben, "/plan/")
    assert "All together 16 days" in week.page(ben, "/plan/milestones/")
