"""`hearten keys`, and what `hearten check` says of keys: what an operator reads, and how each command ends."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hearten.__main__ import app
from hearten.commands.check import _in_key_store
from hearten.kernel import key_files, keystore, masters, rotation
from hearten.kernel.complaint import Complaint
from hearten.members.models import Profile


@pytest.fixture
def address(cast: Any, as_seat: Any, own_keys: Path) -> Profile:
    """Ben's profile, with an address."""
    with as_seat(cast.ben):
        profile = Profile.objects.get()
        profile.email = "ben@example.org"
        profile.save()
    own_keys.chmod(0o700)
    return profile


def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["keys", *words])


def test_a_change_says_what_it_did(address: Profile, own_keys: Path) -> None:
    first = run("rotate")
    assert first.exit_code == 0 and first.stdout.startswith("Done: ") and "Take a backup now" in first.stdout
    second = run("rotate", "--values")
    assert second.exit_code == 0 and "sealed anew, or there already" in second.stdout
    third = run("check")
    assert third.exit_code == 0 and "rows open" in third.stdout
    for told in (first, second, third):
        assert "example.org" not in told.output


def test_a_value_that_does_not_open_is_named_without_its_words(
    address: Profile, own_keys: Path, superuser: Any
) -> None:
    superuser.execute("UPDATE members_profile SET email = email || 'x' WHERE id = %s", [address.pk])
    for told in (run("check"), run("rotate", "--values")):
        assert told.exit_code == 1
        assert f"Does not open: members_profile {address.pk}" in told.output and "docs/operator.md" in told.output


def test_a_damaged_key_is_named_and_stops_no_look_at_the_others(
    address: Profile, own_keys: Path, cast: Any, as_seat: Any, superuser: Any
) -> None:
    with as_seat(cast.ada):
        hers = Profile.objects.get()
        hers.email = "ada@example.org"
        hers.save()
    key_files.place(own_keys, cast.ben.id).write_text("")
    superuser.execute("UPDATE members_profile SET email = email || 'x' WHERE id = %s", [hers.pk])
    told = run("check")
    assert told.exit_code == 1
    assert (
        f"Does not open: members_profile {address.pk} (The file of subject {cast.ben.id} holds no key.)" in told.output
    )
    assert f"Does not open: members_profile {hers.pk}\n" in told.output, "all of them in one look"
    assert run("rotate", "--values").exit_code == 1, "a change of keys stops at a key that it cannot take along"


def test_a_change_that_stopped_says_so_and_so_does_the_check(address: Profile, own_keys: Path) -> None:
    assert not list(_in_key_store(own_keys))
    place = key_files.place(own_keys, address.member_id)
    whole = place.read_text()
    place.write_text("2\n00\n")
    told = run("rotate")
    assert isinstance(told.exception, Complaint) and "run `hearten keys rotate` again" in str(told.exception)
    assert list(_in_key_store(own_keys)) == [
        ("A change of keys was stopped at its step `keys`.", "Run `hearten keys rotate` to go on.")
    ]
    place.write_text(whole)
    assert run("rotate").stdout.startswith("Gone on, and done: ")
    assert not list(_in_key_store(own_keys)) and rotation.begun(own_keys) is None


def test_the_check_says_that_the_master_key_is_another_one(address: Profile, own_keys: Path) -> None:
    masters.write(own_keys, [bytes(32)])
    ((cause, _mend),) = _in_key_store(own_keys)
    assert "does not open with this master key" in cause
    with pytest.raises(keystore.KeyStoreUnavailable):
        keystore.data_key(address.member_id)
