"""What a member gets of it in their copy, and that nothing of it stays when they go."""

from typing import Any

import pytest

from hearten.answering.own import _clocks
from hearten.answering.tests.conftest import Helpers, ask, clock_of, ended
from tests.apart import reply

pytestmark = pytest.mark.django_db


def test_ones_own_times_masked_or_not_and_nobody_elses(helpers: Helpers, superuser: Any, as_seat: Any) -> None:
    cast = helpers.cast
    thread, masked = ask(cast.ben, cast.group), ask(cast.ben, cast.group, masked="on")
    ask(cast.dov, cast.group)
    reply(cast.dov, thread, "Here.")
    reply(cast.ben, masked, "Me.")  # with the other name on
    with as_seat(cast.ben) as seat:
        rows = _clocks(seat)
    assert [row["group"] for row in rows] == ["low days"] * 2
    assert [row["answered_at"] is not None for row in rows] == [True, False]
    assert ended(superuser, masked) == "alone"


def test_it_goes_with_its_conversation(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    assert cast.dov.client.post(f"/threads/{thread}/writing/").status_code == 302
    cast.dov.client.post(f"/groups/{cast.group.id}/leave/", {"how": "kept"})
    assert superuser.execute("SELECT count(*) FROM answering_writing").fetchone() == (0,)
    assert clock_of(superuser, thread) is not None, "the question still waits"
