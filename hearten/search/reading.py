"""What a search asks the database: hand-written queries, each under the seat's own row-level security.

Every table here is keyed by group first, and its policy leaves only the seat's groups: what others wrote can change
neither a count, nor an order, nor how long it takes (decision 0069).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hearten.kernel.confidential import MY_GROUPS
from hearten.kernel.seat import Seat


class Looked(NamedTuple):
    """One word of a question: its stems in the seat's languages, and whether any of them stands there.

    `everywhere`: it counts as a word in each of these languages, and is in none what every text has ("nicht").
    """

    asked: str
    word: list[str]
    known: bool
    everywhere: bool


class Scored(NamedTuple):
    """One entry that has words of the question."""

    id: UUID
    kind: str
    item: UUID
    within: UUID | None
    at: datetime
    score: float
    said: str  # the forms that stand there, each behind its term's number in two digits


class Near(NamedTuple):
    """One entry that is about something near the question: which part of it, and how near (cosine, 1 is the same)."""

    id: UUID
    kind: str
    item: UUID
    within: UUID | None
    at: datetime
    part: int
    near: float


class Used(NamedTuple):
    said: str
    uses: int


class Asked(NamedTuple):
    """What a search looks for. `words[i]` belongs to term `terms[i]`; all terms of `needed` must be there.

    `apart`: whether somebody's words are out of the seat's sight, so that they must not count either.
    """

    words: list[str]
    terms: list[int]
    needed: list[int]
    without: list[str]
    kind: str = ""
    group: UUID | None = None
    apart: bool = False


class _Apart(NamedTuple):
    any: bool


# What is out of a seat's sight counts for nothing: not as known, not for how rare a word is, not among the first sixty.
# Most seats keep no distance, and their queries do not ask.
_UNSEEN = "(SELECT threads_out_of_sight() || library_out_of_sight())"
_IN_SIGHT = f"""NOT (ARRAY[e.item, e.within, e.whose] && {_UNSEEN})
  AND (e.within IS NULL OR EXISTS (SELECT 1 FROM threads_thread t WHERE t.id = e.within))"""
_ENTRY_IN_SIGHT = f"AND EXISTS (SELECT 1 FROM search_entry e WHERE e.id = {{of}} AND {_IN_SIGHT})"


def narrowed_by_sight(sql: str, of: str, apart: bool) -> str:
    """Return a query with its {in_sight} (of the entry `of`) and {entry_seen} (of each entry `e`)."""
    seen = f"AND {_IN_SIGHT}" if apart else ""
    return sql.format(in_sight=_ENTRY_IN_SIGHT.format(of=of) if apart else "", entry_seen=seen)


def keeps_apart(seat: Seat) -> bool:
    """Return whether somebody's words are out of this seat's sight."""
    return seat.read(_Apart, f"SELECT {_UNSEEN} <> '{{}}'")[0].any


# "The seat's languages" are those of the groups and guides that it may read, and the house's own.
_LOOK_UP = f"""
WITH t AS (SELECT left(lower(g.language), 2) AS code FROM groups_group g WHERE g.id = {MY_GROUPS}
  UNION SELECT left(lower(g.language), 2) FROM library_guide g UNION SELECT %s)
SELECT q.asked, array_agg(DISTINCT w.word), coalesce(bool_or(x.found), false),
  count(DISTINCT t.code) = (SELECT count(*) FROM t)
FROM unnest(%s::text[]) WITH ORDINALITY q (asked, nth) CROSS JOIN t
CROSS JOIN LATERAL search_words_of(q.asked, t.code) w
LEFT JOIN LATERAL (SELECT true FROM search_word x WHERE x.word = w.word {{in_sight}} LIMIT 1) x (found) ON true
GROUP BY q.asked, q.nth ORDER BY q.nth"""


def look_up(seat: Seat, words: Sequence[str], language: str, apart: bool) -> Sequence[Looked]:
    """Return how each word is looked up; none for a word that every text has ("the")."""
    return seat.read(Looked, narrowed_by_sight(_LOOK_UP, "x.id", apart), language[:2], list(words))


# What is meant begins with the first letter of the mistyped word; or with its second and first (swapped), or its second
# and third (one too many before them).
_KNOWN_STANDS = "w.group_id = k.group_id AND w.word = k.word AND w.said = k.said"
_LIKE = """
SELECT said, 0 FROM (SELECT DISTINCT k.said FROM unnest(%s::text[], %s::text[]) r (first, beyond)
  CROSS JOIN LATERAL (SELECT said FROM search_known k WHERE k.said >= r.first AND k.said < r.beyond
    AND length(k.said) BETWEEN %s AND %s {stands} OFFSET 0) k) k
ORDER BY similarity(said, %s) DESC, said LIMIT 40"""
_USED = """
SELECT c.said, count(*) FROM unnest(%s::text[]) c (said) CROSS JOIN LATERAL (
  SELECT 1 FROM search_known k JOIN search_word w ON {known_stands} WHERE k.said = c.said {in_sight} LIMIT 50) x
GROUP BY c.said""".replace("{known_stands}", _KNOWN_STANDS)


def words_like(seat: Seat, word: str, far: int, apart: bool) -> list[str]:
    """Return known words that look like `word`, at most 40, the likest first."""
    stands = f"AND EXISTS (SELECT 1 FROM search_word w WHERE {_KNOWN_STANDS} {{in_sight}})" if apart else ""
    sql = narrowed_by_sight(_LIKE.replace("{stands}", stands), "w.id", apart)
    begins = [word[0], *({word[1] + word[0], word[1:3]} if word[1] != word[0] else ())]
    beyond = [f"{one[:-1]}{chr(ord(one[-1]) + 1)}" for one in begins]
    return [one.said for one in seat.read(Used, sql, begins, beyond, len(word) - far, len(word) + far, word)]


def uses_of(seat: Seat, words: Sequence[str], apart: bool) -> dict[str, int]:
    """Return how often each known word stands in what this seat may see, up to 50; a word that does not is left out."""
    sql = narrowed_by_sight(_USED, "w.id", apart)
    return {one.said: one.uses for one in seat.read(Used, sql, list(words))}


# Words and entries are looked up one by one: OFFSET 0 keeps the planner from reading all that the seat has of them.
_ENTRY = """CROSS JOIN LATERAL (SELECT * FROM search_entry x WHERE x.id = {of} OFFSET 0) e WHERE true {narrowed}"""
_OF_KIND = "AND e.kind = %s"
_WITHOUT = "AND NOT EXISTS (SELECT 1 FROM search_word x WHERE x.id = e.id AND x.word = ANY (%s))"
# Millionths are added up as whole numbers, so that what is equal stays equal in any order.
_SCORED = """
WITH asked AS (SELECT * FROM unnest(%s::text[], %s::int[]) a (word, term)),
  hits AS MATERIALIZED (SELECT w.id, a.term, w.weight, w.said
    FROM asked a CROSS JOIN LATERAL (SELECT * FROM search_word x WHERE x.word = a.word {in_group} OFFSET 0) w
    WHERE true {seen}),
  rare AS (SELECT h.term, ln(1 + (n.n - least(count(*), n.n) + 0.5) / (count(*) + 0.5))::float8 AS idf
    FROM hits h, (SELECT count(*) AS n FROM search_entry e WHERE true {in_group} {entry_seen}) n GROUP BY h.term, n.n),
  best AS (SELECT h.id, sum((h.weight * r.idf * 1e6)::int) AS score FROM hits h JOIN rare r ON r.term = h.term
    GROUP BY h.id HAVING bit_or(1::bigint << h.term) & %s = %s ORDER BY 2 DESC, 1 LIMIT {wide}),
  told AS (SELECT h.id, string_agg(to_char(h.term, 'FM00') || h.said, ' ') AS said
    FROM hits h WHERE h.id IN (SELECT id FROM best) GROUP BY h.id)
SELECT e.id, e.kind, e.item, e.within, e.at, b.score / 1e6::float8, t.said
FROM best b JOIN told t ON t.id = b.id {entry}
ORDER BY b.score DESC, e.at DESC, e.id LIMIT {most}"""
# Exact: every vector of the seat's own groups is looked at, from the index alone, where a group's lie together.
_NEAR = """
SELECT e.id, e.kind, e.item, e.within, e.at, n.part, -n.far FROM (
  SELECT m.entry_id, m.part, m.vector <#> %s::halfvec AS far FROM search_meaning m WHERE true {in_group} {seen}
  ORDER BY far, m.entry_id LIMIT {wide}) n {entry}
ORDER BY n.far, e.id LIMIT {most}"""


def scored(seat: Seat, asked: Asked, most: int) -> Sequence[Scored]:
    """Return entries that have words of the question, the best first: BM25, with rarity from the seat's own groups."""
    sql = _narrowed(_SCORED, asked, most, ("w.id", "b.id"), 100_000)
    group = [asked.group] if asked.group else []
    needed = sum(1 << term for term in asked.needed)
    return seat.read(Scored, sql, asked.words, asked.terms, *group, *group, needed, needed, *_narrows(asked))


def near(seat: Seat, vector: str, asked: Asked, most: int) -> Sequence[Near]:
    """Return entries that are about something near, the nearest first, each part by itself."""
    sql = _narrowed(_NEAR, asked, most, ("m.entry_id", "n.entry_id"), 2_000)
    group = [asked.group] if asked.group else []
    return seat.read(Near, sql, vector, *group, *_narrows(asked))


def _narrowed(sql: str, asked: Asked, most: int, of: tuple[str, str], widest: int) -> str:
    """Return a query with what narrows it, and nothing that does not. What is narrowed later is taken wider before."""
    narrowed = " ".join([_OF_KIND] * bool(asked.kind) + [_WITHOUT] * bool(asked.without))
    return sql.format(
        in_group="AND group_id = %s" if asked.group else "",
        seen=_ENTRY_IN_SIGHT.format(of=of[0]) if asked.apart else "",
        entry_seen=f"AND {_IN_SIGHT}" if asked.apart else "",
        wide=widest if narrowed else most * 2,
        entry=_ENTRY.format(of=of[1], narrowed=narrowed),
        most=most,
    )


def _narrows(asked: Asked) -> list[object]:
    kind: list[object] = [asked.kind] if asked.kind else []
    return [*kind, asked.without] if asked.without else kind


class Place(NamedTuple):
    group_id: UUID
    title: str


def places(seat: Seat) -> list[Place]:
    """Return the groups that this seat may read, by title."""
    sql = f"SELECT g.id, g.title FROM groups_group g WHERE g.id = {MY_GROUPS} ORDER BY g.title, g.id"
    return list(seat.read(Place, sql))
