"""Filling in: kept for oneself, sent twice, asked anew, and what comes first when somebody thinks of dying."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from hearten.measures.definition import as_data, of_data
from hearten.measures.known import shipped
from hearten.measures.models import Imported, Sheet
from hearten.measures.tests.filled import all_of, keep, open_phq_9, page, send, sheet_in

pytestmark = pytest.mark.django_db
HARM = all_of("phq-9", 0) | {"harm": 1}


def kept(superuser: Any) -> list[str]:
    return [row for (row,) in superuser.execute("SELECT t::text FROM measures_sheet t").fetchall()]


def test_a_result_is_ones_own_in_plain_words_with_what_it_is_made_of(cast: Any, superuser: Any) -> None:
    sheet = sheet_in(send(cast.ben, "phq-8", all_of("phq-8", 1) | {"down": 3}))
    shown = page(cast.ben, f"/measures/results/{sheet}/")
    for said in ("<strong>10</strong> (from 0 to 24)", "moderate", "This is not a diagnosis.",
                 "PHQ-2: <strong>4</strong>", "Version 1 of 30 November 2026",
                 "Nearly every day", "No permission required", "0 questions"):  # fmt: skip
        assert said in shown, said
    assert "depressi" not in shown.split("<h2>")[0].lower().replace("depressed", ""), "never the name of an illness"
    for other in (cast.ada, cast.mo, cast.odile):
        page(other, f"/measures/results/{sheet}/", 404)
        assert "Last:" not in page(other, "/measures/")
    assert "<strong>10</strong>" in page(cast.ben, "/measures/")


def test_a_dump_says_neither_what_was_answered_nor_to_which_questions(cast: Any, superuser: Any) -> None:
    sheet_in(send(cast.ben, "barc-10", all_of("barc-10", 4)))
    (row,) = kept(superuser)
    for told in ("barc", "substances", "answers"):
        assert told not in row and told.encode().hex() not in row
    assert superuser.execute("SELECT count(*) FROM measures_counted").fetchone()[0] == 0, "nobody agreed to be counted"
    assert superuser.execute("SELECT count(*) FROM procrastinate_jobs").fetchone()[0] == 0, "nobody is told"


def test_a_sheet_that_was_put_into_anothers_place_does_not_open(cast: Any, superuser: Any, as_seat: Any) -> None:
    from hearten.kernel.keystore import KeyStoreUnavailable
    from hearten.measures.reading import results_of

    for value in (0, 5):
        send(cast.ben, "who-5", all_of("who-5", value))
    superuser.execute("UPDATE measures_sheet a SET words = b.words FROM measures_sheet b WHERE a.id <> b.id")
    with as_seat(cast.ben) as seat, pytest.raises(KeyStoreUnavailable):
        results_of(seat)


def test_sent_twice_it_is_one_and_with_other_answers_it_is_told(cast: Any, superuser: Any) -> None:
    this = str(uuid4())
    first = sheet_in(send(cast.ben, "who-5", all_of("who-5", 2), client_id=this))
    assert sheet_in(send(cast.ben, "who-5", all_of("who-5", 2), client_id=this)) == first
    other = send(cast.ben, "who-5", all_of("who-5", 3), client_id=this)
    told = other.content.decode()
    assert other.status_code == 409 and "You sent this page before, with other answers." in told
    assert told.count('value="3" checked') == 5 and this not in told, "what is chosen stays, under another id"
    assert len(kept(superuser)) == 1
    sheet_in(send(cast.ada, "who-5", all_of("who-5", 3), client_id=this))
    assert len(kept(superuser)) == 2, "an id is one's own"


def test_other_questions_meanwhile_bring_the_page_again_with_the_answers(cast: Any, superuser: Any) -> None:
    before = shipped()["ucla-3"]
    data = as_data(before) | {"version": "2", "window": "Other words"}
    newer = of_data(data)
    keep(Imported, key="ucla-3", version="2", fingerprint=newer.fingerprint, data=data, imported_at="2026-11-30T00:00Z")
    answer = send(cast.ben, "ucla-3", all_of("ucla-3", 2))
    told = answer.content.decode()
    assert answer.status_code == 409 and "The questions have changed since you opened this page." in told
    assert told.count('value="2" checked') == 3 and newer.fingerprint in told and kept(superuser) == []
    sheet = sheet_in(send(cast.ben, "ucla-3", all_of("ucla-3", 2), fingerprint=newer.fingerprint))
    assert "Version 2 of" in page(cast.ben, f"/measures/results/{sheet}/")


def test_an_old_answer_is_read_by_the_questions_that_were_asked(cast: Any) -> None:
    sheet = sheet_in(send(cast.ben, "ucla-3", all_of("ucla-3", 2)))
    data: Any = as_data(shipped()["ucla-3"]) | {"version": "2", "factor": 7}
    data["items"] = [{**item, "text": "Rewritten"} for item in data["items"]]
    keep(Imported, key="ucla-3", version="2", fingerprint="f" * 64, data=data, imported_at="2026-11-30T00:00Z")
    shown = page(cast.ben, f"/measures/results/{sheet}/")
    assert "<strong>6</strong> (from 3 to 9)" in shown and "companionship" in shown and "Rewritten" not in shown


def test_leaving_out_is_fine_and_says_what_it_means(cast: Any) -> None:
    nearly = all_of("who-5", 4)
    del nearly["calm"]
    shown = page(cast.ben, f"/measures/results/{sheet_in(send(cast.ben, 'who-5', nearly))}/")
    assert "<strong>80</strong> (from 0 to 100)" in shown and "1 question left out." in shown and "left out" in shown
    del nearly["active"]
    shown = page(cast.ben, f"/measures/results/{sheet_in(send(cast.ben, 'who-5', nearly))}/")
    assert "No number: too much was left out." in shown and "You left 2 questions out." in shown


@pytest.mark.parametrize(
    "more", [{}, {"a-calm": "9"}, {"a-calm": "3", "client_id": "x"}, {"a-calm": "x", "a-active": "3"}]
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(cast: Any, superuser: Any, more: dict[str, str]) -> None:
    answer = send(cast.ben, "who-5", {}, **more)
    told = answer.content.decode()
    assert answer.status_code == 422 and 'role="alert"' in told and kept(superuser) == []
    assert told.count("checked") == sum(value == "3" for value in more.values())


def test_phq_9_is_not_there_until_an_operator_names_a_procedure(cast: Any) -> None:
    page(cast.ben, "/measures/fill/phq-9/", 404)
    assert "PHQ-9" not in page(cast.ben, "/measures/") and "PHQ-8" in page(cast.ben, "/measures/")
    answer = send(cast.ben, "phq-9", HARM)
    assert answer.status_code == 403 and "/you/safety-plan/" in answer.content.decode().partition("</main>")[0]
    assert open_phq_9(cast.odile).status_code == 302
    page(cast.ben, "/measures/fill/phq-9/")
    page(cast.ben, "/measures/fill/phq-ads/", 404)
    log = page(cast.odile, "/desk/measures/")
    assert "On-call handbook, version 3" in log and "in force since 31 January 2026" in log and "Odile" in log


def test_a_procedure_is_named_with_a_day_that_has_come(cast: Any) -> None:
    for form, said in (
        ({"name": "", "in_force_on": "2026-01-31"}, "Write the name of the procedure"),
        ({"name": "Handbook", "in_force_on": "soon"}, "Write the day as year-month-day"),
        ({"name": "Handbook", "in_force_on": date(2999, 1, 1).isoformat()}, "This day is still to come."),
    ):
        answer = cast.odile.client.post("/desk/measures/phq-9/procedure/", form)
        assert answer.status_code == 422 and said in answer.content.decode()
    page(cast.ben, "/measures/fill/phq-9/", 404)


def test_thoughts_of_dying_open_ones_own_plan_before_anything_else_and_nobody_is_told(
    cast: Any, superuser: Any
) -> None:
    open_phq_9(cast.odile)
    cast.ben.client.post("/you/safety-plan/", {"alone": "I sit by the window."})
    answer = send(cast.ben, "phq-9", HARM)
    sheet = sheet_in(answer)
    assert answer["Location"] == f"/measures/results/{sheet}/first/"
    shown = page(cast.ben, answer["Location"])
    assert (
        shown.index("Help now</a>", shown.index("<main"))
        < shown.index("I sit by the window.")
        < shown.index("See my result")
    )
    assert "<strong>1</strong>" not in shown.split("<main")[1], "the number can wait"
    assert superuser.execute("SELECT count(*) FROM procrastinate_jobs").fetchone()[0] == 0
    assert superuser.execute("SELECT count(*) FROM safety_concern").fetchone()[0] == 0
    result = page(cast.ben, f"/measures/results/{sheet}/").split("<main")[1]
    assert result.index("Help now") < result.index("from 0 to 27")


def test_the_plan_comes_first_also_without_a_plan_without_a_number_and_when_something_was_wrong(cast: Any) -> None:
    open_phq_9(cast.odile)
    answer = send(cast.ben, "phq-9", {"harm": 3})
    assert answer["Location"].endswith("/first/")
    assert "There is no plan of yours yet." in page(cast.ben, answer["Location"])
    wrong = send(cast.ben, "phq-9", {"harm": 3}, client_id="")
    told = wrong.content.decode().split("<main")[1]
    assert wrong.status_code == 422 and told.index("Help now") < told.index("This page was not sent whole.")
    none = sheet_in(send(cast.ben, "phq-9", all_of("phq-9", 0)))
    page(cast.ben, f"/measures/results/{none}/")
    assert cast.ben.client.get(f"/measures/results/{none}/first/").status_code == 302


def test_when_a_procedure_ends_it_is_not_offered_and_results_stay(cast: Any) -> None:
    open_phq_9(cast.odile)
    sheet = sheet_in(send(cast.ben, "phq-9", HARM))
    log = page(cast.odile, "/desk/measures/")
    end = log.split("/desk/measures/procedures/")[1].split("/end/")[0]
    assert cast.odile.client.post(f"/desk/measures/procedures/{end}/end/").status_code == 302
    page(cast.ben, "/measures/fill/phq-9/", 404)
    assert "No longer offered here" in page(cast.ben, "/measures/")
    page(cast.ben, f"/measures/results/{sheet}/first/")


def test_change_over_time_is_a_drawing_with_a_table_of_the_same_numbers(cast: Any) -> None:
    for value in (1, 3, 2):
        send(cast.ben, "who-5", all_of("who-5", value))
    shown = page(cast.ben, "/measures/change/who-5/")
    assert (
        shown.count("<circle") == 3 and 'role="img"' in shown and "3 results. The table below has all of them." in shown
    )
    for number in ("20", "60", "40"):
        assert f'data-label="Result">{number}<' in shown
    assert "style=" not in shown.split("<svg")[1].split("</svg>")[0] and "<script" not in shown.split("<main")[1]
    page(cast.ada, "/measures/change/who-5/", 404)


def test_taken_away_it_is_gone(cast: Any, superuser: Any) -> None:
    sheet = sheet_in(send(cast.ben, "who-5", all_of("who-5", 1)))
    assert cast.ada.client.post(f"/measures/results/{sheet}/removal/").status_code == 404
    assert cast.ben.client.post(f"/measures/results/{sheet}/removal/").status_code == 302
    page(cast.ben, f"/measures/results/{sheet}/", 404)
    assert kept(superuser) == [] and not Sheet.objects.using("keeper").exists()


def test_the_pages_cost_the_same_with_much_on_them(cast: Any, django_assert_max_num_queries: Any) -> None:
    for value in range(6):
        send(cast.ben, "who-5", all_of("who-5", value))
    with django_assert_max_num_queries(12):
        page(cast.ben, "/measures/")
