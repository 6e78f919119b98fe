"""Being counted: by consent alone, taken back on any page, with a race that somebody always wins."""

from typing import Any

import pytest

from hearten.measures.actions import counting
from hearten.measures.tests.filled import all_of, page, send, sheet_in

pytestmark = pytest.mark.django_db


def numbers(superuser: Any) -> list[Any]:
    return superuser.execute("SELECT key, score::int FROM measures_counted ORDER BY at").fetchall()


def test_off_unless_somebody_wants_it_and_from_then_on(cast: Any, superuser: Any) -> None:
    send(cast.ben, "who-5", all_of("who-5", 1))
    assert numbers(superuser) == []
    assert "Count my results" in page(cast.ben, "/measures/counting/")
    for _press in range(2):
        assert cast.ben.client.post("/measures/counting/").status_code == 302
    assert superuser.execute("SELECT count(*) FROM members_consent WHERE purpose = 'measures_counted'").fetchone() == (
        1,
    )
    send(cast.ben, "who-5", all_of("who-5", 3))
    send(cast.ben, "who-5", {"calm": 3})
    assert numbers(superuser) == [("who-5", 60), ("who-5", None)]
    assert "2 numbers are kept for it." in page(cast.ben, "/measures/counting/")
    assert "Your results in counts" in page(cast.ben, "/you/consents/")


@pytest.mark.parametrize("way", ["/measures/counting/withdrawal/", "/you/consents/"])
def test_taken_back_on_whatever_page_the_numbers_go(cast: Any, superuser: Any, way: str) -> None:
    cast.ben.client.post("/measures/counting/")
    cast.ada.client.post("/measures/counting/")
    for person in (cast.ben, cast.ada):
        send(person, "who-5", all_of("who-5", 3))
    if way == "/you/consents/":
        key = superuser.execute(
            "SELECT id FROM members_consent WHERE purpose = 'measures_counted' AND member_id = %s", [cast.ben.id]
        ).fetchone()[0]
        way = f"/you/consents/{key}/withdrawal/"
    assert cast.ben.client.post(way).status_code == 302
    assert superuser.execute("SELECT DISTINCT member_id FROM measures_counted").fetchall() == [(cast.ada.id,)]
    send(cast.ben, "who-5", all_of("who-5", 4))
    assert len(numbers(superuser)) == 1, "nothing new is kept either"
    assert page(cast.ben, "/measures/change/who-5/").count("<circle") == 2, "the results themselves stay"


def test_a_number_goes_with_its_result(cast: Any, superuser: Any) -> None:
    cast.ben.client.post("/measures/counting/")
    sheet = sheet_in(send(cast.ben, "who-5", all_of("who-5", 3)))
    cast.ben.client.post(f"/measures/results/{sheet}/removal/")
    assert numbers(superuser) == []


def test_nobody_adds_a_number_without_agreeing(cast: Any, as_seat: Any) -> None:
    from django.db import ProgrammingError

    from hearten.kernel.clock import now
    from hearten.measures.models import COUNTED, Counted, Sheet
    from hearten.members.models import Consent

    cast.ben.client.post("/measures/counting/")
    send(cast.ben, "ucla-3", all_of("ucla-3", 1))
    with as_seat(cast.ben) as seat:
        counting.take_back(seat)
    with pytest.raises(ProgrammingError), as_seat(cast.ben) as seat:
        sheet, consent = seat.glance(Sheet).get(), seat.glance(Consent).get(purpose=COUNTED)
        Counted(member_id=seat.me, consent=consent, sheet=sheet, key="x", version="1", at=now()).save(force_insert=True)
