"""What is sealed is nowhere in a dump, opens in its own place alone, and what is private and not sealed says why.

Fields are found in the models: a new one is looked at without a line here.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models

from hearten.kernel import backup as keeping
from hearten.kernel import keystore
from hearten.kernel.confidential import Private
from hearten.kernel.database import addresses
from hearten.kernel.sealed import Sealed, SealedTextField
from hearten.kernel.sealed_values import sealed_fields, sealed_models
from tests.ground import STATE
from tests.house import canaries

# Fields of private tables that hold a text, or one of some words, and are not sealed, each with the reason: a dump
# shows them.
OPEN = {
    "members_profile.name": "others see it",
    "members_profile.language": "a code",
    "members_profile.country": "a code",
    "members_profile.zone": "a code",
    "members_profile.theme": "a code",
    "members_profile.folds": "names of parts of pages",
    "members_profile.entry": "a code",
    "members_profile.email_index": "a keyed fingerprint",
    "members_consent.purpose": "a code",
    "members_consent.text_hash": "a hash of our own text",
    "members_consent.version": "a number of our own text",
    "members_consent.language": "a code",
    "members_consent.how": "a code",
    "members_staffread.staff_name": "written by staff",
    "members_staffread.what": "a code",
    "members_staffread.reason": "written by staff",
    "members_departure.how": "a code",
    "notices_notice.kind": "a code",
    "notices_fresh.kind": "a code",
    "notices_digest.zone": "a code",
    "notices_groupchoice.what": "how much somebody hears of a group: the worker looks for it, without any person's key",
    "notices_reminder.kind": "a code",
    "notices_reminder.rhythm": "times and days, without what they are for",
    "notices_reminder.zone": "a code",
    "notices_reminder.given_for": "a moment",
    "notices_mailing.email_index": "a keyed fingerprint",
    "notices_mailing.stop_hash": "a hash of random bytes",
    "notices_device.place_mark": "a keyed fingerprint",
    "by_letter_wayback.email_index": "a keyed fingerprint",
    "by_letter_letter.mark": "a keyed fingerprint",
    "by_letter_wayback.bounced_as": "that a letter came back: the worker counts it",
    "by_letter_letter.why": "whether there were own words in a letter: not which",
    "by_letter_letter.how": "what became of a letter: not its words",
    "measures_counted.key": "counted by consent; without it there is no row",
    "measures_counted.version": "of a definition; counted by consent",
    "wellness_change.mark": "a keyed fingerprint",
    "wellness_hope.mark": "a keyed fingerprint",
    "wellness_setback.mark": "a keyed fingerprint",
    "wellness_version.of": "a code",
    "wellness_version.part": "a code",
    "coach_try.scenario": "the name of an exercise of ours",
    "safety_notaboutme.kind": "a code",
    "safety_notaboutme.text_mark": "a keyed fingerprint",
    "safety_coursepass.version": "a number of our own text",
    "moderation_report.words": "for who looks after the group; like a post",
    "moderation_report.attached": "words of posts that were reported",
    "moderation_keptwords.words": "words of a post that was taken down",
    "threads_sent.fingerprint": "a keyed fingerprint",
    "threads_revision.body": "an earlier version of a post; like a post",
    "meetings_calendarkey.token_hash": "a hash of random bytes",
    "notices_ways.wakes": "what may wake somebody: the worker looks for it, without any person's key",
    "notices_mailing.ended_how": "why mail ended: read where nobody is signed in",
    "notices_outgoing.channel": "which way a notice goes: the worker's own work",
    "notices_outgoing.how": "what became of a notice: the worker's own work",
    "moderation_report.category": "for who looks after the group",
    "resources_keeping.part": "which part of our own work is done",
    "library_trying.topic": "one of four kinds, not what it says",
    "library_trying.how": "how trying something ended, not what it was",
    "library_checkback.answer": "whether something is still tried; counted by consent. Not how somebody is",
    "meetings_reminding.when": "when somebody is reminded: the worker looks for it",
    "meetings_reminder.kind": "which reminder it is: the worker looks for it",
    "plans_cadence.often": "how often something is done, not what it is; days are counted by it",
    "plans_rest.what": "a pause or an end, not of what",
    "plans_mark.state": "done or not today, not what; days are counted by it",
    "plans_entry.kind": "that there is a setback or a win, without its words; entries are looked for by it",
    "plans_circleshow.level": "how much others of a circle see; the row's rules look at it",
    "plans_milestone.counts": "days, meetings or times, not of what",
    "plans_count.what": "a time or a setback beside a number, not of what; counted by it",
    "care_line.kind": "which kind of line it is, without its words",
    "wellness_change.came": "what became of a change, without its words",
    "wellness_hope.what": "words, song, picture, reply or card, without what it says; pictures are found by it",
}


@pytest.fixture(scope="module")
def bare(superuser: Any) -> Iterator[Any]:
    with canaries.without_rules() as connection:
        yield connection


@pytest.fixture
def empty(bare: Any, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The bare database without rows, a key store of this test's own, and commands that mean this database."""
    settings.HEARTEN_KEYSTORE = tmp_path / "keys"
    monkeypatch.setenv("HEARTEN_DATABASE_NAME", canaries.NAME)
    for model in sealed_models():
        bare.execute(f"DELETE FROM {model._meta.db_table}")
    return bare


def dumped(folder: Path) -> str:
    """Return a whole backup's content as SQL."""
    keeping.backup(addresses(STATE), folder / "keys", folder / "out", folder / "keys.tar")
    return canaries.text_of(folder / "out" / "content.dump")


def found_in(dump: str, words: dict[str, str]) -> set[str]:
    return {name for name, word in words.items() if any(form in dump for form in canaries.forms_of(word))}


def type_everywhere(connection: Any) -> dict[str, str]:
    """Write a row into every table that has something sealed; return the words, by table and field."""
    typed = {}
    for model in sealed_models():
        row, words = canaries.row_of(model, uuid4())
        canaries.put(connection, row)
        typed |= {f"{model._meta.db_table}.{name}": word for name, word in words.items()}
    return typed


def test_a_dump_holds_no_word_of_any_sealed_field(empty: Any, tmp_path: Path) -> None:
    typed = type_everywhere(empty)
    assert {"members_profile.email", "safety_safetyplan.words", "pictures_picture.content"} <= set(typed)
    dump = dumped(tmp_path)
    for model in sealed_models():
        copied = dump.split(f"COPY public.{model._meta.db_table} ")[1].split("\\.\n")[0]
        assert copied.count("\n") == 2, "its row is in the dump"
    assert found_in(dump, typed) == set()


@pytest.mark.parametrize("turn", [0, 1])
def test_the_same_look_finds_the_words_of_fields_that_are_sealed_no_more(
    empty: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    """Every second field is kept as it is typed, then the others: the look above finds them, and them alone."""
    every: list[str] = []
    sealing = SealedTextField.seal

    def some_open(self: SealedTextField, row: models.Model, plain: bytes) -> Sealed:
        every.append(f"{row._meta.db_table}.{self.name}")
        return Sealed(plain) if len(every) % 2 == turn else sealing(self, row, plain)

    monkeypatch.setattr(SealedTextField, "seal", some_open)
    typed = type_everywhere(empty)
    assert set(every) == set(typed)
    assert found_in(dumped(tmp_path), typed) == set(every[1 - turn :: 2])


def all_fields() -> list[Any]:
    fields = [one for model in sealed_models() for one in sealed_fields(model)]
    return [pytest.param(one, id=f"{one.model._meta.db_table}.{one.name}") for one in fields]


def reads(row: models.Model, field: SealedTextField, value: bytes) -> Any:
    """Return what a value says in a place, or that it does not open there."""
    try:
        return field.open(row, Sealed(value))
    except keystore.KeyStoreUnavailable:
        return None


@pytest.mark.parametrize("field", all_fields())
def test_a_value_opens_in_its_own_row_and_field_and_for_its_own_person_alone(field: Any, empty: Any) -> None:
    ada, ben = uuid4(), uuid4()
    mine, words = canaries.row_of(field.model, ada)
    value = canaries.put(empty, mine)[field.name]
    typed = words[field.name]
    assert reads(mine, field, value) in (typed, typed.encode())
    hers, others = (canaries.row_of(field.model, whose)[0] for whose in (ada, ben))
    canaries.put(empty, others)
    assert reads(others, field, value) is None, "in another person's row"
    if field.subject != "id":
        assert reads(hers, field, value) is None, "in another row of hers"
    assert reads(mine, field, value[:-1] + bytes([value[-1] ^ 1])) is None, "changed"
    for model in sealed_models():
        for other in sealed_fields(model):
            if other != field:
                row, _words = canaries.row_of(model, ada)
                row.pk = mine.pk
                assert reads(row, other, value) is None, f"in {other}"


def is_text(column: Any) -> bool:
    return isinstance(column, models.CharField | models.TextField | models.JSONField)


def test_what_is_private_is_sealed_or_says_why_it_is_not() -> None:
    private = [model for model in apps.get_models() if issubclass(model, Private)]
    free = {f"{model._meta.db_table}.{column.name}" for model in private
            for column in model._meta.local_concrete_fields if is_text(column)}  # fmt: skip
    assert free - set(OPEN) == set(), "seal it (SealedTextField), or say in OPEN why a dump may show it"
    assert set(OPEN) - free == set(), "it is gone, or sealed"
