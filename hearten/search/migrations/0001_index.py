"""The index. Two tables are made by hand: what they are looked up by says how they lie on disk.

search_word has no key of its own: a row is a word of an entry, and the one index that searches use is its primary key.
With a random key beside it, each post's forty rows would cost a quarter more room, and forty writes all over an index.
search_meaning's vectors lie in the index, too, by group: a seat's own lie together, however the groups' posts came in,
and a search reads those pages alone.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import hearten.search.fields

WORDS = """
CREATE TABLE search_word (
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  word varchar(40) COLLATE "C" NOT NULL,
  said varchar(40) COLLATE "C" NOT NULL,
  weight real NOT NULL,
  PRIMARY KEY (group_id, word, said, id) INCLUDE (weight)
);
CREATE INDEX search_word_entry ON search_word (id);
"""
# An index is read alone where its pages are known to be seen by all: vacuum says so, soon after rows come in.
SEEN_BY_ALL = """
ALTER TABLE {table} SET (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);
"""
MEANINGS = """
ALTER TABLE search_meaning ALTER COLUMN vector SET STORAGE PLAIN;
CREATE INDEX search_meaning_group ON search_meaning (group_id) INCLUDE (entry_id, part, vector);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(WORDS + SEEN_BY_ALL.format(table="search_word"), "DROP TABLE search_word")
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Word",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("group_id", models.UUIDField()),
                        ("word", models.CharField(db_collation="C", max_length=40)),
                        ("said", models.CharField(db_collation="C", max_length=40)),
                        ("weight", models.FloatField()),
                    ],
                    options={"abstract": False},
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("group_id", models.UUIDField()),
                ("kind", models.CharField(max_length=12)),
                ("item", models.UUIDField()),
                ("within", models.UUIDField(null=True)),
                ("whose", models.UUIDField(null=True)),
                ("language", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["group_id"], name="entry_group"),
                    models.Index(fields=["within"], name="entry_within"),
                ],
                "constraints": [models.UniqueConstraint(fields=("kind", "item"), name="one_entry")],
            },
        ),
        migrations.CreateModel(
            name="Known",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("group_id", models.UUIDField()),
                ("said", models.CharField(db_collation="C", max_length=40)),
                ("word", models.CharField(db_collation="C", max_length=40)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("group_id", "said"), name="known_once")]},
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=8)),
                ("kind", models.CharField(max_length=12)),
                ("item", models.UUIDField()),
                ("group_id", models.UUIDField()),
                ("since", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(db_default=0)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["what", "since"], name="pending_since"),
                    models.Index(fields=["item"], name="pending_item"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meaning",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("group_id", models.UUIDField()),
                ("part", models.PositiveSmallIntegerField()),
                ("vector", hearten.search.fields.VectorField()),
                (
                    "entry",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="search.entry"),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("entry", "part"), name="each_part_once")]},
        ),
        migrations.RunSQL(
            MEANINGS
            + SEEN_BY_ALL.format(table="search_meaning")
            + SEEN_BY_ALL.format(table="search_entry")
            + SEEN_BY_ALL.format(table="search_known"),
            "DROP INDEX search_meaning_group",
        ),
    ]
