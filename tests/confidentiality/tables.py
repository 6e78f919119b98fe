"""What each database role may do with the rows of each table: the table that test_tables.py goes through.

One line for each table: its name, then for each actor which rows may be `read/added/changed/removed`. The actors are
the web role, acting for a visitor, a member (Ada, Ben, Cleo, Dov and Eli, one after the other), a moderator without and
with a running grant, and the operator; and the worker acting for nobody. Which rows:

    -   none                                          j   of the groups that one is in
    *   all                                           g   of the groups that one may read: j, and by a grant
    o   about oneself                                 l   of the groups that one leads
    p   of groups that everybody may find             w   that one wrote, under one's name or behind one's mask

Letters may stand together. What only one table knows is a capital (OWN below). "Added" is tried with copies of rows.
"""

from collections.abc import Callable
from typing import Any

from tests.confidentiality.parts import entries, letters_of, texts

ACTORS = ["visitor", "member", "mo", "mo+", "odile", "worker"]

#                        visitor     member       mo           mo+           odile        worker
TABLE = """
kernel_livetopic         -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
kernel_beat              */-/-/-     */-/-/-      */-/-/-      */-/-/-       */-/-/-      */-/-/-
kernel_liveevent         -/-/-/-     ogK/-/-/-    ogK/-/-/-    ogK/-/-/-     ogK/-/-/-    -/-/-/-
members_member           */*/-/-     */*/o/-      */*/o/-      */*/o/-       */*/o/-      */*/-/-
members_session          */*/*/*     */*/*/*      */*/*/*      */*/*/*       */*/*/*      */*/*/*
members_profile          -/-/-/-     o/o/o/-      o/o/o/-      o/o/o/-       o/o/o/-      -/-/-/-
members_consent          -/-/-/-     o/o/o/-      o/o/o/-      o/o/o/-       o/o/o/-      -/-/-/-
members_standing         -/-/-/-     o/-/-/-      */-/-/-      */-/-/-       */*/*/-      -/-/-/-
members_staffread        -/-/-/-     T/-/-/-      T/-/-/-      T/-/-/-       T/-/-/-      -/-/-/-
notices_notice           -/-/-/-     o/-/o/o      o/-/o/o      o/-/o/o       o/-/o/o      -/*/-/-
coach_opening            */-/-/-     */-/-/-      */-/-/-      */-/-/-       */o/*/-      */-/-/-
coach_try                -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
safety_testcall          */-/-/-     */-/-/-      */-/-/-      */-/-/-       */*/-/-      */-/-/-
groups_group             p/-/-/-     pg/-/l/-     pg/-/-/-     pg/-/-/-      */*/*/-      p/-/-/-
groups_agreement         p/-/-/-     pg/l/-/-     pg/-/-/-     pg/-/-/-      */*/-/-      p/-/-/-
groups_membership        -/-/-/-     og/-/R/-     og/-/-/-     og/-/-/-      og/-/-/-     -/-/-/-
groups_joinrequest       -/-/-/-     ol/U/l/U     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
groups_invitation        -/-/-/-     l/l/l/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
groups_grant             -/-/-/-     g/-/-/-      o/o/o/-      og/o/o/-      -/-/-/-      -/-/-/-
groups_practiceask       -/-/-/-     lM/l/l/-     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
threads_mask             -/-/-/-     g/j/-/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
threads_maskowner        -/-/-/-     o/o/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
threads_thread           -/-/-/-     g/w/w/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
threads_post             -/-/-/-     g/w/w/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
threads_sent             -/-/-/-     o/o/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
threads_revision         -/-/-/-     o/o/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
threads_withdrawal       -/-/-/-     g/-/-/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
threads_suggested        -/-/-/-     g/P/-/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
threads_witness          -/-/-/-     g/w/-/w      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
threads_heard            -/-/-/-     oP/o/-/o     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
threads_permission       -/-/-/-     g/B/-/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
threads_masklookup       -/-/-/-     -/-/-/-      */-/-/-      */A/-/-       */-/-/-      -/-/-/-
"""

# Which columns may be changed where rows may; every other column is refused. None: all of them.
CHANGED: dict[str, set[str] | None] = {
    "members_member": {"password", "sign_in_index"},
    "members_session": None,
    "members_profile": None,
    "members_consent": {"withdrawn_at"},
    "members_standing": {"ended_at"},
    "notices_notice": {"seen_at"},
    "coach_opening": {"closed_at", "closed_by_id"},
    "groups_group": None,
    "groups_membership": {"name", "about", "trained", "agreed"},
    "groups_joinrequest": {"answer", "answer_words", "answered_at"},
    "groups_invitation": {"revoked_at"},
    "groups_grant": {"ended_at"},
    "groups_practiceask": {"ended_at"},
    "threads_thread": {"title", "wish", "note"},
    "threads_post": {"body", "html", "edited_at"},
}

# Which column says whom a row is about, where it is not `member_id`; and which says its group, where not `group_id`.
ABOUT = {
    "members_member": "id",
    "groups_grant": "staff_id",
    "threads_masklookup": "asked_by_id",
    "coach_opening": "opened_by_id",
}
GROUP = {"groups_group": "id"}

# Columns that nobody may read, in tables that some may.
UNREADABLE = {
    "kernel_liveevent": {"author_member_id"},
    "threads_heard": {"member_id"},  # who says it may be behind a mask
}

# Tables that libraries made: what the web role may do with them, whoever acts. They hold no member's words.
LIBRARIES = {
    "mfa_authenticator": "read add change remove",  # secrets are sealed for their member
    "account_emailaddress": "read",  # stays empty
    "account_emailconfirmation": "read",
    "procrastinate_jobs": "read add change remove",  # ids only
    "procrastinate_events": "read add remove",
    "procrastinate_periodic_defers": "read add change remove",
    "procrastinate_workers": "read add change remove",
    "django_content_type": "read",
    "django_migrations": "read",
    "auth_group": "",
    "auth_permission": "",
    "auth_group_permissions": "",
}

Row = dict[str, Any]
# What a letter means: is this row one of them, for who acts ("me") in this world?
LETTERS: dict[str, Callable[[Any, str, Row], bool]] = {
    "-": lambda me, table, row: False,
    "*": lambda me, table, row: True,
    "o": lambda me, table, row: me.id is not None and row.get(ABOUT.get(table, "member_id")) == me.id,
    "p": lambda me, table, row: row[GROUP.get(table, "group_id")] in me.world.listed,
    "j": lambda me, table, row: row[GROUP.get(table, "group_id")] in me.joined,
    "g": lambda me, table, row: row[GROUP.get(table, "group_id")] in me.joined | me.visits,
    "l": lambda me, table, row: row[GROUP.get(table, "group_id")] in me.leads,
    "w": lambda me, table, row: wrote(me, row),
    # OWN: each of these says what one table alone needs.
    "T": lambda me, table, row: row["member_id"] == me.id and row["held_until"] is None,  # told: not held back
    "R": lambda me, table, row: row["member_id"] == me.id and row["ended_at"] is None,  # running
    "M": lambda me, table, row: row["membership_id"] in me.memberships,  # about one's own running membership
    "U": lambda me, table, row: row["member_id"] == me.id and row["answer"] == "",  # unanswered
    "P": lambda me, table, row: wrote(me, me.world.rows["threads_post"][row["post_id"]]),  # one's own post
    "B": lambda me, table, row: wrote(me, me.world.rows["threads_thread"][row["thread_id"]]),  # that one began
    "K": lambda me, table, row: me.id is not None and row["group_id"] is None and row["author_member_id"] == me.id,
    "A": lambda me, table, row: row["asked_by_id"] == me.id and row["agreed_by_id"] is None,  # one's own, unagreed
}


def wrote(me: Any, row: Row) -> bool:
    """Whether `me` stands behind a row: by the membership or by the mask that it names."""
    return row["membership_id"] in me.memberships or (row["membership_id"] is None and row.get("mask_id") in me.masks)


TABLE += texts("TABLES")
CHANGED |= entries("CHANGED")
ABOUT |= entries("ABOUT")
GROUP |= entries("GROUP")
UNREADABLE |= entries("UNREADABLE")


def means(table: str, letter: str) -> Callable[[Any, str, Row], bool]:
    """Return what a letter means in a table's line: a part's own capitals hold for its tables alone."""
    return letters_of(table).get(letter) or LETTERS[letter]
