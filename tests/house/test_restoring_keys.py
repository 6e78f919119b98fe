"""Copies of the keys from before a change of keys, and what is made of them at a restore."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest

from hearten.kernel import backup as keeping
from hearten.kernel import key_changes, key_files, keystore, ledger, masters, restoring_keys, rotation
from hearten.kernel.complaint import Complaint

T = TypeVar("T")


def quietly(name: str, total: int, things: Iterable[T]) -> Iterator[T]:
    yield from things


@pytest.fixture
def store(tmp_path: Path, settings: Any) -> Path:
    settings.HEARTEN_KEYSTORE = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def people(store: Path) -> dict[UUID, tuple[bytes, bytes]]:
    """Twenty people with the keys that they have before anything changes."""
    return {subject: keystore.data_key(subject) for subject in (uuid4() for _each in range(20))}


def new_keys(store: Path) -> None:
    """Change every key, and drop the former ones, as a change with values does in the end."""
    rotation.rotate(store, quietly, values=False)
    key_changes.turn_all(store, quietly, "0a")
    key_changes.drop_former(store, quietly, set())


def bring_back(copy: Path, store: Path, erased: dict[str, str] | None = None) -> None:
    restoring_keys.write(restoring_keys.merged(restoring_keys.opened(copy), store, erased or {}), store)


def copied(store: Path, to: Path) -> Path:
    keeping._archive(store, to)
    return to


def test_keys_from_before_a_change_open_again_and_seal_nothing_new(store: Path, people: Any, tmp_path: Path) -> None:
    copy = copied(store, tmp_path / "keys.tar")
    index = keystore.blind_index("e-mail", "x")
    new_keys(store)
    now = {subject: keystore.data_key(subject) for subject in people}
    master = masters.masters(store)
    bring_back(copy, store)
    for subject, (key_id, key) in people.items():
        assert keystore.existing_key(subject, key_id) == key
        assert keystore.data_key(subject) == now[subject] != (key_id, key)
        assert keystore.standing(subject, key_id) == "former", "the next change takes it away again"
    assert masters.masters(store) == master and keystore.blind_index("e-mail", "x") == index


def test_into_a_key_store_that_is_lost_a_copy_comes_back_as_it_is(store: Path, people: Any, tmp_path: Path) -> None:
    copy, index = copied(store, tmp_path / "keys.tar"), keystore.blind_index("e-mail", "x")
    shutil.rmtree(store)
    bring_back(copy, store)
    assert {subject: keystore.data_key(subject) for subject in people} == people
    assert keystore.blind_index("e-mail", "x") == index


def test_into_a_key_store_that_somebody_just_began_too(store: Path, people: Any, tmp_path: Path) -> None:
    """hearten was started before the restore, and made a master key of its own."""
    copy, index = copied(store, tmp_path / "keys.tar"), keystore.blind_index("e-mail", "x")
    shutil.rmtree(store)
    assert keystore.blind_index("e-mail", "x") != index
    bring_back(copy, store)
    assert {subject: keystore.data_key(subject) for subject in people} == people
    assert keystore.blind_index("e-mail", "x") == index


def test_whoever_was_erased_gets_no_key(store: Path, people: Any, tmp_path: Path) -> None:
    copy, gone = copied(store, tmp_path / "keys.tar"), next(iter(people))
    keystore.destroy(gone, ledger.ERASED)
    new_keys(store)
    bring_back(copy, store, dict(keystore.erased()))
    assert not key_files.place(store, gone).exists()


def test_a_copy_of_another_hearten_is_refused_with_nothing_written(
    store: Path, people: Any, tmp_path: Path, settings: Any
) -> None:
    copy = copied(store, tmp_path / "keys.tar")
    settings.HEARTEN_KEYSTORE = other = tmp_path / "other"
    subject = uuid4()
    before = keystore.data_key(subject)
    with pytest.raises(Complaint, match="HEARTEN_KEYSTORE"):
        bring_back(copy, other)
    assert keystore.data_key(subject) == before and len(list(key_files.every(other))) == 1


def test_a_copy_whose_master_key_is_outside_asks_for_it(
    store: Path, people: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = masters.masters(store)[0].hex()
    (store / masters.NAME).unlink()
    copy = copied(store, tmp_path / "keys.tar")
    shutil.rmtree(store)
    with pytest.raises(Complaint, match="HEARTEN_MASTER_KEY"):
        bring_back(copy, store)
    new = os.urandom(32).hex()
    monkeypatch.setenv(masters.VARIABLE, new)
    with pytest.raises(Complaint, match="with a comma"):
        bring_back(copy, store)
    assert not list(key_files.every(store))
    monkeypatch.setenv(masters.VARIABLE, f"{new},{outside}")
    bring_back(copy, store)
    monkeypatch.setenv(masters.VARIABLE, new)
    assert {subject: keystore.data_key(subject) for subject in people} == people


def test_a_key_that_goes_while_it_is_copied_is_in_no_copy(
    store: Path, people: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, sorting = next(iter(people)), keeping._master_last

    def erased_meanwhile(path: Path) -> Any:
        keystore.destroy(gone)
        return sorting(path)

    monkeypatch.setattr(keeping, "_master_last", erased_meanwhile)
    names = restoring_keys.opened(copied(store, tmp_path / "keys.tar"))
    assert not any(gone.hex in name for name in names)
    assert sum(name.startswith("subjects/") for name in names) == len(people) - 1


@pytest.mark.parametrize("nth", [0, 7, 19])
def test_a_copy_made_in_the_middle_of_a_change_opens(store: Path, people: Any, tmp_path: Path, nth: int) -> None:
    """Some files were read before they were wrapped anew, and some after."""

    def watch(name: str, total: int, things: Iterable[T]) -> Iterator[T]:
        for at, thing in enumerate(things):
            if name == "keys" and at == nth:
                copied(store, tmp_path / "keys.tar")
            yield thing

    rotation.rotate(store, watch, values=False)
    shutil.rmtree(store)
    bring_back(tmp_path / "keys.tar", store)
    assert {subject: keystore.data_key(subject) for subject in people} == people
