"""Help now: always there, for everybody, with no script, no network and no database (R5, CR-06, CR-23)."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, ProgrammingError
from django.test import Client

from hearten.kernel.clock import now
from hearten.members.models import Profile
from hearten.safety import models
from hearten.safety.actions import record_call

pytestmark = pytest.mark.django_db


def body(client=None, **query):
    answer = (client or Client()).get("/help-now/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def top(html):
    """What stands above the folded list of all countries."""
    return html.partition('id="all"')[0]


def test_the_emergency_number_is_the_first_thing_said():
    html = body(country="GB")
    first = html.partition("</h1>")[2].partition("</p>")[0]
    assert 'href="tel:999"' in first and 'href="tel:112"' in first


def test_at_most_two_lines_on_top_and_all_countries_folded_below():
    html = body(country="US")
    assert set(re.findall(r'href="((?:tel|sms):[^"]+)"', top(html))) == {
        "tel:911",
        "tel:988",
        "sms:988",
        "sms:741741?body=HOME",
    }
    assert html.count('<details class="folded" id="') == 18
    assert 'href="tel:3114"' in html and "+33" not in html


def test_an_unknown_country_gets_the_emergency_note_and_a_plain_link():
    html = top(body(country="XX"))
    assert "local emergency number" in html
    assert '<a href="https://findahelpline.com" rel="noreferrer">findahelpline.com</a>' in html
    assert "tel:" not in html and "no line for your country" in html


def test_nobody_is_told_that_their_country_is_missing_before_they_named_one():
    html = top(body())
    assert "Choose your country" in html and "no line for your country" not in html


def test_a_line_says_that_nobody_dialled_it_until_somebody_did(superuser):
    assert "Not yet dialled" in top(body(country="FR"))
    add_call(superuser, "fr-call-3114")
    assert "Dialled by this site" in top(body(country="FR")) and "Not yet dialled" not in top(body(country="FR"))


def test_a_line_that_was_wrong_is_shown_nowhere(superuser):
    add_call(superuser, "fr-call-3114", right=False)
    assert "tel:3114" not in body(country="FR")
    assert "findahelpline" in top(body(country="FR"))


def add_call(superuser, line, right=True):
    superuser.execute(
        'INSERT INTO safety_testcall (id, line, "right", initials, "on", at)'
        " VALUES (gen_random_uuid(), %s, %s, 'OL', %s, now())",
        [line, right, now().date()],
    )


def test_a_check_runs_out(superuser, clock):
    add_call(superuser, "fr-call-3114")
    clock.set(now() + timedelta(days=181))
    assert "Not yet dialled" in top(body(country="FR"))


def test_a_members_own_country_comes_first(cast, as_seat):
    with as_seat(cast.ben) as seat:
        seat.glance(Profile).update(country="NL")
    assert 'data-country="NL"' in body(cast.ben.client)
    assert 'data-country=""' in body()


def test_it_still_answers_without_a_database(monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr("hearten.safety.views.help_now.last_calls", away)
    assert "tel:999" in top(body(country="GB"))


def test_only_an_operator_writes_down_a_check(cast, as_seat):
    facts = {"line": "fr-call-3114", "right": True, "on": now().date(), "initials": "X"}
    for member in (cast.ben, cast.mo):
        with pytest.raises(ProgrammingError, match="row-level security"), as_seat(member) as seat:
            record_call(seat, **facts)


def test_the_log_cannot_be_changed(cast, superuser, as_seat):
    add_call(superuser, "fr-call-3114")
    with pytest.raises(ProgrammingError, match="permission denied"), as_seat(cast.mo) as seat:
        seat.glance(models.TestCall).update(right=False)


def test_what_the_device_keeps_is_small_and_nobodys():
    client = Client()
    worker = client.get("/service-worker.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    script = worker.content.decode()
    kept = re.search(r"const KEPT = (\[.*?\]);", script).group(1)
    assert kept.count('"') == 8 and '"/help-now/"' in kept and '"/offline/"' in kept
    assert 'credentials: "omit"' in script
    pages = [client.get(path).content for path in ("/help-now/", "/offline/")]
    assert all(b"Sign in" in page for page in pages)
    static = [_built(name).read_bytes() for name in ("kernel/hearten.css", "safety/help-now.js")]
    assert sum(len(part) for part in [*pages, *static]) < 50_000


def _built(name):
    from django.contrib.staticfiles.storage import staticfiles_storage

    return Path(staticfiles_storage.path(staticfiles_storage.stored_name(name)))


def test_offline_says_what_still_works():
    assert "Help now still works." in Client().get("/offline/").content.decode()
