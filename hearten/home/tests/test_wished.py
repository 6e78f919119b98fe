"""What somebody wishes for in a crisis can go along to the clinic, and is ticked for nobody."""

from typing import Any

import pytest

from hearten.handover.sources import parts_of
from hearten.wellness.actions.plan import keep

pytestmark = pytest.mark.django_db
WISH = "Please call my sister, and no sirens."


def test_parts_of_a_wellness_plan_are_offered_to_their_person_and_ticked_for_nobody(cast: Any, as_seat: Any) -> None:
    with as_seat(cast.ben) as seat:
        keep(seat, {"crisis": WISH})
    with as_seat(cast.ben) as seat:
        part = next(one for one in parts_of(seat) if one.source.name == "wellness")
    assert part.source.careful
    assert [(offer.key, offer.lines[0].words) for offer in part.offers] == [("wellness.crisis", WISH)]
    with as_seat(cast.ada) as seat:
        assert not [one for one in parts_of(seat) if one.source.name == "wellness"]
