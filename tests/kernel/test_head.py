"""HEAD knocks like GET: it skips the form token, so a door for POST alone must not open to it."""

from typing import Any

import pytest

from hearten.threads.models import Witness


@pytest.mark.parametrize(
    "address", ["/posts/{reply}/nod/", "/posts/{reply}/heard/", "/news/read/", "/you/sessions/end/"]
)
def test_head_does_not_pass_a_door_for_post_alone(cast: Any, as_seat: Any, address: str) -> None:
    assert cast.ben.client.head(address.format(reply=cast.reply.id)).status_code == 405
    with as_seat(cast.ben) as seat:
        assert not seat.glance(Witness).exists()


def test_head_of_a_page_is_its_head(cast: Any) -> None:
    answer = cast.ben.client.head(f"/threads/{cast.thread.id}/")
    assert answer.status_code == 200
    assert answer.content == b""
