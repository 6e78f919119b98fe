"""Backup and restore: content comes back whole, and nobody who was erased does."""

import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hearten.kernel import backup as keeping
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import addresses, create_database, drop_database, running

KEPT, ERASED_BEFORE, ERASED_SINCE = "a" * 32, "b" * 32, "c" * 32


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hearten-backup-"))
    with running(folder):
        yield folder
    shutil.rmtree(folder)


@pytest.fixture
def place(server: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A database of one table, and beside it a key store of three subjects; `addresses(server)` reach it."""
    monkeypatch.setenv("HEARTEN_DATABASE_NAME", "hearten_kept")
    keys(tmp_path / "keys", KEPT, ERASED_BEFORE, ERASED_SINCE)
    create_database(server, "hearten_kept")
    with psycopg.connect(addresses(server).conninfo("owner")) as owner:
        owner.execute("CREATE TABLE django_migrations (app text, name text)")
        owner.execute("INSERT INTO django_migrations VALUES ('groups', '0001_initial')")
        owner.execute("CREATE TABLE words AS SELECT 'hello' AS said")
        owner.execute("ALTER TABLE words ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    yield tmp_path
    drop_database(server, "hearten_kept")


def keys(store: Path, *subjects: str) -> None:
    for subject in subjects:
        path = store / "subjects" / subject[:2] / f"{subject}.key"
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text("key")
    (store / "master.key").write_text("master")


def held(store: Path) -> set[str]:
    return {path.stem for path in (store / "subjects").rglob("*.key")}


def empty_again(server: Path) -> None:
    with psycopg.connect(addresses(server).conninfo("owner")) as owner:
        owner.execute("DROP TABLE words, django_migrations")


def test_content_comes_back_past_forced_row_level_security(server: Path, place: Path) -> None:
    keeping.backup(addresses(server), place / "keys", place / "out", place / "out" / "keys.tar")
    empty_again(server)
    keeping.restore(addresses(server), place / "keys", place / "out", None)
    with psycopg.connect(addresses(server).conninfo("keeper")) as keeper:
        assert keeper.execute("SELECT said FROM words").fetchall() == [("hello",)]


def test_the_content_holds_no_key_and_others_may_read_neither(server: Path, place: Path) -> None:
    keeping.backup(addresses(server), place / "keys", place / "out", place / "elsewhere" / "keys.tar")
    assert {path.name for path in (place / "out").iterdir()} == {"content.dump", "manifest.json", "erased.log"}
    for path in [*(place / "out").iterdir(), place / "elsewhere" / "keys.tar"]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_whoever_was_erased_stays_erased(server: Path, place: Path) -> None:
    (place / "keys" / "erased.log").write_text(f"{ERASED_BEFORE}\n")
    keeping.backup(addresses(server), place / "keys", place / "out", place / "keys.tar")
    empty_again(server)
    fresh = place / "fresh"
    fresh.mkdir()
    (fresh / "erased.log").write_text(f"{ERASED_SINCE}\n")
    keeping.restore(addresses(server), fresh, place / "out", place / "keys.tar")
    assert held(fresh) == {KEPT}
    assert set((fresh / "erased.log").read_text().split()) == {ERASED_BEFORE, ERASED_SINCE}


def test_nothing_but_keys_is_taken_out_of_an_archive(server: Path, place: Path) -> None:
    archive = place / "evil.tar"
    with tarfile.open(archive, "w") as tar:
        for name in ("../escaped", "/tmp/escaped", "subjects/aa/../../escaped", "other.txt"):
            keeping._add_text(tar, name, "evil")
    keeping.backup(addresses(server), place / "keys", place / "out", place / "keys.tar")
    empty_again(server)
    fresh = place / "deep" / "fresh"
    keeping.restore(addresses(server), fresh, place / "out", archive)
    assert {path.name for path in fresh.rglob("*")} == {"erased.log", ".change.lock"}
    assert not (place / "deep" / "escaped").exists()


def test_a_database_with_tables_is_never_overwritten(server: Path, place: Path) -> None:
    keeping.backup(addresses(server), place / "keys", place / "out", place / "keys.tar")
    with pytest.raises(Complaint, match="never overwrites"):
        keeping.restore(addresses(server), place / "keys", place / "out", None)


def test_a_changed_backup_is_refused(server: Path, place: Path) -> None:
    keeping.backup(addresses(server), place / "keys", place / "out", place / "keys.tar")
    with (place / "out" / "content.dump").open("ab") as file:
        file.write(b"x")
    with pytest.raises(Complaint, match="changed since it was written"):
        keeping.restore(addresses(server), place / "keys", place / "out", None)


def test_a_folder_in_use_is_refused(server: Path, place: Path) -> None:
    with pytest.raises(Complaint, match="is not empty"):
        keeping.backup(addresses(server), place / "keys", place, place / "keys.tar")
