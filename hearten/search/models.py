"""The index: which words and which meaning stand where. Nothing here is shown; what is found is read as the seat.

It is an inverted index in plain rows. Equality of ids and of text is leakproof, so PostgreSQL uses these rows' own
B-trees under row-level security, and every key begins with the group: no search touches a page of another group
(decision 0069). Rows are written by the worker (sql/doors_index.sql) and go at once when words go (sql/triggers.sql).
"""

from uuid import UUID

from django.db import models

from hearten.kernel.confidential import ME, Confidential, Rows
from hearten.search.fields import VectorField

HOUSE = UUID(int=0)  # stands for "of the house": what every member may read, in no group
MY_PLACES = (
    f"ANY (ARRAY(SELECT group_id FROM hearten_groups_read UNION ALL SELECT '{HOUSE}'::uuid WHERE {ME} IS NOT NULL))"
)


class Findable(Confidential):
    """Carries the group whose people may find it, or HOUSE. No foreign key: a group's words go before it does."""

    group_id = models.UUIDField()

    reads = f"group_id = {MY_PLACES}"

    class Meta:
        abstract = True


class Entry(Findable):
    """One thing that can be found, such as a post. It holds no words: what is shown is read from its own table."""

    kind = models.CharField(max_length=12)  # of the registered sources (search/sources.py)
    item = models.UUIDField()
    within = models.UUIDField(null=True)  # what it stands in, such as the conversation
    whose = models.UUIDField(null=True)  # the membership or the mask that stands above it
    language = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "item"], name="one_entry")]
        indexes = [
            models.Index(fields=["group_id"], name="entry_group"),
            models.Index(fields=["within"], name="entry_within"),
        ]


class Word(Findable):
    """One word of one entry: `id` is the entry's. The row's key begins with the group and the word.

    `word` is what the word is looked up by (its stem), `said` is what stands there, in small letters without accents.
    `weight` is how much it counts there (search_weight), free of anything that depends on other entries.
    """

    word = models.CharField(max_length=40, db_collation="C")
    said = models.CharField(max_length=40, db_collation="C")
    weight = models.FloatField()  # real: see the migration, which says this table's key, too


class Known(Findable):
    """A word that stands somewhere in a group: what a mistyped word may have meant. Only ever a hint.

    Whoever suggests it looks first whether it still stands in something that the seat may read.
    """

    said = models.CharField(max_length=40, db_collation="C")
    word = models.CharField(max_length=40, db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group_id", "said"], name="known_once")]


class Meaning(Findable):
    """What a part of an entry is about, as a vector. A long text has several parts."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, db_index=False)
    part = models.PositiveSmallIntegerField()
    vector = VectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "part"], name="each_part_once")]


class Pending(Confidential):
    """What the worker has yet to index: ids only, never words. Written with the change itself, by a trigger."""

    what = models.CharField(max_length=8)  # words: of the item; meaning: of an entry whose words are indexed
    kind = models.CharField(max_length=12)
    item = models.UUIDField()
    group_id = models.UUIDField()
    since = models.DateTimeField()  # from when on it may be done
    tries = models.PositiveSmallIntegerField(db_default=0)  # how often the encoder did not read it

    rows = Rows()  # read and written by the reviewed doors alone

    class Meta:
        indexes = [
            models.Index(fields=["what", "since"], name="pending_since"),
            models.Index(fields=["item"], name="pending_item"),
        ]
