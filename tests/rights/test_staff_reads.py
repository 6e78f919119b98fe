"""Who looked (PR-30): no way for staff to something private but past a row that its owner can read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError

from tests.confidentiality.checking import expectations

# Reviewed functions that ask whether somebody is on the desk, and what they give out. Whoever adds one says it here;
# what gives out something private writes a StaffRead in the same function.
ASKED_OF_STAFF = {
    "hearten_on_the_desk": "a bit about oneself",
    "hearten_is_operator": "a bit about oneself",
    "members_only_operator": "a bit about oneself",
    "threads_agree_lookup": "whether an answer was written",
    "threads_look_behind": "private: who is behind a mask",
    "groups_give_role": "whether it was done",
    "groups_name_facilitator": "a membership's id",
    "groups_close": "ids of members, for their leases",
    "safety_degraded": "a bit",
    "safety_by_rules": "a bit",
    "safety_cover": "whether somebody is on duty, and times",
    "safety_whom": "members to tell, inside other functions",
    "safety_sees": "a bit about oneself",
    "safety_agree_disclosure": "whether an answer was written",
    "safety_helps": "a bit about oneself",
    "moderation_cared_groups": "ids of groups one looks after; a grant is the row that tells",
    "moderation_my_cases": "ids of cases one may look at",
    "moderation_my_name": "one's own name",
    "moderation_hear_case": "members to tell, for the worker",
    "moderation_waiting": "that something waits: no words, no person",
    "moderation_hear_staff": "members to tell, for the worker",
    "moderation_free_claims": "how many cases were given back",
    "moderation_release": "which thing is shown again",
    "moderation_sends": "whether a thing goes out",
    "moderation_second": "an act's id, and a member for their leases",
    "messages_where_concern": "a conversation's id, which opens nothing without a reason that both read",
    "messages_staff_open": "private: a conversation",
    "care_where_concern": "a practice's id, which opens nothing without a reason that both read",
    "care_staff_open": "private: a practice",
    "guide_where_concern": "a bit, which opens nothing without a reason that is read",
    "guide_staff_open": "private: a conversation with the Guide, where two people agreed to call emergency services",
    "plans_where_concern": "a bit, which opens nothing without a reason that is read",
    "plans_staff_open": "private: words for one person or a circle",
    "meetings_where_concern": "a session's id, which opens nothing without a reason that both read",
    "meetings_staff_open": "private: words of a session",
    "library_whom_a_check_concerns": "members to tell, for the worker",
    "library_tried": "numbers of ten people and more, of no group",
    "measures_batch": "nothing: inside other functions",
    "measures_outcomes": "numbers of ten people and more; each look is a row",
    "measures_write_look": "nothing",
    "desk_participation": "whole tens of people, of no group",
    "desk_first_replies": "whole tens of conversations of ten people and more, of no group",
    "answering_typical": "how soon people are answered in a group, in four steps",
    "guide_who_looks": "ids of operators, to the worker alone",
    "answering_may_look": "a bit about oneself, inside other functions",
    "resources_waiting": "how many people reported a service, and not who",
}
ENTERED = {"reason": "Somebody asked us to look at this."}


def functions() -> Iterator[tuple[str, str]]:
    from hearten.kernel.policies import reviewed_sql

    for found in re.finditer(r"CREATE OR REPLACE FUNCTION (\w+).*?\$\$;", reviewed_sql("doors"), re.DOTALL):
        yield found[1], found[0]


def test_every_function_for_staff_that_gives_out_something_private_writes_it_down() -> None:
    for_staff = {
        name: body
        for name, body in functions()
        if re.search(r"hearten_on_the_desk\(\)|hearten_is_operator\(\)|members_standing s", body)
        and name not in ("members_open_session",)
    }
    assert set(for_staff) == set(ASKED_OF_STAFF), sorted(set(for_staff) ^ set(ASKED_OF_STAFF))
    for name, gives in ASKED_OF_STAFF.items():
        assert ("INSERT INTO members_staffread" in for_staff[name]) == gives.startswith("private"), name


def test_tables_open_to_staff_hold_nothing_that_members_wrote() -> None:
    """By their policies. With a running grant staff read a group's tables, and the grant is the row that tells."""
    open_to_staff = {
        table for table, columns in expectations().items()
        if set(columns["mo"][0] + columns["odile"][0]) & {"*"} and columns["visitor"][0] == "-"
    }  # fmt: skip
    known = {"members_standing", "threads_masklookup", "groups_group", "groups_agreement", "members_retentionrun"}
    assert {
        table for table in open_to_staff if table.split("_")[0] in ("members", "notices", "groups", "threads", "coach")
    } <= known


def test_a_grant_shows_in_the_list_of_everybody_whose_group_it_was(cast: Any) -> None:
    assert cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", ENTERED).status_code == 302
    for person, sees in ((cast.ben, True), (cast.ada, True), (cast.eli, True), (cast.cleo, False), (cast.dov, False)):
        page = person.client.get("/you/who-looked/").content.decode()
        assert (ENTERED["reason"] in page) == sees, person.name
        assert "low days" not in page


def test_somebody_who_came_later_or_took_their_words_away_was_not_looked_at(cast: Any, superuser: Any) -> None:
    cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", ENTERED)
    superuser.execute(
        "UPDATE groups_grant SET made_at = made_at - interval '3 days', expires_at = now() - interval '2 days'"
    )
    assert ENTERED["reason"] not in cast.ben.client.get("/you/who-looked/").content.decode()
    superuser.execute("UPDATE groups_membership SET joined_at = now() - interval '9 days', ended_at = now() - interval "
                      "'8 days', ended_how = 'erased' WHERE id = %s", [cast.ben_in_group.id])  # fmt: skip
    assert ENTERED["reason"] not in cast.ben.client.get("/you/who-looked/").content.decode()
    superuser.execute("UPDATE groups_membership SET ended_how = 'kept' WHERE id = %s", [cast.ben_in_group.id])
    assert ENTERED["reason"] in cast.ben.client.get("/you/who-looked/").content.decode(), "the words were still there"


@contextmanager
def without(superuser: Any, table: str, role: str) -> Iterator[None]:
    """Take the right to write a table's rows away, as when the log cannot be written (F38)."""
    superuser.execute(f"REVOKE INSERT ON {table} FROM {role}")
    try:
        yield
    finally:
        superuser.execute(f"GRANT INSERT ON {table} TO {role}")


def test_when_the_look_cannot_be_written_down_there_is_no_look(cast: Any, superuser: Any, as_seat: Any) -> None:
    from hearten.desk.actions import look
    from hearten.threads.models import Mask, MaskLookup

    cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", ENTERED)
    with as_seat(cast.mo) as seat:
        asked = look.ask(seat, seat.find(Mask, cast.mask.id), "Somebody said that they are in danger.", 0)
    with as_seat(cast.odile) as seat:
        look.answer(seat, seat.find(MaskLookup, asked.id), True)
    with without(superuser, "members_staffread", "hearten_definer"):
        with pytest.raises(DatabaseError), as_seat(cast.mo) as seat:
            look.look(seat, seat.find(MaskLookup, asked.id))
        assert cast.ben.client.get(f"/threads/{cast.thread.id}/").status_code == 200, "members go on undisturbed"
    assert superuser.execute("SELECT looked_at FROM threads_masklookup").fetchone() == (None,)
    with as_seat(cast.mo) as seat:
        assert look.look(seat, seat.find(MaskLookup, asked.id)) == "Ben"
    page = cast.ben.client.get("/you/who-looked/").content.decode()
    assert "Your name behind a hidden name" in page and "in danger" in page


def test_when_a_grant_cannot_be_written_down_nothing_is_read(cast: Any, superuser: Any) -> None:
    cast.mo.client.raise_request_exception = False
    with without(superuser, "groups_grant", "hearten_web"):
        assert cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", ENTERED).status_code == 500
        assert cast.mo.client.get(f"/threads/{cast.thread.id}/").status_code == 404
        assert cast.ben.client.get(f"/threads/{cast.thread.id}/").status_code == 200
