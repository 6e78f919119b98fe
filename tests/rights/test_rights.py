"""Rights hold for every slice: nobody is forgotten by half, every copy is whole, and nobody acts as somebody else."""

import ast
import re
from typing import Any

import pytest

from tests.house.reading_templates import HEARTEN, name_of

# Columns that hold a member's id.
POINTING = """
SELECT conrelid::regclass::text || '.' || a.attname FROM pg_constraint c
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
WHERE c.contype = 'f' AND c.confrelid = 'members_member'::regclass
UNION SELECT table_name || '.' || column_name FROM information_schema.columns
WHERE table_schema = 'public' AND data_type = 'uuid' AND column_name ~ '(^|_)member_id$'
  AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public')"""


def test_every_column_that_points_at_a_member_is_seen_to_when_one_leaves(superuser: Any) -> None:
    from hearten.members import rights

    covered = {column for erasure in rights.erasures() for column in erasure.covers}
    there = {column for (column,) in superuser.execute(POINTING).fetchall()}
    missing = sorted(there - covered)
    assert not missing, f"Say how a member is forgotten there, and name the column in its Erasure: {missing}"
    assert covered <= there, sorted(covered - there)


def test_every_section_of_a_copy_says_what_its_rows_hold(cast: Any, as_seat: Any) -> None:
    from hearten.members import rights

    with as_seat(cast.ben) as seat:
        read = {one.name: (one.read(seat), one.columns()) for one in rights.exported()}
    assert {
        "profile",
        "consents",
        "factors",
        "browsers",
        "who_looked",
        "notices",
        "practice",
        "groups",
        "posts",
        "distances",
        "safety_plan",
        "check_ins",
        "notes",
        "reports",
        "service_notes",
        "service_reports",
        "decisions",
        "private_messages",
    } <= set(read)
    for name, (rows, columns) in read.items():
        for row in rows:
            assert set(row) <= set(columns) | {"purpose"}, name


@pytest.mark.parametrize("path", sorted(HEARTEN.glob("*/sql/doors*.sql")), ids=name_of)
def test_what_forgets_or_clears_away_takes_nobodys_id(path: Any) -> None:
    """Forgetting acts for the acting member, clearing away for what is due: neither can be aimed at anybody."""
    named = r"FUNCTION (\w+(?:_forget_me|_keep_(?!distance)\w+|_keep))\((.*?)\)"
    for name, given in re.findall(named, path.read_text()):
        assert "uuid" not in given, name


# PR-09: consents


def test_consents_are_asked_for_by_one_function() -> None:
    """Whoever reads consents otherwise does it for one query of a page, and is named here."""
    known = {
        "hearten/coach/standing.py",  # the same question, as part of a page's one query
        "hearten/members/models.py",
        "hearten/members/actions/consents.py",
        "hearten/members/views/trust.py",  # the page that lists them
        "hearten/members/own.py",  # a member's copy
        "hearten/members/sql/doors_rights.sql",  # being forgotten
        "hearten/guide/sql/triggers.sql",  # what was said with the Guide goes when it ends
        "hearten/measures/models.py",  # a number hangs on the agreement to be counted, by its policy
        "hearten/measures/sql/doors.sql",  # who agrees while the database counts
        "hearten/measures/sql/triggers.sql",  # the numbers go when it ends
    }
    found = {
        name_of(path)
        for path in [*HEARTEN.rglob("*.py"), *HEARTEN.rglob("*.sql")]
        if not {"migrations", "tests"} & set(path.parts)
        and re.search(r"\bimport [^\n]*\bConsent\b|members_consent\b|class Consent\b", path.read_text())
    }
    assert found == known


def test_a_consent_is_whole_and_as_easy_to_take_back(cast: Any, as_seat: Any) -> None:
    from hearten.members.actions import give_consent, has_consent
    from hearten.members.models import Consent

    with as_seat(cast.ben) as seat:
        assert not has_consent(seat, "a study")
        given = give_consent(seat, "a study", "We would like to read along.", "2026-11", "a form")
        assert has_consent(seat, "a study")
    assert len(given.text_hash) == 64 and given.version and given.language and given.how and given.given_at
    assert cast.ben.client.post(f"/you/consents/{given.id}/withdrawal/").status_code == 302
    with as_seat(cast.ben) as seat:
        assert not has_consent(seat, "a study")
        assert seat.glance(Consent).get(pk=given.id).withdrawn_at is not None


# PR-31: nobody acts as somebody else

# Where code takes a seat, and whose it is.
TAKES_A_SEAT = {
    "hearten/kernel/acting.py": "what it is made of",
    "hearten/kernel/door.py": "the seat of the request's own session",
    "hearten/kernel/jobs.py": "the seat that asked for the job",
    "hearten/kernel/hub.py": "a stream's own member, to ask whether they may listen",
    "hearten/kernel/streams.py": "the same",
    "hearten/members/actions/entering.py": "whoever just showed who they are",
    "hearten/members/actions/joining.py": "whoever just joined",
    "hearten/members/views/joining.py": "the same, on the page",
    "hearten/members/erasing.py": "somebody who was erased, to erase them again",
    "hearten/members/jobs.py": "nobody; and somebody whose own wish to leave is due",
    "hearten/desk/jobs.py": "nobody",
    "hearten/moderation/jobs.py": "nobody",
    "hearten/safety/timers.py": "nobody",
    "hearten/answering/watching.py": "nobody",
    "hearten/answering/jobs.py": "nobody",
    "hearten/notices/due.py": "nobody; and whose reminder is due, to give it to them",
    "hearten/notices/outside/fresh.py": "nobody",
    "hearten/notices/outside/digests.py": "nobody; and whose digest is due, to give it to them",
    "hearten/notices/outside/sending.py": "nobody; and to whom something goes out, to send it to their own address",
    "hearten/notices/outside/watching.py": "nobody",
    "hearten/notices/outside/codes.py": "nobody; and who asked for a letter with a code, to send it to their address",
    "hearten/notices/outside/mail/line.py": "nobody here: the account at the operator's mail server",
    "hearten/by_letter/taking.py": "nobody; and whose address a letter came to, once its signature and sender fit",
    "hearten/by_letter/jobs.py": "nobody; and who wrote a letter, to post it as theirs",
    "hearten/meetings/room/clockwork.py": "nobody",
    "hearten/meetings/room/presence.py": "whose page of a room was opened or closed, to say that they came or are lost",
    "hearten/search/indexing.py": "nobody",
    "hearten/guide/jobs.py": "nobody",
    "hearten/library/telling_guides.py": "nobody",
    "hearten/commands/retention.py": "nobody",
    "hearten/demo/seed.py": "the demo's made-up people",
    "hearten/demo/asking.py": "the demo's made-up people",
    "hearten/demo/acting.py": "the demo's made-up people",
    "hearten/demo/library.py": "the demo's made-up people",
    "hearten/demo/looking_after.py": "the demo's made-up people",
    "hearten/demo/meetings.py": "the demo's made-up people",
    "hearten/demo/encouraging.py": "the demo's made-up people",
    "hearten/demo/offering.py": "the demo's made-up people",
    "hearten/demo/week.py": "the demo's made-up people",
    "hearten/demo/news.py": "the demo's made-up people",
    "hearten/pictures/jobs.py": "nobody",
    "hearten/meetings/schedule/jobs.py": "nobody",
    "hearten/library/jobs.py": "nobody",
    "hearten/encouragement/jobs.py": "nobody",
    "hearten/plans/returns/jobs.py": "nobody",
    "hearten/wellness/jobs.py": "nobody's: a reviewed function hands out the ids of questions that are due",
    "hearten/meetings/for_two/jobs.py": "nobody; and whoever meets somebody alone, to end that where it is closed",
}
# What an address or a command might be called that lets one be somebody else.
AS_SOMEBODY = r"imperson|\bas/|view.as|switch(?!es|_id)|sudo|masquer|become"
TAKING = {"as_member", "act_now", "take_seat", "login", "force_login"}


def test_nobody_takes_somebody_elses_seat() -> None:
    found = set()
    for path in HEARTEN.rglob("*.py"):
        if {"migrations", "tests"} & set(path.parts):
            continue
        tree = ast.parse(path.read_text())
        called = {
            getattr(node.func, "id", getattr(node.func, "attr", ""))
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
        }
        if called & TAKING or any(isinstance(node, ast.FunctionDef) and node.name in TAKING for node in ast.walk(tree)):
            found.add(name_of(path))
    assert found <= set(TAKES_A_SEAT), f"say whose seat it is, or do without: {sorted(found - set(TAKES_A_SEAT))}"


def test_no_address_and_no_command_names_somebody_to_be() -> None:
    from hearten.__main__ import app
    from hearten.kernel.checks import every_route

    names = [path for path, _view in every_route()]
    names += [str(command.name or command.callback.__name__) for command in app.registered_commands if command.callback]
    assert not [name for name in names if re.search(AS_SOMEBODY, name)]
    assert not [path for path in names if re.search(r"<\w+:member(_id)?>", path)], "an address with a member's id"


@pytest.mark.parametrize("who", ["mo", "odile"])
def test_staff_cannot_write_their_way_into_somebody_elses_seat(cast: Any, who: str) -> None:
    """Neither a header, nor a field, nor a cookie with another's id makes a request somebody else's."""
    from django.conf import settings

    browser = getattr(cast, who).browser()
    ben = str(cast.ben.id)
    tries = [
        browser.get("/you/", HTTP_X_MEMBER=ben, HTTP_X_ACT_AS=ben),
        browser.get("/you/", {"member": ben, "as": ben, "seat": ben}),
    ]
    browser.cookies["member"] = ben
    tries.append(browser.get("/you/"))
    for answer in tries:
        assert getattr(cast, who).name in answer.content.decode() and "<h1>Ben" not in answer.content.decode()
    browser.cookies[settings.SESSION_COOKIE_NAME] = ben
    assert browser.get("/you/").status_code == 302
