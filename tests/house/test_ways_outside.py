"""`hearten check` says when a way outside does not work, and what is set by half."""

from typing import Any

import pytest

from hearten.commands.check import _in_settings_outside, _in_ways_outside
from hearten.commands.worker import _refuse_an_open_door
from hearten.kernel.complaint import Complaint

TROUBLE = (
    "INSERT INTO notices_trouble (id, channel, since, cause) "
    "VALUES (gen_random_uuid(), 'mail', '2026-11-30 10:00+00', 'SMTPAuthenticationError 535')"
)


def test_a_fault_is_told_with_its_kind_and_what_to_look_at(db: None, superuser: Any, settings: Any) -> None:
    superuser.execute(TROUBLE)
    assert not list(_in_ways_outside()), "mail is off here"
    settings.HEARTEN_SMTP_HOST, settings.HEARTEN_SMTP_FROM = "mail.example", "post@place.example"
    ((cause, mend),) = _in_ways_outside()
    assert cause == "Since 2026-11-30 10:00 UTC mail does not work (SMTPAuthenticationError 535)."
    assert "HEARTEN_SMTP_PASSWORD" in mend and "What waits is sent" in mend
    superuser.execute("UPDATE notices_trouble SET ended_at = now()")
    assert not list(_in_ways_outside())


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"HEARTEN_SMTP_HOST": "mail.example"}, "HEARTEN_SMTP_FROM"),
        ({"HEARTEN_SMTP_TLS": "ssl"}, "HEARTEN_SMTP_TLS"),
        ({"HEARTEN_SMTP_TLS": "off", "HEARTEN_SMTP_PASSWORD": "x"}, "unsealed"),
        ({"HEARTEN_PUSH": True}, "HEARTEN_PUSH_CONTACT"),
        ({"HEARTEN_PUSH": True, "HEARTEN_PUSH_CONTACT": "nobody"}, "HEARTEN_PUSH_CONTACT"),
        ({"HEARTEN_LETTERS_AT": "127.0.0.1:8024"}, "HEARTEN_LETTERS_DOMAIN"),
        ({"HEARTEN_CONTACT": "ask at the desk"}, "HEARTEN_CONTACT"),
    ],
)
def test_what_is_set_by_half_is_told(settings: Any, given: dict[str, Any], named: str) -> None:
    assert not list(_in_settings_outside())
    for name, value in given.items():
        setattr(settings, name, value)
    ((cause, _mend),) = _in_settings_outside()
    assert named in cause


def test_a_worker_does_not_start_with_a_door_for_letters_that_others_can_reach(settings: Any) -> None:
    settings.HEARTEN_LETTERS_AT, settings.HEARTEN_LETTERS_DOMAIN = "0.0.0.0:8024", "answers.place.example"
    with pytest.raises(Complaint, match="could be reached from outside"):
        _refuse_an_open_door()
    settings.HEARTEN_LETTERS_DOMAIN = ""
    _refuse_an_open_door()
