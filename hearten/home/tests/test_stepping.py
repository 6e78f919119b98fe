"""The next step after an appointment becomes something in one's plan, and its words stand in no address."""

import re
from typing import Any
from uuid import uuid4

import pytest

from hearten.care.actions import visits

pytestmark = pytest.mark.django_db
STEP = "Ring the practice about the letter"


def test_a_next_step_leads_into_the_plan_of_its_person_alone(cast: Any, as_seat: Any) -> None:
    with as_seat(cast.ben) as seat:
        visit = visits.begin(seat, uuid4(), "The clinic", None)
        visits.write_after(seat, visit, "We look again in spring.", STEP)
    page = cast.ben.client.get(f"/you/appointments/{visit}/").content.decode()
    (way,) = set(re.findall(r'href="(/plan/begin/\?from=[^"]+)"', page))
    assert STEP.split()[0] not in way
    assert STEP in cast.ben.client.get(way).content.decode()
    assert STEP not in cast.ada.client.get(way).content.decode()
    for other in ("/plan/begin/?from=step:none", "/plan/begin/?from=nothing", f"/plan/begin/?from=x:{visit}"):
        assert cast.ben.client.get(other).status_code == 200
