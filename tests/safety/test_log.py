"""The log: nobody changes it, and a flipped byte is found (CR-21)."""

import pytest

from hearten.safety.log_check import LINES, Line, broken

pytestmark = pytest.mark.django_db


def lines(superuser):
    return [Line._make(row) for row in superuser.execute(LINES).fetchall()]


@pytest.fixture
def written(concern, superuser):
    from hearten.safety import timers

    timers.fire_due()
    assert len(lines(superuser)) >= 2
    return superuser


def test_what_was_written_is_whole(written):
    assert list(broken(lines(written))) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE safety_logentry SET detail = detail || 'x' WHERE number = 1",
        "UPDATE safety_logentry SET at = at + interval '1 microsecond' WHERE number = 1",
        "UPDATE safety_logentry SET by = gen_random_uuid() WHERE number = 2",
        "UPDATE safety_logentry SET level = 'L1' WHERE number = 1",
        "UPDATE safety_logentry SET mark = repeat('0', 64) WHERE number = 1",
        "DELETE FROM safety_logentry WHERE number = 1; UPDATE safety_logentry SET number = 1 WHERE number = 2",
    ],
)
def test_a_change_of_one_byte_is_found(change, written):
    written.execute(change)
    assert list(broken(lines(written)))


def test_a_line_taken_out_of_the_middle_is_found(written):
    from hearten.safety.log_check import mark_of

    first, second, *_rest = lines(written)
    third = second._replace(number=3, mark_before=second.mark)
    third = third._replace(mark=mark_of(third))
    assert list(broken([first, second, third])) == []
    assert list(broken([first, third])) == [(3, "lines 2 to 2 are gone")]


@pytest.mark.parametrize("role", ["hearten_web", "hearten_worker", "hearten_live"])
@pytest.mark.parametrize("what", ["UPDATE {} SET detail = ''", "DELETE FROM {}", "TRUNCATE {}"])
def test_no_role_of_the_application_changes_it(role, what, written):
    before = lines(written)
    written.execute(f"SET ROLE {role}")
    try:
        written.execute(what.format("safety_logentry"))
    except Exception as refused:
        assert "permission denied" in str(refused) or "must be owner" in str(refused)
    finally:
        written.execute("RESET ROLE")
    assert lines(written) == before


def test_the_command_says_what_is_so_and_what_is_not(written, monkeypatch):
    from contextlib import nullcontext

    from hearten.commands import safety as command
    from hearten.kernel.complaint import Complaint

    monkeypatch.setattr(command, "running", lambda state: nullcontext())
    last = lines(written)[-1]
    command.verify_log(expect=f"{last.number}:{last.mark}")
    written.execute("DELETE FROM safety_logentry WHERE number = %s", [last.number])
    command.verify_log()
    with pytest.raises(Complaint, match="shorter"):
        command.verify_log(expect=f"{last.number}:{last.mark}")
    written.execute("UPDATE safety_logentry SET detail = 'x' WHERE number = 1")
    with pytest.raises(Complaint, match="line 1: it was changed"):
        command.verify_log()
