"""Signs of grooming: found in made-up conversations, not in harmless ones; they open a review and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from hearten.kernel.verdict import Unseen
from hearten.messages import noticing, reviews
from hearten.messages.signals import Beginning, First, judge

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=200)


def _firsts(count: int, hour: int = 12, new: bool = False, echo: str = "") -> list[First]:
    at = NOON.replace(hour=hour)
    joined = at - timedelta(days=1) if new else LONG_AGO
    return [
        First(uuid4(), at - timedelta(days=number), joined - timedelta(days=number), echo) for number in range(count)
    ]


def _said(*texts: str) -> list[Beginning]:
    return [Beginning(uuid4(), texts)]


GROOMING: dict[str, tuple[list[First], list[Beginning]]] = {
    "many newcomers": (_firsts(4, new=True), []),
    "same text": (_firsts(3, echo="e1"), []),
    "at night, and away": (_firsts(4, hour=2), _said("Are you on snap?")),
    "secrecy": ([], _said("This is our little secret, ok?")),
    "secrecy, spelled": ([], _said("D0n't tell anyone about this.")),
    "age": ([], _said("how old r u")),
    "age, flattering": ([], _said("You seem so mature for your age")),
    "away and gifts": ([], _said("Let us talk somewhere more private", "I can send you a gift card")),
    "number and gifts": ([], _said("I will buy you a new phone", "text me, 07700 900 123")),
    "delete": ([], _said("Please delete these messages after you read them")),
}
HARMLESS = [
    "I read your post about the night shift. It was like that for me for years.",
    "Thank you for what you said yesterday. It stayed with me.",
    "How are you today? You wrote that the week was heavy.",
    "I told my sister about the group and she said it helped her to hear that.",
    "Nobody told me it would be this quiet after the hospital.",
    "I am 54 and my knees know it.",
    "My old secret was that I slept in the car. Now I say it.",
    "I keep this between two pages of my diary: one good thing a day.",
    "Do you go to the Thursday meeting, too?",
    "My daughter is at school now and the mornings are mine again.",
    "I got a gift from my neighbour and cried over it.",
    "I moved to another town, somewhere quieter.",
    "We talk a lot about money at home, it is hard.",
    "The app for breathing was not for me. What helped you?",
    "I have no words, but I wanted you to know that I am reading.",
    "It was two in the morning again.",
    "You do not have to answer this.",
    "The old phone broke and I had three days without news. It was lovely.",
    "My therapist is on leave until May. I write lists.",
    "Would it be all right if I wrote to you again next week?",
]


@pytest.mark.parametrize("name", list(GROOMING))
def test_signs_are_seen(name: str) -> None:
    assert judge(*GROOMING[name]).for_humans, name


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_beginnings_are_left_alone(text: str) -> None:
    signs = judge(_firsts(3), _said(text, "Thank you for answering."))
    assert not signs.for_humans, signs.counts


def test_one_sign_that_happens_between_friends_is_not_enough() -> None:
    assert not judge(_firsts(4, hour=2), []).for_humans
    assert not judge([], _said("Are you on whatsapp?")).for_humans
    assert not judge(_firsts(3, new=True), []).for_humans


def test_only_the_beginning_of_a_talk_is_read() -> None:
    texts = ["Good morning."] * 5 + ["This is our secret."]
    assert not judge([], _said(*texts)).for_humans


def _reviews(superuser: Any) -> list[Any]:
    return list(superuser.execute("SELECT codes, counts FROM messages_review WHERE closed_at IS NULL").fetchall())


def test_the_job_opens_one_review_of_codes_and_counts(
    cast: Any, pages: Any, as_worker: Any, as_seat: Any, superuser: Any
) -> None:
    talk = pages.asked()
    as_worker(noticing.look, cast.ben, talk=str(talk))
    assert _reviews(superuser) == []
    pages.answer(cast.ada, talk)
    pages.send(cast.ben, talk, "Do not tell anyone, this is our secret.")
    for _again in range(2):
        as_worker(noticing.look, cast.ben, talk=str(talk))
    assert _reviews(superuser) == [(["secrecy"], {"secrecy": 1})]
    row = superuser.execute("SELECT v::text FROM messages_review v").fetchone()[0]
    assert "tell anyone" not in row
    assert pages.send(cast.ben, talk, "It stops nobody from writing.").status_code == 302
    for person in (cast.ada, cast.ben, cast.cleo):
        with as_seat(person) as seat:
            assert reviews.waiting(seat) == []


def test_the_desk_reads_and_closes_it(cast: Any, pages: Any, as_worker: Any, as_seat: Any) -> None:
    from hearten.messages import moderated

    talk = pages.open()
    pages.send(cast.ben, talk, "How old are you?")
    as_worker(noticing.look, cast.ben, talk=str(talk))
    with as_seat(cast.mo) as seat:
        (review,) = reviews.waiting(seat)
        assert reviews.sentences(review) == ["asked how old somebody is (1 times)"]
        assert len(moderated.staff_read(seat, talk, "A review says that somebody should look.")) == 2
        reviews.close(seat, review.id)
        assert reviews.waiting(seat) == []
    with pytest.raises(Unseen), as_seat(cast.mo) as seat:
        moderated.staff_read(seat, talk, "A review says that somebody should look.")


def test_the_web_role_opens_no_review(cast: Any, pages: Any, as_seat: Any, superuser: Any) -> None:
    talk = pages.open()
    pages.send(cast.ben, talk, "This is our secret.")
    from hearten.kernel.acting import as_member

    with as_seat(cast.ben), as_member(cast.ben.id):
        noticing.look.now(talk=str(talk))  # type: ignore[attr-defined]
    assert _reviews(superuser) == []


def test_the_same_words_to_three_people_are_seen_by_their_mark(
    cast: Any, pages: Any, as_worker: Any, superuser: Any
) -> None:
    places = [pages.newcomer(f"Person {number}", cast.group)[1] for number in range(3)]
    for number, place in enumerate(places):
        sent = pages.ask(cast.ben, place, f"Hello,   you write so well!{' ' * number}!")
        talk = sent.url.rstrip("/").rpartition("/")[2]
        as_worker(noticing.look, cast.ben, talk=talk)
    assert _reviews(superuser) == [(["same_text"], {"same_text": 3})]
    marks = superuser.execute("SELECT DISTINCT echo FROM messages_message").fetchall()
    assert len(marks) == 1
    assert len(marks[0][0]) == 64


def test_whoever_blocked_them_counts_all_the_same(cast: Any, pages: Any, as_worker: Any, superuser: Any) -> None:
    """Four people who are new get the same words; each of them ends it, blocks and reports."""
    pages.clock.pass_(timedelta(hours=(36 - pages.clock.now().hour) % 24))  # by day
    for number in range(4):
        person, place = pages.newcomer(f"Person {number}", cast.group)
        talk = pages.asked(cast.ben, place)
        assert pages.end(person, talk, "end", "block", "report").status_code == 302
        as_worker(noticing.look, cast.ben, talk=str(talk))
        pages.clock.pass_(timedelta(days=1, minutes=1))
    assert _reviews(superuser) == [(["many_newcomers", "same_text"], {"many_newcomers": 4, "same_text": 4})]
    assert superuser.execute("SELECT cardinality(talks) FROM messages_review").fetchone() == (4,)


def test_a_review_names_the_talks_of_its_own_group_alone(cast: Any, pages: Any, as_worker: Any, superuser: Any) -> None:
    """Two names of one person do not stand under one heading."""
    by_day, by_night = pages.open(), pages.asked(cast.ben, _by_night(cast, cast.ada))
    pages.send(cast.ben, by_day, "This is our little secret.")
    as_worker(noticing.look, cast.ben, talk=str(by_night))
    assert _reviews(superuser) == [], "nothing was said there"
    as_worker(noticing.look, cast.ben, talk=str(by_day))
    pages.answer(cast.ada, by_night)
    pages.send(cast.ben, by_night, "How old are you?")
    as_worker(noticing.look, cast.ben, talk=str(by_night))
    found = superuser.execute("SELECT group_id, codes, talks FROM messages_review").fetchall()
    assert sorted(found) == sorted([
        (cast.group.id, ["secrecy"], [by_day]),
        (cast.hidden_group.id, ["age"], [by_night]),
    ])  # fmt: skip


def _by_night(cast: Any, person: Any) -> Any:
    from hearten.groups.models import Membership

    return Membership.objects.using("keeper").get(group=cast.hidden_group, member_id=person.id, ended_at=None)


def test_what_a_review_saw_stays_while_it_is_open(cast: Any, pages: Any, as_worker: Any, superuser: Any) -> None:
    first = pages.open()
    pages.send(cast.ben, first, "This is our little secret.")
    as_worker(noticing.look, cast.ben, talk=str(first))
    pages.clock.pass_(timedelta(days=15))
    _rue, place = pages.newcomer("Rue", cast.group)
    second = pages.asked(cast.ben, place, "How old are you? I liked what you wrote.")
    as_worker(noticing.look, cast.ben, talk=str(second))
    ((codes, counts, talks),) = superuser.execute("SELECT codes, counts, talks FROM messages_review").fetchall()
    assert (codes, counts, set(talks)) == (["age", "secrecy"], {"age": 1, "secrecy": 1}, {first, second})


def test_whom_somebody_asked_is_told_to_the_worker_alone(cast: Any, pages: Any, as_seat: Any, superuser: Any) -> None:
    talk, sql = pages.asked(), "SELECT count(*) FROM messages_firsts(%s, now() - interval '90 years')"
    for role, me, count in (("hearten_worker", cast.ben, 1), ("hearten_worker", cast.ada, 0),
                            ("hearten_worker", cast.cleo, 0), ("hearten_web", cast.ben, 0)):  # fmt: skip
        with superuser.transaction(force_rollback=True):
            superuser.execute(f"SET LOCAL SESSION AUTHORIZATION {role}")
            superuser.execute("SELECT set_config('hearten.member', %s, true)", [me.id.hex])
            assert superuser.execute(sql, [talk]).fetchone() == (count,), (role, me.name)
