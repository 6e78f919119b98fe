"""What a member types into a form of what is theirs alone is nowhere in the clear: no backup, no queue, no log."""

import base64
import gzip
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django import forms

from hearten.kernel import backup
from hearten.kernel.cluster import Cluster
from hearten.kernel.database import addresses
from hearten.kernel.logs import Wordless
from hearten.kernel.sealed import Sealed, SealedTextField
from tests.confidentiality import typing_in
from tests.confidentiality.typing_in import FOR_MODERATORS, NOT_KEPT, READ, Typed, forms_with_words, said_of, type_in
from tests.confidentiality.unfolding import found_in
from tests.ground import STATE
from tests.house import canaries

WORD = "kanarie0123456789abcdef"
ABOUT_MESSAGES = "/messages/<talk>/messages/"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """All that is said to the log while a test runs, more than on a live site, and written as there."""
    handler = logging.FileHandler(tmp_path / "hearten.log")
    handler.setFormatter(Wordless("{asctime} {levelname} {name}: {message}", style="{"))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield tmp_path / "hearten.log"
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


@pytest.fixture
def dumped(world: Any, superuser: Any, settings: Any, tmp_path: Path) -> Callable[[], bytes]:
    """Take a whole backup, and return what is in it as SQL."""
    settings.HEARTEN_PUSH, settings.HEARTEN_PUSH_CONTACT = True, "us@place.example"
    for schema in ("cast_kept", "world_kept"):  # the tests' own copies: a backup has every schema
        superuser.execute(f"GRANT USAGE ON SCHEMA {schema} TO hearten_keeper")
        superuser.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO hearten_keeper")

    def dump() -> bytes:
        backup.backup(addresses(STATE), settings.HEARTEN_KEYSTORE, tmp_path / "out", tmp_path / "keys.tar")
        return canaries.text_of(tmp_path / "out" / "content.dump").encode()

    return dump


def words_of(typed: list[Typed]) -> dict[str, str]:
    """Return each word that was typed, and where."""
    return {word: f"{one.address} {box}" for one in typed for box, word in one.words.items()}


def places(words: dict[str, str], raw: bytes) -> list[str]:
    return sorted(words[word] for word in found_in(raw, words))


def test_every_form_is_typed_into_or_says_who_reads_it() -> None:
    found = forms_with_words()
    lines = set(typing_in._who())
    assert not said_of(found, lines), said_of(found, lines)
    assert set(READ) <= set(found), f"gone, or without words now: {set(READ) - set(found)}"
    assert {"/plan/days/write/", "/you/email/", "/you/news/devices/", "/you/effects/", ABOUT_MESSAGES} <= set(found)


def test_a_form_that_nobody_knows_of_is_named_in_a_sentence() -> None:
    class New(forms.Form):
        words = forms.CharField()

    assert typing_in.boxes(New)
    said = said_of({**forms_with_words(), "/you/new-thing/": New}, typing_in._who())
    assert said.startswith("Nobody looks whether the words of /you/new-thing/ are sealed.")


def test_no_word_that_was_typed_is_in_a_backup_or_a_log(
    world: Any, dumped: Callable[[], bytes], log: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    typed = type_in(world)
    answers = {one.address: one.status for one in typed}
    refused = {path: status for path, status in answers.items() if status not in (200, 302)}
    assert refused == {"/you/news/address/": 422}, "filled in well; only a code that no letter brought is none"
    assert set(answers) == set(forms_with_words()) - set(READ)
    kept = words_of([one for one in typed if one.address not in NOT_KEPT | FOR_MODERATORS])
    sealed = "\n".join(typing_in.opened())
    lost = [place for word, place in kept.items() if word not in sealed]
    assert not lost, f"these did not come, or are not kept sealed: {lost}"
    dump, alone = dumped(), words_of([one for one in typed if one.address not in FOR_MODERATORS])
    for table in ("procrastinate_jobs", "members_session", "members_staffread", "moderation_logline"):
        assert f"COPY public.{table} ".encode() in dump
    assert places(alone, dump) == []
    told = capfd.readouterr()
    for raw in (log.read_bytes(), Cluster(STATE)._log.read_bytes(), (told.out + told.err).encode()):
        assert places(words_of(typed), raw) == []


HIDING: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda word: word,
    "UTF-16": lambda word: word.decode().encode("utf-16-be"),
    "UTF-16 the other way": lambda word: word.decode().encode("utf-16-le"),
    "base64": lambda word: base64.b64encode(b"a" + word),
    "base64 for addresses": lambda word: base64.urlsafe_b64encode(b"\xff\xfe" + word),
    "percent signs": lambda word: quote(word.decode().upper()).replace("K", "%4b").encode(),
    "packed": lambda word: gzip.compress(b"before " + word),
    "packed in base64": lambda word: base64.b64encode(gzip.compress(word)),
}


@pytest.mark.parametrize("how", HIDING)
def test_it_would_be_found_however_it_was_written_down(how: str) -> None:
    hidden = HIDING[how](WORD.encode())
    assert found_in(b"\t7\t" + hidden + b"\tt\n", [WORD]) == {WORD}
    assert found_in(b"\t7\t\\\\x" + hidden.hex().encode() + b"\tt\n", [WORD]) == {WORD}, "in a column of bytes"


def test_it_is_found_where_a_field_is_sealed_no_more_and_in_the_queue(
    world: Any, dumped: Callable[[], bytes], superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same look, in a house with three faults: a field not sealed, words in the queue, words in a session."""
    sealing = SealedTextField.seal

    def leaky(self: SealedTextField, row: Any, plain: bytes) -> Sealed:
        return Sealed(plain) if row._meta.db_table == "plans_entry" else sealing(self, row, plain)

    monkeypatch.setattr(SealedTextField, "seal", leaky)
    typed = type_in(world, ["/plan/days/write/", "/you/effects/", ABOUT_MESSAGES])
    effect, message = (next(iter(one.words.values())) for one in typed if one.address != "/plan/days/write/")
    job = "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('q', 't', jsonb_build_object('w', %s))"
    superuser.execute(job.replace("%s", "%s::text"), [message])
    packed = base64.b64encode(gzip.compress(effect.encode())).decode()
    superuser.execute("UPDATE members_session SET data = %s", [packed])
    words = words_of(typed)
    assert len(words) == 5 and places(words, dumped()) == sorted(words.values())
