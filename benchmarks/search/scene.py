"""A scratch hearten with many groups' posts, indexed by the real functions; one seat is in some of the groups."""

import time
from dataclasses import dataclass
from uuid import UUID, uuid4

import psycopg
from django.db import transaction

from benchmarks.search.corpus import Corpus, binary
from hearten.groups.models import Group, Membership
from hearten.kernel import clock
from hearten.kernel.acting import as_member
from hearten.members.actions import enrol

AT_ONCE = 2_000
TABLES = (
    "threads_post",
    "threads_thread",
    "library_card",
    "search_entry",
    "search_word",
    "search_known",
    "search_meaning",
)

LAST = 3_000  # posts that are indexed as the worker does it, when all others are in the index already
# The same rows that search_put makes, for all posts together: made one by one they would take half an hour.
AT_ONE_GO = (
    "INSERT INTO search_entry (id, group_id, kind, item, within, whose, language, at) SELECT gen_random_uuid(), "
    "p.group_id, 'post', p.id, p.thread_id, p.membership_id, 'en', p.made_at FROM threads_post p",
    "INSERT INTO search_entry (id, group_id, kind, item, within, whose, language, at) SELECT gen_random_uuid(), "
    "c.group_id, 'card', c.id, NULL, c.membership_id, 'en', c.made_at FROM library_card c",
    "INSERT INTO search_word (id, group_id, word, said, weight) SELECT e.id, e.group_id, w.word, w.said, "
    "search_weight(w.uses, 60) FROM search_entry e JOIN (SELECT p.id, p.body FROM threads_post p UNION ALL "
    "SELECT c.id, c.title || ' ' || c.what FROM library_card c) t ON t.id = e.item "
    "CROSS JOIN LATERAL search_words_of(t.body, 'en') w",
    "INSERT INTO search_known (id, group_id, said, word) SELECT DISTINCT ON (group_id, said) gen_random_uuid(), "
    "group_id, said, word FROM search_word",
)


@dataclass
class Scene:
    """`mine`: the groups of the seat, with an eighth of all posts and all cards."""

    seat: UUID
    groups: list[UUID]
    mine: list[UUID]
    places: dict[UUID, UUID]
    posts: int
    index_rate: float


def make(superuser: str, worker: str, corpus: Corpus, posts: int, groups: int, cards: int, share: int = 8) -> Scene:
    with as_member(None), transaction.atomic():
        reader, writer = enrol("Reader", None), enrol("Writer", None)
    made = [_group(f"Group {number}", reader if number % share == 0 else None, writer) for number in range(groups)]
    scene = Scene(reader.id, [one for one, _place in made], [one for one, _place in made[::share]], dict(made), 0, 0.0)
    with psycopg.connect(superuser, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")  # without the triggers: most are indexed at once, below
        for _batch in range(0, posts - LAST, AT_ONCE):
            add_posts(owner, corpus, scene, AT_ONCE)
        add_cards(owner, corpus, scene, cards)
        for statement in AT_ONE_GO:
            owner.execute(statement)
        owner.execute("SET session_replication_role = origin")
        add_posts(owner, corpus, scene, LAST)
        scene.index_rate = index_all(worker)
        add_meanings(owner, corpus)
        for table in TABLES:
            owner.execute(f"VACUUM ANALYZE {table}")  # type: ignore[call-overload]
    return scene


def one_group() -> tuple[UUID, UUID, UUID]:
    """Make one group. Returns who may read in it, the group, and the place of who writes there."""
    with as_member(None), transaction.atomic():
        reader, writer = enrol("Reader", None), enrol("Writer", None)
    group, place = _group("A group", reader, writer)
    return reader.id, group, place


def _group(title: str, reader: object, writer: object) -> tuple[UUID, UUID]:
    group = Group(title=title, purpose="p", who_for="w", openness="open", made_at=clock.now())
    group.save(using="keeper", force_insert=True)
    place = Membership(id=uuid4(), group=group, member=writer, name="Writer", joined_at=clock.now())
    place.save(using="keeper", force_insert=True)
    if reader is not None:
        Membership(id=uuid4(), group=group, member=reader, name="Reader", joined_at=clock.now()).save(
            using="keeper", force_insert=True
        )
    return group.id, place.id


def add_posts(owner: "psycopg.Connection", corpus: Corpus, scene: Scene, count: int) -> None:
    """Add conversations of one post, one group after the other, as time would mix them. The triggers note each."""
    rows = []
    for text in corpus.texts(count):
        group = scene.groups[scene.posts % len(scene.groups)]
        rows.append((uuid4(), uuid4(), group, scene.places[group], " ".join(text.split()[:6])[:120], text))
        scene.posts += 1
    with owner.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO threads_thread (id, group_id, membership_id, title, kind, wish, mood, note, made_at, last_at) "
            "VALUES (%s, %s, %s, %s, 'support', 'listen', '', '', now(), now())",
            [(thread, group, place, title) for thread, _post, group, place, title, _text in rows],
        )
        columns = "id, group_id, thread_id, membership_id, opens, quoted, move, body, html, made_at"
        with cursor.copy(f"COPY threads_post ({columns}) FROM STDIN") as copy:
            for thread, post, group, place, _title, text in rows:
                copy.write_row((post, group, thread, place, True, "", "", text, text, clock.now()))


def add_cards(owner: "psycopg.Connection", corpus: Corpus, scene: Scene, count: int) -> None:
    """Add cards to the seat's own groups."""
    columns = (
        "id, group_id, membership_id, title, topic, label, source, what, fits, steps, wrong, cost, minutes, energy, "
    )
    columns += "company, situations, backgrounds, version, made_at"
    with owner.cursor() as cursor, cursor.copy(f"COPY library_card ({columns}) FROM STDIN") as copy:
        for number, text in enumerate(corpus.texts(count)):
            group = scene.mine[number % len(scene.mine)]
            said = (" ".join(text.split()[:6])[:90], "coping", "experience", "", text, "", [], "")
            copy.write_row(
                (uuid4(), group, scene.places[group], *said, "free", 10, "low", "alone", [], [], 1, clock.now())
            )


def index_all(worker: str) -> float:
    """Index what waits, as the worker does it. Returns posts in a second."""
    began, done = time.perf_counter(), 0
    with psycopg.connect(worker, autocommit=True) as connection:
        while count := connection.execute("SELECT search_index(50)").fetchone()[0]:  # type: ignore[index]
            done += count
    return done / (time.perf_counter() - began) if done else 0.0


def add_meanings(owner: "psycopg.Connection", corpus: Corpus) -> None:
    """Give each entry a vector, without the encoder."""
    entries = owner.execute("SELECT e.id, e.group_id FROM search_entry e").fetchall()
    for start in range(0, len(entries), AT_ONCE):
        part = entries[start : start + AT_ONCE]
        with (
            owner.cursor() as cursor,
            cursor.copy(
                "COPY search_meaning (id, group_id, entry_id, part, vector) FROM STDIN (FORMAT binary)"
            ) as copy,
        ):
            copy.set_types(["uuid", "uuid", "uuid", "int2", "bytea"])
            for (entry, group), vector in zip(part, binary(corpus.vectors(len(part))), strict=True):
                copy.write_row((uuid4(), group, entry, 0, vector))
    owner.execute("DELETE FROM search_pending")
