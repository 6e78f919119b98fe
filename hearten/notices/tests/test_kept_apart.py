"""What a break, a letter that was ended, and pushes that are off do not bring about."""

from datetime import timedelta

import pytest

from hearten.notices import kinds
from hearten.notices.tests.test_letters import MINUTE, become_due, office, outside

pytestmark = pytest.mark.django_db
__all__ = ["office", "outside"]


def test_a_break_drops_nothing_that_comes_during_a_break_too(outside, office, cast, clock):
    kinds.register(kinds.Kind("test_always", lambda _told: "x", lambda _told: "/", always=True))
    outside.write_to(cast.ada)
    outside.tell(cast.ada, "test_always")
    become_due(outside, clock)
    clock.pass_(MINUTE)
    assert cast.ada.client.post("/you/break/", {"length": "week"}).status_code == 302
    become_due(outside, clock, 2 * MINUTE)
    assert len(office.taken) == 1


def test_whoever_ended_letters_gets_none_by_changing_something_else(outside, office, cast, clock):
    outside.write_to(cast.ada)
    outside.tell(cast.ada)
    become_due(outside, clock)
    become_due(outside, clock, 2 * MINUTE)
    ((_to, letter),) = office.taken
    path = "/letters/" + letter["List-Unsubscribe"].strip("<>").split("/letters/")[1]
    cast.ada.browser().post(path, {"List-Unsubscribe": "One-Click"})
    quiet = {"mail": "on", "pace": "hour", "quiet_from": "22:00", "quiet_until": "07:00", "wakes": "urgent"}
    assert cast.ada.client.post("/you/news/", quiet).status_code == 302
    outside.send_codes()
    become_due(outside, clock, timedelta(hours=2))
    assert len(office.taken) == 1


def test_where_pushes_are_off_a_device_is_told_so(outside, cast):
    place = {"endpoint": "https://push.example/x", "p256dh": "x", "auth": "x", "name": "My phone"}
    answer = cast.ada.client.post("/you/news/devices/", place)
    assert answer.status_code == 403 and "does not send anything to devices" in answer.content.decode()
