"""Pictures in posts: what is said of one is words of its writer like the others."""

from collections.abc import Callable
from typing import Any

from hearten.pictures.tests.conftest import sent_form
from hearten.threads.watched import text_of


def test_what_is_said_of_a_picture_is_read_for_danger(cast: Any, as_seat: Callable[..., Any], superuser: Any) -> None:
    given = sent_form(**{"alt-1": "The pills I counted."})
    assert cast.ben.client.post(f"/threads/{cast.thread.id}/replies/", given).status_code == 302
    post = superuser.execute("SELECT about FROM pictures_picture").fetchone()[0]
    with as_seat(cast.ben) as seat:
        assert "The pills I counted." in text_of(seat, post)
