"""The kinds of confidentiality a table can have. Every model of hearten is exactly one of them.

The kind decides who may read a row, in PostgreSQL, whatever the code above forgets. Who may add, change and remove rows
is said by each model in its `rows`; what is not said is refused. `policies.py` turns both into row-level security.

House               the install's own rows: no member's words in them; everybody may read
Credentials         what is needed before anyone has a seat: opaque ids and hashes, never a name
GroupConfidential   readable by the people of the row's own group (and by a moderator with a running grant)
Private             readable by one member
DeskOnly            readable by the install's staff
"""

from dataclasses import dataclass
from uuid import uuid4

from django.db import models

ME = "(SELECT nullif(current_setting('hearten.member', true), '')::uuid)"
MY_GROUPS = "ANY (ARRAY(SELECT group_id FROM hearten_groups_read))"
MY_OWN_GROUPS = "ANY (ARRAY(SELECT group_id FROM hearten_groups_joined))"
GROUPS_I_LEAD = "ANY (ARRAY(SELECT group_id FROM hearten_groups_led))"
ON_THE_DESK = "(SELECT hearten_on_the_desk())"
OPERATOR = "(SELECT hearten_is_operator())"


@dataclass(frozen=True)
class Rows:
    """Who may do what with the rows of a table, as SQL conditions over its columns; None means nobody.

    `read` replaces the kind's own condition; `changes` limits UPDATE to these columns (empty: all).
    `reads_only` narrows SELECT to these columns (a column that would undo a mask is nobody's to read).
    `worker_adds` lets the job worker add rows for anyone (a notice is always for somebody else).
    """

    read: str | None = None
    add: str | None = None
    change: str | None = None
    remove: str | None = None
    changes: tuple[str, ...] = ()
    reads_only: tuple[str, ...] = ()
    worker_adds: bool = False


class Confidential(models.Model):
    """A table that named its confidentiality. Keys are random UUIDs made here, so that none can be guessed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    reads: str = "false"
    rows = Rows()

    class Meta:
        abstract = True


class House(Confidential):
    reads = "true"

    class Meta:
        abstract = True


class Credentials(Confidential):
    reads = "true"

    class Meta:
        abstract = True


class GroupConfidential(Confidential):
    """Carries its own `group` (each slice adds the foreign key), so that a policy needs no join."""

    reads = f"group_id = {MY_GROUPS}"

    class Meta:
        abstract = True


class Private(Confidential):
    """Carries its `member`: the one person who may read it."""

    reads = f"member_id = {ME}"

    class Meta:
        abstract = True


class DeskOnly(Confidential):
    reads = ON_THE_DESK

    class Meta:
        abstract = True
