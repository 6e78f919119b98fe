"""The directory: facts that two sources agree on, printed as they are dialled (CR-22)."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

from hearten.safety.lines import COUNTRIES, all_lines, country_for, directory
from hearten.safety.make_lines import is_agreed, line
from hearten.safety.rules import dialled_on, shown_lines, to_check

TODAY = date(2027, 1, 1)


def call(right=True, days_ago=0):
    return SimpleNamespace(right=right, on=TODAY - timedelta(days=days_ago))


def test_every_line_can_be_reached_and_is_never_rewritten():
    for one in all_lines().values():
        assert one.tel or one.sms, one.id
        assert "+" not in one.tel + one.sms
        assert re.fullmatch(r"(tel:[\d-]{3,})?", one.tel), one.tel
        assert re.fullmatch(r"(sms:\d{3,6}(\?body=\w+)?)?", one.sms), one.sms
        assert one.tel == (f"tel:{one.call.replace(' ', '')}" if one.call else "")
        assert one.spoken


def test_ids_are_stable_and_short_enough_for_the_log():
    assert len(all_lines()) == sum(len(country.lines) for country in directory().values())
    assert all(len(line_id) <= 60 for line_id in all_lines())
    assert {"us-call-988", "gb-call-116123", "fr-call-3114", "de-call-08001110111"} <= set(all_lines())


def test_every_country_has_a_name_and_an_emergency_number():
    assert set(directory()) == set(COUNTRIES)
    assert all(country.emergency and country.emergency[0].dial.isdigit() for country in directory().values())


def test_records_that_sources_contradict_are_left_out():
    agreed = {"status": "cross-checked", "sources": ["A", "B"], "note": ""}
    assert is_agreed(agreed)
    assert not is_agreed(agreed | {"note": "C lists another: CONFLICT"})
    assert not is_agreed(agreed | {"note": "HOLD: verify"})
    assert not is_agreed(agreed | {"sources": ["A"]})
    assert not is_agreed(agreed | {"status": "single-source"})
    assert not {"ES", "IT", "SG"} & set(directory())


def test_a_text_line_keeps_its_word():
    record = {"country": "GB", "name": "n", "dial": "", "sms": {"to": "85258", "body": "SHOUT"}, "chat": None}
    made = line(record | {"hours": "24/7", "languages": "en", "sources": ["A", "B"]})
    assert (made["id"], made["sms"], made["tel"]) == ("gb-text-85258", "sms:85258?body=SHOUT", "")


def test_belgium_shows_both():
    assert [one.languages for one in directory()["BE"].lines] == [("nl",), ("fr",)]
    assert len(shown_lines(directory()["BE"], {}, TODAY)) == 2


def test_a_check_counts_for_180_days():
    assert dialled_on(None, TODAY) is None
    assert dialled_on(call(days_ago=180), TODAY) == TODAY - timedelta(days=180)
    assert dialled_on(call(days_ago=181), TODAY) is None
    assert dialled_on(call(right=False), TODAY) is None


def test_a_wrong_line_is_not_shown_and_waits_for_a_check():
    great_britain = directory()["GB"]
    calls = {"gb-call-116123": call(right=False), "gb-text-85258": call()}
    assert [shown.line.id for shown in shown_lines(great_britain, calls, TODAY)] == ["gb-text-85258"]
    waiting = {one.id for one in to_check(calls, all_lines(), TODAY)}
    assert "gb-call-116123" in waiting and "gb-text-85258" not in waiting


def test_the_country_is_the_one_asked_for_then_ones_own_then_the_operators(settings):
    settings.HEARTEN_COUNTRY = "IE"
    assert country_for("gb", "US").code == "GB"
    assert country_for("", "US").code == "US"
    assert country_for("").code == "IE"
    assert country_for("XX", "US") is None
    settings.HEARTEN_COUNTRY = ""
    assert country_for("") is None
