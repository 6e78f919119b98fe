"""A change of keys: what is kept, what goes, and what stops it. (Killed under load: test_rotation_killed.py.)"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hearten.kernel import fingerprints, key_files, key_locks, keystore, masters, rotation, sealed_values
from hearten.kernel.complaint import Complaint
from hearten.members.models import Profile

T = TypeVar("T")


def quietly(name: str, total: int, things: Iterable[T]) -> Iterator[T]:
    yield from things


def rotate(folder: Path, *, values: bool = False, watch: Any = quietly) -> rotation.Changed:
    return rotation.rotate(folder, watch, values=values)


def everything(folder: Path) -> dict[str, bytes]:
    """Return what a key store says, without the files that only hold locks."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def keep_address(as_seat: Any, person: Any, address: str) -> None:
    with as_seat(person):
        profile = Profile.objects.get()
        profile.email = address
        profile.save()


def address(person: Any) -> str | None:
    return Profile.objects.using("keeper").get(member_id=person.id).email


@pytest.fixture
def two(cast: Any, as_seat: Any, own_keys: Path) -> Any:
    """Ada and Ben have an address each."""
    keep_address(as_seat, cast.ada, "ada@example.org")
    keep_address(as_seat, cast.ben, "ben@example.org")
    return cast


# What is kept, what goes


def test_a_new_master_key_wraps_everybodys_key_and_the_former_one_opens_nothing(two: Any, own_keys: Path) -> None:
    former, before = masters.masters(own_keys), keystore.data_key(two.ada.id)
    index = keystore.blind_index("e-mail", "ada@example.org")
    done = rotate(own_keys)
    assert not done.resumed and done.keys == len(list(key_files.every(own_keys))) and done.look is None
    assert masters.masters(own_keys) != former and len(masters.masters(own_keys)) == 1
    assert keystore.data_key(two.ada.id) == before
    assert keystore.blind_index("e-mail", "ada@example.org") == index, "names and addresses are still found"
    assert (address(two.ada), address(two.ben)) == ("ada@example.org", "ben@example.org")
    for file in key_files.every(own_keys):
        assert not key_files.is_wrapped_by(file.read_text(), UUID(file.stem), former[0])
    assert rotation.begun(own_keys) is None


def test_with_values_everybody_has_a_new_key_and_the_former_one_is_nowhere(two: Any, own_keys: Path) -> None:
    before = keystore.data_key(two.ada.id)
    done = rotate(own_keys, values=True)
    assert done.look and done.look.clean and not done.look.unopened
    after = keystore.data_key(two.ada.id)
    assert after[0] != before[0] and after[1] != before[1]
    assert address(two.ada) == "ada@example.org"
    raw = bytes(Profile.objects.using("keeper").filter(member_id=two.ada.id).values_list("email", flat=True)[0])
    assert raw[:8] == after[0]
    with pytest.raises(keystore.KeyChanged):
        keystore.existing_key(two.ada.id, before[0])


def test_fingerprints_are_what_they_were_before_they_had_a_key_of_their_own(tmp_path: Path, settings: Any) -> None:
    settings.HEARTEN_KEYSTORE = tmp_path
    master = masters.masters(tmp_path)[0]
    own = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"hearten e-mail").derive(master)
    from hmac import digest

    assert keystore.blind_index("e-mail", "ada@example.org") == digest(own, b"ada@example.org", "sha256").hex()


def test_a_key_store_of_an_older_version_goes_on(tmp_path: Path, settings: Any) -> None:
    settings.HEARTEN_KEYSTORE = tmp_path
    subject, key_id, key = uuid4(), os.urandom(8), os.urandom(32)
    master = masters.masters(tmp_path)[0]
    place = key_files.place(tmp_path, subject)
    place.parent.mkdir(parents=True)
    place.write_text((key_id + masters.wrap(master, subject.bytes + key_id, key)).hex())
    assert keystore.data_key(subject) == (key_id, key)
    masters.write(tmp_path, [os.urandom(32), master])
    index = keystore.blind_index("e-mail", "x")
    rotate(tmp_path)
    assert keystore.data_key(subject) == (key_id, key)
    assert keystore.blind_index("e-mail", "x") == index, "made of the key that the store was begun with"


def test_ways_to_sign_in_are_sealed_anew_too(two: Any, own_keys: Path) -> None:
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator

    from hearten.members.allauth_adapters import subject_of

    with subject_of(two.ben.id):
        sealed = {"secret": get_adapter().encrypt("JBSWY3DP"), "last": get_adapter().encrypt("17")}
    kept = Authenticator(user_id=two.ben.id, type="totp", data=sealed)
    kept.save(using="keeper")
    rotate(own_keys, values=True)
    found = Authenticator.objects.using("keeper").get(pk=kept.pk)
    assert found.data["secret"] != sealed["secret"]
    with subject_of(two.ben.id):
        assert get_adapter().decrypt(found.data["secret"]) == "JBSWY3DP"
        assert get_adapter().decrypt(found.data["last"]) == "17"


def test_an_app_that_was_being_set_up_begins_anew(two: Any, own_keys: Path) -> None:
    from hearten.members.models import Member
    from hearten.members.second_factors import app_being_set_up

    ben, session = Member.objects.using("keeper").get(pk=two.ben.id), {}
    first = app_being_set_up(session, ben)
    assert app_being_set_up(session, ben) == first
    rotate(own_keys, values=True)
    assert app_being_set_up(session, ben) not in ("", first)


# Who is at work meanwhile


def test_a_row_that_was_read_before_goes_back_under_the_new_key(two: Any, own_keys: Path) -> None:
    row = Profile.objects.using("keeper").get(member_id=two.ada.id)
    keys = key_files.read(key_files.place(own_keys, two.ada.id), masters.masters(own_keys))
    turned = key_files.text_of(keys.with_new("c"), masters.masters(own_keys)[0], two.ada.id)
    key_files.place(own_keys, two.ada.id).write_text(turned)
    row.save(using="keeper")
    raw = bytes(Profile.objects.using("keeper").filter(member_id=two.ada.id).values_list("email", flat=True)[0])
    assert raw[:8] == keystore.data_key(two.ada.id)[0]
    assert address(two.ada) == "ada@example.org"


def test_a_row_that_was_held_through_a_whole_change_is_not_written_back(two: Any, own_keys: Path) -> None:
    row = Profile.objects.using("keeper").get(member_id=two.ada.id)
    rotate(own_keys, values=True)
    with pytest.raises(keystore.KeyChanged):
        row.save(using="keeper")
    assert address(two.ada) == "ada@example.org"


def test_it_waits_for_whoever_still_writes_under_the_former_key(two: Any, own_keys: Path, superuser: Any) -> None:
    """Ben's transaction sealed before the change and commits late. The change ends after it, and has his words."""
    import psycopg

    was = Profile.objects.using("keeper").get(member_id=two.ben.id)
    field = Profile._meta.get_field("email")
    sealed = field.seal(was, b"late@example.org")
    ended = threading.Event()
    change = threading.Thread(target=lambda: (rotate(own_keys, values=True), ended.set()))
    with psycopg.connect(superuser.info.dsn) as late:
        late.execute("UPDATE members_profile SET email = %s WHERE member_id = %s", [bytes(sealed), two.ben.id])
        change.start()
        until(lambda: (found := rotation.begun(own_keys)) and found.step == rotation.VALUES)
        assert not ended.wait(0.5)
        late.commit()
    change.join(60)
    assert ended.is_set()
    assert address(two.ben) == "late@example.org"


def until(true: Callable[[], Any], patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_former_keys_stay_while_a_backup_is_made(two: Any, own_keys: Path) -> None:
    ended = threading.Event()
    change = threading.Thread(target=lambda: (rotate(own_keys, values=True), ended.set()))
    with key_locks.shared(own_keys, key_locks.BACKUP):
        change.start()
        until(lambda: (found := rotation.begun(own_keys)) and found.step == rotation.KEYS)
        assert not ended.wait(0.5)
        assert len(masters.masters(own_keys)) == 2, "what the backup reads still opens"
    change.join(60)
    assert ended.is_set() and len(masters.masters(own_keys)) == 1


def test_there_is_one_change_at_a_time(own_keys: Path) -> None:
    with key_locks.alone(own_keys, key_locks.CHANGE), pytest.raises(Complaint, match="by another process"):
        rotate(own_keys)


def test_whoever_is_erased_meanwhile_stays_erased(two: Any, own_keys: Path) -> None:
    place = key_files.place(own_keys, two.ben.id)

    def erasing(name: str, total: int, things: Iterable[T]) -> Iterator[T]:
        for thing in things:
            if thing == place and name == "keys":
                keystore.destroy(two.ben.id, "erased")
            yield thing

    rotate(own_keys, values=True, watch=erasing)
    assert not place.exists() and two.ben.id.hex in keystore.erased()
    assert address(two.ben) is None and address(two.ada) == "ada@example.org"


# What stops it


def test_a_key_that_does_not_open_stops_it_with_nothing_dropped(two: Any, own_keys: Path) -> None:
    place, former = key_files.place(own_keys, two.ben.id), masters.masters(own_keys)
    whole = place.read_text()
    place.write_text(whole[:-10] + "0123456789")
    with pytest.raises(Complaint, match=r"does not open.*keys\.tar.*hearten keys rotate"):
        rotate(own_keys, values=True)
    found = rotation.begun(own_keys)
    assert found and found.step == rotation.KEYS
    assert set(masters.masters(own_keys)) > set(former), "the former master key is still there"
    assert address(two.ada) == "ada@example.org"
    place.write_text(whole)
    assert rotate(own_keys).resumed, "and what was asked for at first, is done"
    assert address(two.ben) == "ben@example.org" and len(masters.masters(own_keys)) == 1
    assert key_files.read(place, masters.masters(own_keys)).retired


def test_a_value_that_was_moved_is_named_and_its_persons_keys_stay(two: Any, own_keys: Path, superuser: Any) -> None:
    superuser.execute(
        "UPDATE members_profile SET email = set_byte(email, 30, get_byte(email, 30) # 1) WHERE member_id = %s",
        [two.ben.id],
    )
    row = Profile.objects.using("keeper").get(member_id=two.ben.id)
    before = keystore.data_key(two.ben.id)[0]
    look = rotate(own_keys, values=True).look
    assert look and look.unopened == {f"members_profile {row.pk}": two.ben.id}
    assert keystore.standing(two.ben.id, before) == "former", "mended by hand, it opens"
    superuser.execute(
        "UPDATE members_profile SET email = set_byte(email, 30, get_byte(email, 30) # 1) WHERE member_id = %s",
        [two.ben.id],
    )
    assert address(two.ben) == "ben@example.org"
    again = rotate(own_keys, values=True).look
    assert again and not again.unopened and address(two.ben) == "ben@example.org"
    assert keystore.standing(two.ben.id, before) == "changed"


@pytest.mark.parametrize("given", ["", "ab" * 32, "not a key", "ab" * 16])
def test_a_wrong_or_missing_master_key_says_so_before_anything_is_written(
    two: Any, own_keys: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    (own_keys / masters.NAME).unlink()
    if given:
        monkeypatch.setenv(masters.VARIABLE, given)
    before = everything(own_keys)
    for asked in (
        lambda: keystore.data_key(uuid4()),
        lambda: keystore.data_key(two.ada.id),
        lambda: keystore.blind_index("e-mail", "x"),
        lambda: address(two.ada),
    ):
        with pytest.raises(keystore.KeyStoreUnavailable) as said:
            asked()
        assert not given or given not in str(said.value)
    with pytest.raises(Complaint):
        rotate(own_keys, values=True)
    assert everything(own_keys) == before


def test_a_lost_key_of_fingerprints_is_never_made_anew(two: Any, own_keys: Path) -> None:
    (own_keys / fingerprints.FILE).unlink()
    rotated = key_files.place(own_keys, two.ada.id)
    for file in key_files.every(own_keys):
        if file != rotated:
            file.unlink()
    with pytest.raises(keystore.KeyStoreUnavailable, match="nobody can sign in"):
        keystore.blind_index("e-mail", "x")
    assert not (own_keys / fingerprints.FILE).exists()


# A master key outside


def test_a_master_key_outside_is_changed_by_naming_the_new_one_first(
    two: Any, own_keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = masters.masters(own_keys)[0].hex(), os.urandom(32).hex()
    (own_keys / masters.NAME).unlink()
    monkeypatch.setenv(masters.VARIABLE, old)
    with pytest.raises(Complaint, match="NEW,OLD"):
        rotate(own_keys)
    assert rotation.begun(own_keys) is None
    monkeypatch.setenv(masters.VARIABLE, f"{new},{old}")
    rotate(own_keys)
    monkeypatch.setenv(masters.VARIABLE, new)
    assert address(two.ada) == "ada@example.org" and keystore.blind_index("e-mail", "x")
    assert not (own_keys / masters.NAME).exists(), "nothing of it is written down here"


# What a kill leaves


def test_what_a_kill_left_half_written_is_swept(two: Any, own_keys: Path) -> None:
    place = key_files.place(own_keys, two.ada.id)
    left = [
        place.with_name(f".{place.name}.0123abcd"),
        own_keys / ".master.key.0123abcd",
        own_keys / ".change.json.0a1b",
    ]
    for one in left:
        one.write_text("half")
    rotate(own_keys)
    assert not any(one.exists() for one in left)


def test_what_a_kill_left_of_somebodys_key_goes_with_it(two: Any, own_keys: Path) -> None:
    place = key_files.place(own_keys, two.ada.id)
    left = place.with_name(f".{place.name}.0123abcd")
    left.write_text(place.read_text())
    keystore.destroy(two.ada.id)
    assert not left.exists() and not place.exists()


@pytest.mark.parametrize("step", ["nothing", "added", "swapped"])
def test_a_kill_between_the_two_writings_of_the_master_key(two: Any, own_keys: Path, step: str) -> None:
    former, fresh = masters.masters(own_keys)[0], os.urandom(32)
    change = rotation.Change("0a", rotation.MASTER, values=False, fresh=masters.name_of(fresh))
    rotation._marked(own_keys, change)
    masters.write(own_keys, {"nothing": [former], "added": [former, fresh], "swapped": [fresh, former]}[step])
    assert rotate(own_keys).resumed
    found = masters.masters(own_keys)
    assert len(found) == 1 and found != [former]
    assert step == "nothing" or found == [fresh]
    assert address(two.ada) == "ada@example.org"


# Looking


def test_a_look_opens_everything_and_changes_nothing(two: Any, own_keys: Path, superuser: Any) -> None:
    keystore.destroy(two.ada.id)
    superuser.execute(
        "UPDATE members_profile SET email = (SELECT email FROM members_profile WHERE member_id = %s) "
        "WHERE member_id = %s",
        [two.ben.id, two.cleo.id],
    )
    keystore.data_key(two.cleo.id)
    cleo = Profile.objects.using("keeper").get(member_id=two.cleo.id)
    before = everything(own_keys)
    look = sealed_values.look(quietly, turn=False)
    assert look.unopened == {f"members_profile {cleo.pk}": two.cleo.id}
    assert look.gone >= 1 and everything(own_keys) == before
