"""Where the panel stands after a form without script: rules lead to it, the model alone puts it into the page."""

import re
from uuid import uuid4

import pytest

from hearten.reading.watched import Watched
from hearten.safety import first_look

pytestmark = pytest.mark.django_db
PANEL = 'id="beside"'


@pytest.fixture
def seen(monkeypatch):
    """`seen("model")`: what the reading answers from now on, as a double of the process aside."""

    def answers(source, level="L3", about="self", cues=()):
        found = Watched(level, about, cues, source, "made up")
        monkeypatch.setattr(first_look, "judged", lambda text, within, start: found)

    return answers


def reply(person, thread):
    sent = {"body": "Going for a walk.", "move": "", "quotes": "", "client_id": str(uuid4()), "suggested": ""}
    return person.client.post(f"/threads/{thread.id}/replies/", sent)


def test_rules_lead_to_the_panel(cast, seen):
    seen("rules")
    answer = reply(cast.ben, cast.thread)
    assert re.fullmatch(r"/beside/post/[0-9a-f-]{36}/\?whose=self", answer["Location"])
    assert PANEL in cast.ben.client.get(answer["Location"]).content.decode()


def test_the_model_alone_puts_it_into_the_page(cast, seen):
    seen("model")
    address = reply(cast.ben, cast.thread)["Location"]
    assert re.fullmatch(rf"/threads/{cast.thread.id}/\?beside=[0-9a-f-]{{36}}&whose=self#p-[0-9a-f-]{{36}}", address)
    page = cast.ben.client.get(address).content.decode()
    assert PANEL in page and "Going for a walk." in page
    assert PANEL not in cast.ben.client.get(f"/threads/{cast.thread.id}/").content.decode()


def test_worry_for_another_stands_there_too(cast, seen):
    seen("model", level="none", about="other", cues=((0, 5, "worry"),))
    address = reply(cast.ben, cast.thread)["Location"]
    assert "You are worried about somebody" in cast.ben.client.get(address).content.decode()


def test_nobody_else_gets_it_by_the_address(cast, seen):
    seen("model")
    address = reply(cast.ben, cast.thread)["Location"]
    page = cast.ada.client.get(address)
    assert page.status_code == 200 and PANEL not in page.content.decode()
    odd = cast.ben.client.get(f"/threads/{cast.thread.id}/?beside=nothing")
    assert odd.status_code == 200 and PANEL not in odd.content.decode()


def test_nothing_found_changes_nothing(cast, seen):
    seen("model", level="L1")
    assert reply(cast.ben, cast.thread)["Location"].startswith(f"/threads/{cast.thread.id}/#p-")
