"""How the directory stays true: reports, checks, and being closed here (R2)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from hearten.moderation.tests.conftest import whom_jobs_tell
from hearten.resources.models import Check, Closure, Listing, ListingReport
from hearten.resources.tests.conftest import LONG_AGO, WEDNESDAY, YESTERDAY, Make, order, page, said
from tests.people import Cast

pytestmark = pytest.mark.django_db
CLOSED = {"kind": "closed"}
SAYS = "2 people say this is closed. It is not checked yet."


@pytest.fixture
def mill(make: Make, cast: Cast) -> Listing:
    return make("The Mill", "Leeds")


def report(who: Any, service: Listing, **given: Any) -> UUID:
    """Report something; the report's id."""
    answer = who.client.post(f"/services/{service.id}/report/", given)
    assert answer.status_code == 302, answer.status_code
    return UUID(answer["Location"].rstrip("/").rsplit("/")[-1])


def checked(who: Any, service: Listing, *reports: UUID, **also: Any) -> Any:
    given = {"found": "right", "how": "called", "on": str(YESTERDAY), "reports": [str(one) for one in reports]}
    return who.client.post(f"/services/{service.id}/check/", given | also)


def test_one_report_changes_nothing_and_two_people_are_told_of_and_nothing_goes(mill: Listing, cast: Cast) -> None:
    address = f"/services/{mill.id}/"
    report(cast.ben, mill, **CLOSED)
    report(cast.ben, mill, **CLOSED)
    assert "say this is closed" not in page(cast.dov, address), "the same person twice is one"
    report(cast.cleo, mill, **CLOSED)
    assert SAYS in page(cast.dov, address) and SAYS in page(cast.dov, "/services/")
    assert "The Mill" in page(cast.dov, "/services/")


def test_who_reported_is_not_shown_to_those_who_check(mill: Listing, cast: Cast) -> None:
    report(cast.ben, mill, kind="wrong", field="phone", words="It rings out.")
    found = page(cast.mo, f"/services/{mill.id}/check/")
    assert "It rings out." in found and "The phone number" in found and "Ben" not in found


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [
        ({}, "Choose what it is."),
        ({"kind": "wrong", "words": "kept"}, "Choose what is wrong"),
        ({"kind": "wait", "words": "kept"}, "Write how many weeks the wait is"),
        ({"kind": "wait", "weeks": "many", "words": "kept"}, "Write a number of weeks"),
        ({"kind": "other"}, "Write a few words"),
    ],
)
def test_a_report_that_lacks_something_says_so_and_keeps_the_words(
    lacks: dict[str, str], sentence: str, mill: Listing, cast: Cast
) -> None:
    answer = cast.ben.client.post(f"/services/{mill.id}/report/", lacks)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert lacks.get("words", "") in answer.content.decode()


def test_the_queue_has_what_most_people_reported_first_and_then_what_is_stale(
    mill: Listing, make: Make, cast: Cast
) -> None:
    make("Reported by one")
    make("Stale", assured_on=LONG_AGO)
    make("Fresh")
    one = Listing.objects.using("keeper").get(name="Reported by one")
    report(cast.ben, one, **CLOSED)
    report(cast.ben, mill, **CLOSED)
    report(cast.cleo, mill, kind="wait", weeks="9")
    names = ("The Mill", "Reported by one", "Stale", "Fresh")
    for who in (cast.ada, cast.mo, cast.odile):
        assert order(page(who, "/services/to-check/"), *names) == ["The Mill", "Reported by one", "Stale"]
    assert cast.ben.client.get("/services/to-check/").status_code == 404


def test_an_answer_reaches_who_reported_with_its_reason_and_the_check_is_on_the_page(
    mill: Listing, cast: Cast, superuser: Any
) -> None:
    mine, other = report(cast.ben, mill, **CLOSED), report(cast.cleo, mill, **CLOSED)
    assert checked(cast.ada, mill, mine, other, answer="I called. They moved upstairs.").status_code == 302
    assert {kind for kind, _whom in whom_jobs_tell(superuser)} >= {"listing_answer"}
    found = page(cast.ben, f"/services/reports/{mine}/")
    assert "I called. They moved upstairs." in found and "Ada, a facilitator" in found
    assert cast.cleo.client.get(f"/services/reports/{mine}/").status_code == 404
    where = cast.mo.client.get(f"/services/reports/{mine}/")
    assert where["Location"] == f"/services/{mill.id}/check/", "who looks after it is led to where it is answered"
    shown = page(cast.dov, f"/services/{mill.id}/")
    assert f"Checked on {said(YESTERDAY)}." in shown and "say this is closed" not in shown
    assert checked(cast.odile, mill, mine, answer="Again.").status_code == 422, "answered once"


DOSE = "They start everybody on 40 mg of citalopram, you should take 40 mg too."


@pytest.mark.parametrize("before", ["", "I am going to end it tonight. "])
@pytest.mark.parametrize("part", ["words", "answer"])
def test_doses_stand_in_no_check_and_in_no_answer_and_the_words_are_kept(
    part: str, before: str, mill: Listing, cast: Cast
) -> None:
    mine = report(cast.ben, mill, **CLOSED)
    given = {"found": "changed", "words": "They moved upstairs.", "answer": "I called."} | {part: before + DOSE}
    answer = checked(cast.ada, mill, mine, **given)
    shown = answer.content.decode()
    assert answer.status_code == 422 and "doses, and what to do with a medicine, are left out" in shown
    assert DOSE in shown.split("<textarea", 1)[1] and not Check.objects.using("keeper").exists()
    assert "It is fine, send it" not in shown, "nobody passes that over"


def test_a_number_and_an_address_of_a_service_are_what_one_writes_at_a_check(mill: Listing, cast: Cast) -> None:
    words = "The number is now 01632 960123, at 12 Mill Lane, LS1 4AB."
    assert checked(cast.ada, mill, found="changed", words=words).status_code == 302
    assert words in page(cast.dov, f"/services/{mill.id}/")


def test_closed_is_marked_here_with_who_and_why_and_the_record_stays(mill: Listing, cast: Cast) -> None:
    before = Listing.objects.using("keeper").values().get(pk=mill.id)
    assert checked(cast.odile, mill, found="closed", words="The house is empty.").status_code == 302
    shown = page(cast.ben, f"/services/{mill.id}/")
    assert "This service is closed" in shown and "The house is empty." in shown and "Odile" in shown
    assert f"Checked on {said(YESTERDAY)}" not in shown, "that it is closed is no check of what stands in it"
    assert "The Mill" not in page(cast.ben, "/services/")
    assert Listing.objects.using("keeper").values().get(pk=mill.id) == before
    assert cast.ada.client.post(f"/services/{mill.id}/reopening/").status_code == 302
    assert "The Mill" in page(cast.ben, "/services/")
    kept = Closure.objects.using("keeper").get(listing_id=mill.id)
    assert kept.ended_at is not None and kept.ended_name == "Ada", "it is taken back, not wiped out"


def test_what_is_different_stands_above_the_entry_until_somebody_finds_it_right(mill: Listing, cast: Cast) -> None:
    checked(cast.ada, mill, found="changed", words="The number is 01632 960199 now.")
    assert "The number is 01632 960199 now." in page(cast.ben, f"/services/{mill.id}/")
    checked(cast.ada, mill, on=str(WEDNESDAY.date()))
    assert "01632 960199" not in page(cast.ben, f"/services/{mill.id}/")
    assert Check.objects.using("keeper").filter(listing_id=mill.id).count() == 2


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [
        ({"on": str(WEDNESDAY.date() + timedelta(days=2))}, "This day has not come yet."),
        ({"on": "yesterday"}, "Write the day as in"),
        ({"found": "closed"}, "Write what is so now."),
        ({"found": "", "words": "kept"}, "Choose what you found out."),
    ],
)
def test_a_check_that_lacks_something_says_so(lacks: dict[str, str], sentence: str, mill: Listing, cast: Cast) -> None:
    answer = checked(cast.ada, mill, **lacks)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Check.objects.using("keeper").exists()


def test_a_report_is_taken_back_until_it_is_answered(mill: Listing, cast: Cast) -> None:
    mine = report(cast.ben, mill, **CLOSED)
    address = f"/services/reports/{mine}/withdrawal/"
    assert cast.cleo.client.post(address).status_code == 404
    assert cast.mo.client.post(address).status_code == 404
    assert cast.ben.client.post(address).status_code == 302
    assert not ListingReport.objects.using("keeper").exists()


def test_words_of_a_report_are_read_for_danger(mill: Listing, cast: Cast, superuser: Any) -> None:
    words = {"kind": "other", "words": "They sent me away and I want to end my life tonight."}
    assert "/beside/" in cast.ben.client.post(f"/services/{mill.id}/report/", words)["Location"]
    mine = ListingReport.objects.using("keeper").get().id
    read = superuser.execute("SELECT kind, about FROM safety_reading").fetchall()
    assert ("listingreport", mine) in read
