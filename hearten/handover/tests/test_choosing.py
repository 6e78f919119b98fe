"""Choosing a summary: what is ticked, what is remembered, how it fits, and that nothing of it stays."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from hearten.handover import choosing, rules, sources, views, workshop
from hearten.handover.forms import LONGEST
from hearten.handover.sheet import Line
from hearten.handover.sources import Offer, Part, Source, parts_of
from hearten.handover.tests.reading_pdf import Pdf
from hearten.handover.tests.sheets import RESULTS, result
from hearten.kernel.seat import Seat
from tests.people import Cast, Person

pytestmark = pytest.mark.django_db

CANARY = "quaggas at the window"
GIVEN = {"name": "", "matters": "", "asks": "", "paper": "a4"}


@pytest.fixture
def things(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Offer]]:
    """Two sources of the test's own beside the safety plan: one to be remembered, one careful."""
    held = {
        "usual": [Offer("usual.one", "First", lines=(Line("First", "Air helps."),)), Offer("usual.two", "Second",
                  lines=(Line("", "Sleep is short."),))],
        "wishes": [Offer("wishes.one", "Ring my sister", lines=(Line("", "Ring my sister first."),))],
    }  # fmt: skip
    known = {**sources._sources}
    known["usual"] = Source("usual", lambda: "Usual things", lambda seat: held["usual"])
    known["wishes"] = Source("wishes", lambda: "My wishes", lambda seat: held["wishes"], careful=True)
    monkeypatch.setattr(sources, "_sources", known)
    return held


def send(person: Person, where: str = "", **more: Any) -> Any:
    return person.client.post(f"/summary/{where}", GIVEN | more)


def shown(answer: Any) -> str:
    return str(answer.content.decode())


def ticked(html: str) -> set[str]:
    return set(re.findall(r'name="pick"[^>]*value="([^"]+)" checked', html))


def plan(person: Person) -> None:
    assert person.client.post("/you/safety-plan/", {"signs": CANARY}).status_code == 302


def test_what_is_ones_own_can_be_ticked_and_nothing_is_at_first(cast: Cast, things: Any) -> None:
    plan(cast.ben)
    html = shown(cast.ben.client.get("/summary/"))
    assert 'value="usual.one"' in html and 'value="safety.signs"' in html and ticked(html) == set()
    assert CANARY not in html, "what a safety plan says is not on a page where it only can be ticked"
    assert "safety.signs" not in shown(cast.ada.client.get("/summary/"))


def test_it_is_told_how_it_fits_before_anything_is_taken_along(cast: Cast, things: Any) -> None:
    html = shown(send(cast.ben, matters="Mornings are heavy.", pick=["usual.one"]))
    assert "It fits on one page" in html and "11 points" in html
    assert ticked(html) == {"usual.one"} and html.count("Mornings are heavy.") == 3  # hidden, listed, and in its box
    assert html.count('type="hidden" name="pick" value="usual.one"') == 1


def test_the_page_is_a_file_that_holds_what_was_chosen_and_nothing_else(cast: Cast, things: Any) -> None:
    plan(cast.ben)
    answer = send(cast.ben, "page/", matters="Mornings are heavy.", pick=["usual.two"], name="Ben B.")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="my-summary.pdf"'
    assert "no-store" in answer["Cache-Control"] and answer["X-Content-Type-Options"] == "nosniff"
    told = Pdf(answer.content).text()
    assert "Mornings are heavy." in told and "Sleep is short." in told and "Name: Ben B." in told
    assert "Air helps" not in told and CANARY not in told


def test_the_record_is_a_file_that_holds_what_was_chosen_and_nothing_else(cast: Cast, things: Any) -> None:
    answer = send(cast.ben, "record/", matters="Mornings are heavy.", pick=["usual.two"])
    assert answer["Content-Type"] == "application/fhir+json"
    assert answer["Content-Disposition"] == 'attachment; filename="my-summary.json"'
    assert "no-store" in answer["Cache-Control"]
    told = answer.content.decode()
    assert json.loads(told)["resourceType"] == "Bundle"
    assert "Sleep is short." in told and "Air helps" not in told and cast.ben.name not in told
    assert str(cast.ben.id) not in told


@pytest.mark.parametrize("where", ["", "page/", "record/"])
def test_without_a_tick_and_a_word_it_says_what_to_do(cast: Cast, where: str) -> None:
    answer = send(cast.ben, where, name="Ben B.")
    assert answer.status_code == 422
    assert "Tick something or write a few words first." in shown(answer) and "Ben B." in shown(answer)


NO_LETTER = """print('{"undrawn": ""}')"""  # neither a page nor a letter that cannot be drawn


def long(things: dict[str, list[Offer]]) -> None:
    things["usual"][0] = Offer("usual.one", "First", lines=(Line("First", "One more line.\n" * 100),))


@pytest.mark.parametrize(("where", "status"), [("", 200), ("page/", 422)])
def test_more_than_a_page_is_told_with_how_much_and_what_and_loses_nothing(
    cast: Cast, things: Any, where: str, status: int
) -> None:
    long(things)
    answer = send(cast.ben, where, matters="Mornings are heavy.", pick=["usual.one"])
    html = shown(answer)
    assert answer.status_code == status and "This is more than one page" in html
    parts = re.findall(r"<li>([^:<]+): (\d+) percent of a page</li>", html)
    assert [name for name, _percent in parts] == ["Usual things", "In my own words"], "what takes most comes first"
    assert ticked(html) == {"usual.one"} and "Mornings are heavy." in html
    assert "Save the page (PDF)" not in html and "Save it for a health record" in html


def test_a_health_record_takes_more_than_a_page(cast: Cast, things: Any) -> None:
    long(things)
    assert send(cast.ben, "record/", pick=["usual.one"])["Content-Type"] == "application/fhir+json"


def test_letters_that_no_font_draws_are_named_and_nothing_is_lost(
    cast: Cast, things: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = workshop.page
    monkeypatch.setattr(workshop, "page", lambda data: drawn(data, fonts="own"))
    html = shown(send(cast.ben, matters="我很好"))
    assert "Some letters cannot be drawn on the page" in html and html.count("我很好") >= 2


@pytest.mark.parametrize(("where", "ends"), [
    ("", "raise SystemExit(1)"), ("page/", "raise SystemExit(1)"), ("record/", "raise SystemExit(1)"),
    ("", NO_LETTER), ("page/", NO_LETTER),
])  # fmt: skip
def test_when_nothing_can_be_made_now_all_of_it_is_still_there(
    cast: Cast, things: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, where: str, ends: str
) -> None:
    (tmp_path / "making.py").write_text(ends)
    monkeypatch.setattr(workshop, "PROGRAM", tmp_path / "making.py")
    answer = send(cast.ben, where, matters="Mornings are heavy.", pick=["usual.one"])
    html = shown(answer)
    assert answer.status_code == 503 and "Nothing is lost" in html
    assert "Mornings are heavy." in html and ticked(html) == {"usual.one"}


def test_a_member_makes_so_many_in_an_hour_and_loses_nothing_with_one_more(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "SUMMARIES_OF_A_MEMBER", replace(views.SUMMARIES_OF_A_MEMBER, most=1))
    settings.HEARTEN_RATE_LIMITS = True
    assert send(cast.ben, matters="Mornings are heavy.").status_code == 200
    answer = send(cast.ben, "page/", matters="Mornings are heavy.")
    assert answer.status_code == 429 and "Mornings are heavy." in shown(answer)
    assert send(cast.ada, matters="Evenings, too.").status_code == 200


def test_a_form_from_before_the_sign_in_keeps_words_and_ticks(cast: Cast, things: Any) -> None:
    browser = cast.ben.browser(enforce_csrf_checks=True)
    sent = GIVEN | {"matters": "Mornings are heavy.", "pick": ["usual.one", "usual.two"]}
    answer = browser.post("/summary/", sent)
    html = shown(answer)
    assert answer.status_code == 403 and re.search(r'name="matters"[^>]*>\s*Mornings are heavy.</textarea>', html)
    for key in sent["pick"]:
        assert f'<input type="hidden" name="pick" value="{key}">' in html


def test_signed_out_the_words_are_shown_and_the_keys_of_boxes_are_not(cast: Cast, things: Any) -> None:
    answer = Client().post("/summary/page/", GIVEN | {"matters": "Mornings are heavy.", "pick": ["usual.one.long.key"]})
    assert answer.status_code == 401
    assert "Mornings are heavy." in shown(answer) and "usual.one.long.key" not in shown(answer)


def test_words_that_are_too_long_stay_in_their_box(cast: Cast) -> None:
    words = "w" * (LONGEST + 3)
    answer = send(cast.ben, matters=words)
    assert answer.status_code == 422 and words in shown(answer) and "3 characters too long" in shown(answer)


def test_ticks_are_remembered_without_words_and_without_what_is_careful(
    cast: Cast, things: Any, superuser: Any
) -> None:
    plan(cast.ben)
    picked = ["usual.one", "wishes.one", "safety.signs", "usual.gone"]
    html = shown(send(cast.ben, "ticks/", matters=CANARY, pick=picked))
    assert "Your ticks are remembered." in html and CANARY in html, "the page is as it was sent"
    html = shown(cast.ben.client.get("/summary/"))
    assert ticked(html) == {"usual.one"} and "Forget my ticks" in html and CANARY not in html
    kept = str(superuser.execute("SELECT t::text FROM handover_ticks t").fetchall())
    assert "usual" not in kept and b"usual".hex() not in kept and CANARY.encode().hex() not in kept
    assert ticked(shown(cast.ada.client.get("/summary/"))) == set()


def test_what_became_careful_is_not_ticked_from_before(cast: Cast, things: Any, as_seat: Any) -> None:
    send(cast.ben, "ticks/", pick=["usual.one"])
    with as_seat(cast.ben) as seat:
        parts = [Part(Source("usual", lambda: "", lambda seat: [], careful=True), tuple(things["usual"]))]
        assert choosing.remembered(seat, parts) == []


def test_ticks_are_changed_and_forgotten(cast: Cast, things: Any, superuser: Any) -> None:
    send(cast.ben, "ticks/", pick=["usual.one"])
    send(cast.ben, "ticks/", pick=["usual.two"])
    assert ticked(shown(cast.ben.client.get("/summary/"))) == {"usual.two"}
    assert superuser.execute("SELECT count(*) FROM handover_ticks").fetchone() == (1,)
    assert "Your ticks are forgotten." in shown(cast.ben.client.post("/summary/ticks/removal/"))
    assert superuser.execute("SELECT count(*) FROM handover_ticks").fetchone() == (0,)
    assert ticked(shown(cast.ben.client.get("/summary/"))) == set()


def test_nothing_of_a_summary_is_kept(cast: Cast, things: Any, superuser: Any) -> None:
    counted = "SELECT sum(n_tup_ins + n_tup_upd) FROM pg_stat_xact_user_tables WHERE relname NOT LIKE 'members_session'"
    before = superuser.execute(counted).fetchone()
    for where in ("", "page/", "record/"):
        assert send(cast.ben, where, matters=CANARY, pick=["usual.one"]).status_code == 200
    tables = superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    for (table,) in tables:
        rows = str(superuser.execute(f'SELECT t::text FROM "{table}" t').fetchall())  # a table's name
        assert CANARY not in rows and CANARY.encode().hex() not in rows, table
    assert superuser.execute(counted).fetchone() == before
    assert superuser.execute("SELECT count(*) FROM handover_ticks").fetchone() == (0,)


def test_what_went_in_the_meantime_is_told(cast: Cast, things: Any) -> None:
    html = shown(send(cast.ben, matters="Mornings are heavy.", pick=["usual.gone"]))
    assert "Something that was ticked is not there any more" in html and "It fits on one page" in html


def test_careful_ticks_are_kept_while_the_page_is_seen_to(cast: Cast, things: Any) -> None:
    html = shown(send(cast.ben, pick=["wishes.one"]))
    assert ticked(html) == {"wishes.one"}
    assert re.search(r'<details class="folded" open>\s*<summary>More that is yours', html)
    assert re.search(r'value="wishes.one" checked data-afresh', html)


def test_a_sheet_of_answers_stands_in_the_place_of_its_score() -> None:
    bare = result(answers=())
    offers = (Offer("m.one", "PHQ-9", results=(bare,)), Offer("m.one.answers", "each", results=RESULTS.results))
    part = Part(Source("m", lambda: "Questionnaires", lambda seat: []), offers)
    assert part.chosen({"m.one"}).results == (bare,)
    assert part.chosen({"m.one", "m.one.answers"}).results == part.chosen({"m.one.answers"}).results == RESULTS.results


def test_rules_of_ticks() -> None:
    usual, careful = (
        Part(Source(name, str, lambda seat: [], careful=name == "b"), (Offer(f"{name}.1", ""),)) for name in "ab"
    )
    assert rules.may_be_remembered(["b.1", "a.1", "x"], [usual, careful]) == ["a.1"]
    assert rules.gone(["x"], [usual]) and not rules.gone(["a.1"], [usual])


def test_a_source_offers_a_bounded_number_and_empty_ones_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Offer(f"m.{at}", "") for at in range(99)]
    monkeypatch.setattr(
        sources, "_sources", {"m": Source("m", str, lambda seat: many), "n": Source("n", str, lambda seat: [])}
    )
    parts = parts_of(Seat())
    assert [(part.source.name, len(part.offers)) for part in parts] == [("m", sources.MOST)]


@pytest.mark.parametrize("how", ["erased", "kept"])
def test_leaving_for_good_takes_the_ticks(cast: Cast, things: Any, own_keys: Any, superuser: Any, how: str) -> None:
    send(cast.ben, "ticks/", pick=["usual.one"])
    form = {"how": how, "when": "now", "sure": "on"}
    assert cast.ben.client.post("/you/leave-for-good/", form).status_code == 302
    assert superuser.execute("SELECT count(*) FROM handover_ticks").fetchone() == (0,)


def test_a_copy_of_everything_has_the_ticks(cast: Cast, things: Any, as_seat: Any) -> None:
    from hearten.members import rights

    send(cast.ben, "ticks/", pick=["usual.two"])
    section = next(one for one in rights.exported() if one.name == "summary_ticks")
    with as_seat(cast.ben) as seat:
        assert [(row["box"], row["title"]) for row in section.read(seat)] == [("usual.two", "Second")]
    with as_seat(cast.ada) as seat:
        assert section.read(seat) == []
