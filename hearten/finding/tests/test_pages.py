"""The four questions and what they find, as a browser sends them: nothing is lost, nothing is kept, nothing leaks."""

import html
import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearten.finding import help_first, views
from hearten.finding.asking import Answers, groups_for
from hearten.groups.models import Group, Openness
from hearten.kernel.aside import Busy
from hearten.kernel.clock import now
from hearten.reading.watched import Watched

pytestmark = pytest.mark.django_db
PAGES = ["", "how/", "when/", "language/", "groups/"]
SAID = {
    "topics": ["low days"], "words": "winters are long", "ways": ["forum", "audio meeting"], "reads_first": "on",
    "days": ["1", "5"], "parts": ["evening"], "zone": "Europe/Berlin", "languages": ["en"], "skipped": ["when"],
}  # fmt: skip
HELP = "Before anything else"


def ask(client: Any, page: str = "groups/", **said: Any) -> str:
    sent = client.post(f"/find-a-group/{page}", said)
    assert sent.status_code == 200, sent.status_code
    return html.unescape(sent.content.decode())


def carried(page: str) -> dict[str, list[str]]:
    """Return what a page sends on: hidden and ticked fields, the words, and the chosen zone."""
    main = page.partition("<main")[2]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]+>", main):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if said["name"] != "csrfmiddlewaretoken" and (said["type"] == "hidden" or " checked" in tag):
            found.setdefault(said["name"], []).append(html.unescape(said["value"]))
    for words in re.findall(r"<textarea[^>]*>\n([^<]*)</textarea>", main):
        found["words"] = [html.unescape(words)] if words else []
    for zone in re.findall(r'<option value="([^"]+)" selected>', main):
        found["zone"] = [zone]
    return {name: values for name, values in found.items() if values}


def titles(page: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'<h3><a href="[^"]+">([^<]+)</a></h3>', page)]


def change(group: Any, **what: Any) -> None:
    Group.objects.using("keeper").filter(pk=group.id).update(**what)


@pytest.fixture
def grief(cast: Any) -> Any:
    """One more listed group, in Polish, with audio meetings."""
    made = Group(
        title="After a loss", purpose="We remember.", who_for="Whoever lost somebody.",
        topics=["grief", "anniversaries"], formats=["audio meeting"], language="pl", openness=Openness.OPEN,
        slug="after-a-loss", made_at=now(),
    )  # fmt: skip
    made.save(using="keeper")
    return made


def test_every_answer_goes_from_page_to_page_and_back(cast, client):
    every = {name: [value] if isinstance(value, str) else value for name, value in SAID.items()}
    for page in [*PAGES, *reversed(PAGES)]:
        sent = ask(client, page, **every)
        assert carried(sent) == every | ({"zone": ["Europe/Berlin"]}), page
        every = carried(sent)


def test_skipping_keeps_what_was_said_and_does_not_count_it(cast, grief, client):
    skipped = ask(client, "how/", topics=["grief"], skip="brings")
    assert carried(skipped) == {"topics": ["grief"], "skipped": ["brings"]}
    page = ask(client, **carried(skipped))
    assert titles(page) == ["After a loss", "low days", "panic and worry"] and "It is about what you chose" not in page
    back = ask(client, "", **carried(page))
    again = ask(client, **carried(back), here="brings")
    assert "Skipped" not in again and "It is about what you chose: grief." in again


def test_nothing_answered_is_fine(cast, client):
    page = client.get("/find-a-group/groups/").content.decode()
    assert titles(page) == ["low days", "panic and worry"], "who lets one in at once comes first"
    assert "Groups that have you soonest" in page and "night shift" not in page
    assert titles(ask(client, skipped=["brings", "how", "when", "language"])) == titles(page)


def test_each_group_says_why_and_what_makes_one_wait(cast, grief, client):
    page = ask(client, topics=["grief", "panic and worry"], ways=["audio meeting"], days=["0"], languages=["pl", "en"])
    assert titles(page) == ["After a loss", "panic and worry", "low days"]
    for said in (
        "It is about what you chose: grief.", "It meets as you wished: audio meetings.", "It speaks Polski.",
        "It has no meeting in the next five weeks.", "You can join at once.",
        "It does not meet as you wished. It meets: in writing, any time.", "How long that takes, nobody can say yet.",
        "You write a few words, and a facilitator answers you. Then you can join.",
        "2 groups fit what you said", "These do not fit what you said", "low days",
    ):  # fmt: skip
        assert said in page, said


def test_who_is_in_a_group_is_told_so(cast, grief):
    page = ask(cast.ben.client, topics=["low days"])
    assert titles(page) == ["After a loss", "panic and worry"] and "You are in these already" in page
    assert "No other group fits what you said." in page
    assert "You are in these already" not in ask(cast.dov.client, topics=["low days"])
    assert "You asked to join." not in ask(cast.dov.client, topics=["panic and worry"])
    cast.dov.client.post(f"/groups/{cast.other_group.id}/ask/", {"name": "Dov", "words": "May I?"})
    assert "You asked to join. Your request is with the facilitators." in ask(
        cast.dov.client, topics=["panic and worry"]
    )


def test_who_was_in_a_group_before_is_told_how_they_come_in_now(cast, superuser):
    """A welcome counts for one stay, "not now" for two weeks; who was asked to leave is promised no way in."""
    worry = {"topics": ["panic and worry"]}

    def answered(answer: str, ago: str) -> None:
        superuser.execute("DELETE FROM groups_joinrequest")
        superuser.execute(
            "INSERT INTO groups_joinrequest (id, group_id, member_id, name, words, made_at, answer, answer_words, "
            "answered_at) VALUES (gen_random_uuid(), %s, %s, 'Dov', '', now() - interval '40 days', %s, '', "
            "now() - %s::interval)", [cast.other_group.id, cast.dov.id, answer, ago]
        )  # fmt: skip

    def stayed(group: Any, how: str) -> None:
        superuser.execute(
            "INSERT INTO groups_membership (id, group_id, member_id, name, role, about, trained, agreed, joined_at, "
            "ended_at, ended_how, ended_words) VALUES (gen_random_uuid(), %s, %s, '', 'member', '', '[]', 1, "
            "now() - interval '30 days', now() - interval '20 days', %s, '')", [group.id, cast.dov.id, how]
        )  # fmt: skip

    answered("not_now", "1 day")
    assert "the facilitators said not now." in ask(cast.dov.client, **worry)
    answered("not_now", "15 days")
    assert "You write a few words" in ask(cast.dov.client, **worry)
    answered("welcome", "30 days")
    assert "said welcome. You can join at once." in ask(cast.dov.client, **worry)
    stayed(cast.other_group, "removed")
    page = ask(cast.dov.client, **worry)
    assert "said welcome" not in page and "You write a few words" in page
    answered("welcome", "10 days")
    assert "said welcome. You can join at once." in ask(cast.dov.client, **worry)
    stayed(cast.group, "kept")
    assert "low days" in titles(ask(cast.dov.client))
    superuser.execute("UPDATE groups_membership SET ended_how = 'removed' WHERE ended_how = 'kept'")
    assert titles(ask(cast.dov.client)) == ["panic and worry"] and "low days" in titles(ask(cast.mo.client))


def test_by_invitation_and_closed_are_never_found(cast, grief, client):
    change(cast.hidden_group, topics=["a rare thing"])
    for person in (client, cast.ben.client, cast.ada.client, cast.odile.client, cast.mo.client):
        for page in PAGES:
            shown = ask(person, page, topics=["a rare thing"], words="a rare thing at night on shift")
            assert "night shift" not in shown
            assert "rare thing" not in shown.replace("a rare thing at night on shift", "")
    change(grief, closed_at=now())
    assert "After a loss" not in ask(client, topics=["grief"]) and "anniversaries" not in ask(client, "")
    change(cast.group, ends_on=now().date() - timedelta(days=1))
    assert titles(ask(client)) == ["panic and worry"]


def test_a_cohort_says_when_it_begins_and_what_is_free(cast, grief, client):
    today = now().date()
    what = {"openness": Openness.COHORT, "starts_on": today + timedelta(days=20), "ends_on": today + timedelta(days=80)}
    change(cast.group, **what, places=3)
    change(grief, topics=["low days"])
    page = ask(client, topics=["low days"], ways=["forum"])
    assert titles(page)[:2] == ["low days", "After a loss"] and "there you would have to wait" in page
    assert re.search(
        r"It starts on \d+ \w+ \d+ and ends on \d+ \w+ \d+\. You can take a place now\. 1 place is free", page
    )
    change(cast.group, places=2)
    assert "All places are taken at the moment." in ask(client, topics=["low days"])
    change(cast.group, places=3, starts_on=today - timedelta(days=2))
    page = ask(client, topics=["low days"], ways=["forum"])
    assert "You would come in while it goes on. 1 place is free." in page and "have to wait" not in page


FORGED = [
    {"topics": "<script>alert(1)</script>"}, {"topics": ["x" * 5000] * 50}, {"ways": "by pigeon"}, {"days": "9"},
    {"days": ["1", "-1", "1e9", "٣"]}, {"parts": "noon'; DROP TABLE groups_group; --"}, {"zone": "../../etc/passwd"},
    {"zone": "Europe/Berlin\x00"}, {"languages": ["xx", "en'"]}, {"skipped": ["everything", "brings" * 900]},
    {"skip": "no", "here": "nowhere"}, {"words": "\x00\u202e\u200b"}, {"reads_first": "\u2603"},
]  # fmt: skip


def test_the_topics_of_the_most_groups_stand_first_and_the_others_fold(cast: Any, grief: Any, client: Any) -> None:
    """Fifty at once are long on a phone. What is chosen among the others is seen when the page comes back."""
    assert "More topics" not in ask(client, ""), "there are few here: nothing is folded"
    many = [f"topic {number:02}" for number in range(30)]
    change(grief, topics=["grief", *many])
    change(cast.group, topics=["low days", "topic 29", "topic 28"])

    def asked(page: str) -> tuple[list[str], list[str]]:
        first, _fold, rest = page.partition("<main")[2].partition('<details class="folded"')
        ticks = [re.findall(r'name="topics" value="([^"]+)"', part.partition("<textarea")[0]) for part in (first, rest)]
        return ticks[0], ticks[1]

    first, rest = asked(page := ask(client, ""))
    assert "topic 28" in first and "topic 29" in first and len(first) == 12 and first == sorted(first, key=str.casefold)
    assert sorted(first + rest, key=str.casefold) == sorted({*first, *rest}, key=str.casefold) and "topic 27" in rest
    assert "More topics" in page and '<details class="folded">' in page
    kept = ask(client, "", topics=["topic 27"])
    assert '<details class="folded" open>' in kept and carried(kept)["topics"] == ["topic 27"]
    kept = ask(client, "", topics=["topic 29"])
    assert '<details class="folded">' in kept and carried(kept)["topics"] == ["topic 29"]
    assert carried(ask(client, "how/", topics=["topic 27", "topic 29"]))["topics"] == ["topic 27", "topic 29"]


@pytest.mark.parametrize("forged", FORGED, ids=ascii)
def test_what_is_forged_answers_nothing(cast, client, forged):
    for page in PAGES:
        shown = ask(client, page, **forged)
        sent = {name: values for name, values in carried(shown).items() if name not in ("zone", "reads_first")}
        assert set(sent) <= {"days"} and sent.get("days", ["1"]) == ["1"], page
        assert "<script>alert" not in client.post(f"/find-a-group/{page}", forged).content.decode()


def test_too_many_words_are_shown_again_with_all_of_them(cast, client):
    for page in PAGES:
        sent = client.post(f"/find-a-group/{page}", {**SAID, "words": "long " * 20_000})
        shown = html.unescape(sent.content.decode())
        assert sent.status_code == 422 and "What brings you?" in shown and ("long " * 20_000).strip() in shown
        assert "too long. Your words are still in the box." in shown
        assert carried(shown)["ways"] == SAID["ways"]
    assert client.post("/find-a-group/", {"words": "a" * 1_100_000}).status_code == 400


def test_answers_stand_in_no_address_and_no_log(cast, client, caplog, superuser):
    caplog.set_level(logging.DEBUG)
    before = dict(client.session.items())
    for page in PAGES:
        shown = ask(client, page, **{**SAID, "words": "canary elephants"})
        addresses = " ".join(re.findall(r'(?:href|action|formaction|src)="([^"]*)"', shown))
        assert not re.search(r"canary|elephants|low|evening|Berlin|\?", addresses.replace("low-days", "")), page
    assert "elephants" not in caplog.text and "Europe/Berlin" not in caplog.text
    assert dict(client.session.items()) == before
    assert superuser.execute("SELECT count(*) FROM safety_reading").fetchone() == (0,)
    assert superuser.execute("SELECT count(*) FROM safety_concern").fetchone() == (0,)


def test_an_address_that_carries_answers_is_read_by_nobody(cast, client):
    shown = client.get("/find-a-group/groups/?topics=low+days&words=grief").content.decode()
    assert "Groups that have you soonest" in shown and "grief" not in shown


def test_times_are_told_in_the_zone_that_was_chosen(cast, client, clock):
    from hearten.finding.tests.test_doors import meet

    at = (now() + timedelta(days=3)).replace(hour=21, minute=30, second=0, microsecond=0)
    meet(cast.group, at)
    evening = ask(client, parts=["evening"], zone="UTC")
    assert "It meets at a time that you have" in evening and ", 21:30." in evening and "21:30 UTC" in evening
    berlin = ask(client, parts=["evening"], zone="Europe/Berlin")
    assert "None of its next meetings is at a time that you chose." in berlin and "Berlin time" in berlin
    assert not re.search("21:30 UTC|data-local", berlin.partition("<main")[2].partition("</main>")[0])
    assert "A secret title" not in evening + berlin
    nobodys = ask(client, parts=["evening"])
    assert "counted in UTC time here" in nobodys and ", 21:30." in nobodys
    assert "data-local" not in nobodys.partition("<main")[2].partition("</main>")[0], "one clock on one page"
    for said in ({"parts": ["evening"], "zone": "UTC"}, {"parts": ["evening"], "skipped": ["when"]}, {}):
        assert "counted in" not in ask(client, **said)


def test_where_there_are_more_groups_than_are_looked_through_it_says_so(cast, client, monkeypatch):
    assert "more groups here than these questions" not in ask(client, topics=["low days"])
    monkeypatch.setattr("hearten.finding.reading.MOST", 1)
    monkeypatch.setattr(views, "MOST", 1)
    page = ask(client, topics=["panic and worry"])
    assert titles(page) == ["low days"] and "more groups here than these questions look through" in page


@pytest.mark.parametrize("words", ["I want to kill myself", "my sister says she wants to end it all"])
def test_help_stands_first_where_words_sound_like_danger(cast, client, words, superuser):
    for person in (client, cast.ben.client):
        for page in PAGES:
            shown = ask(person, page, words=words).partition("<main")[2]
            assert shown.index(HELP) < shown.index("<h1"), page
            assert "/help-now/" in shown.partition("<h1")[0] and words in shown
    assert titles(ask(client, words=words)) != [] or "No group here fits" in ask(client, words=words)
    assert superuser.execute("SELECT count(*) FROM safety_concern").fetchone() == (0,)


def test_help_stands_first_also_where_there_are_too_many_words_to_take(cast, client):
    """Who writes much in a hard moment is not only told that it is too long."""
    for words in ("It has been a long week. " * 20 + "I want to kill myself", "I want to kill myself \ufffd"):
        sent = client.post("/find-a-group/how/", {"words": words})
        shown = html.unescape(sent.content.decode()).partition("<main")[2]
        assert sent.status_code == 422 and "What brings you?" in shown and words in shown
        assert HELP in shown.partition("<h1")[0] and "/help-now/" in shown.partition("<h1")[0]


def test_the_model_is_asked_too_and_counts_in_few_words_when_it_is_sure(cast, client, monkeypatch, settings):
    settings.HEARTEN_READ_FOR_DANGER = True
    told: dict[str, Any] = {}
    monkeypatch.setattr(help_first, "judged", lambda words, within, start: Watched(**told))
    few, more = "winters are long", "the winters are long here and nobody comes by any more these days"
    for words, level, chance, stands in (
        (few, "L3", 0.99, True), (few, "L3", 0.6, False), (more, "L3", 0.6, True), (more, "L1", 0.99, False),
    ):  # fmt: skip
        told.update(level=level, about="self", cues=(), source="model", made_by="made up", chance=chance)
        assert (HELP in ask(client, words=words)) is stands, (words, level, chance)
    settings.HEARTEN_READ_FOR_DANGER = False
    assert HELP not in ask(client, words=more)


def test_a_reader_that_is_busy_or_asked_too_often_leaves_it_to_the_rules(cast, client, monkeypatch, settings):
    settings.HEARTEN_READ_FOR_DANGER = settings.HEARTEN_RATE_LIMITS = True
    asked = []

    def busy(words: str, within: float, start: bool) -> Watched:
        asked.append(words)
        raise Busy

    monkeypatch.setattr(help_first, "judged", busy)
    for _n in range(views.LOOKS_FROM_A_PLACE.most + 5):
        assert HELP not in ask(client, "how/", words="winters are long")
    assert len(asked) == views.LOOKS_FROM_A_PLACE.most
    assert HELP in ask(client, "how/", words="I want to kill myself")


def test_where_there_is_no_group_it_says_what_to_do(cast, client, settings):
    Group.objects.using("keeper").update(closed_at=now())
    for page in PAGES:
        shown = client.get(f"/find-a-group/{page}").content.decode()
        assert "There is no group to find from outside right now." in shown and "/help-now/" in shown
        assert "/services/" not in shown.partition("<main")[2].partition("</main>")[0]
    settings.HEARTEN_DIRECTORY_PUBLIC = True
    assert "/services/" in client.get("/find-a-group/").content.decode()


def test_ways_lead_here(cast, client):
    for person, page in ((client, "/"), (client, "/groups/"), (cast.dov.client, "/"), (cast.dov.client, "/groups/")):
        assert 'href="/find-a-group/"' in person.get(page).content.decode(), page
    assert 'href="/find-a-group/"' in cast.dov.client.get("/first-steps/?step=group").content.decode()


def test_from_code(cast, grief, as_seat):
    with as_seat(None) as seat:
        first, *rest = groups_for(seat, Answers(words="We lost our mother", ways=("audio meeting",)))
    assert (first.group.title, first.url, rest) == ("After a loss", f"/groups/{grief.id}/about/", [])
    assert first.fits and first.reasons and not first.against and "You can join at once." in first.waits
    with as_seat(cast.ben) as seat:
        assert groups_for(seat, Answers(topics=("low days",))) == []


def test_what_a_page_costs_does_not_grow_with_the_groups(cast, grief):
    """Groups, meetings, ways in, answers; for a member also their places and requests, and their session."""
    few = asked_of_the_database(cast.dov.client)
    for number in range(30):
        Group(
            title=f"One more, {number}", purpose="We write.", who_for="Anybody.", topics=[f"topic {number}"],
            formats=["forum"], openness=Openness.OPEN, made_at=now(),
        ).save(using="keeper")  # fmt: skip
    assert few == asked_of_the_database(cast.dov.client) <= 9


def asked_of_the_database(client: Any) -> int:
    asked = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count), CaptureQueriesContext(connection):
        ask(client, topics=["grief"], ways=["forum"])
    return len(asked)
