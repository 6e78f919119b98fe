"""Help now is never limited: not for a visitor, not for a member, however often they ask (SE-34)."""

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_page_answers_every_time(cast: Any, settings: Any) -> None:
    settings.HEARTEN_RATE_LIMITS = True
    visitor = Client()
    assert {visitor.get("/help-now/").status_code for _each in range(150)} == {200}


def test_asking_for_a_person_lands_every_time(cast: Any, settings: Any, superuser: Any) -> None:
    settings.HEARTEN_RATE_LIMITS = True
    answers = {
        cast.ben.client.post("/help-now/person/", {"group": str(cast.group.id)}).status_code for _each in range(60)
    }
    assert answers == {302}
    assert superuser.execute("SELECT count(*) FROM safety_concern").fetchone() == (1,), "and is one concern"


def test_whoever_wrote_too_often_can_still_ask(cast: Any, settings: Any) -> None:
    settings.HEARTEN_RATE_LIMITS = True
    where = f"/threads/{cast.thread.id}/replies/"
    sent = [
        cast.ben.client.post(where, {"body": f"Word {n}.", "client_id": f"7d1f0f5e-6a53-4c61-9d1c-0c1f6f1f5{n:03d}"})
        for n in range(14)
    ]
    assert 403 in {answer.status_code for answer in sent}, "there is a limit on posts"
    assert cast.ben.client.get("/help-now/").status_code == 200
    assert cast.ben.client.post("/help-now/person/", {}).status_code == 302
