"""Sealed words: bound to their place, readable only while the person's key exists."""

from typing import Any

import pytest

from hearten.kernel import keystore
from hearten.kernel.keystore import KeyStoreUnavailable
from hearten.members.models import Profile

ADDRESS = "ben@example.org"


def _keep(cast: Any, as_seat: Any) -> None:
    with as_seat(cast.ben):
        profile = Profile.objects.get()
        profile.email = ADDRESS
        profile.save()


def test_a_sealed_word_is_read_back_and_is_not_in_the_row(cast: Any, as_seat: Any, superuser: Any) -> None:
    _keep(cast, as_seat)
    with as_seat(cast.ben):
        assert Profile.objects.get().email == ADDRESS
    raw = superuser.execute("SELECT email FROM members_profile WHERE email IS NOT NULL").fetchone()[0]
    assert b"example" not in bytes(raw)


def test_a_ciphertext_moved_to_another_row_does_not_open(cast: Any, as_seat: Any, superuser: Any) -> None:
    _keep(cast, as_seat)
    superuser.execute(
        "UPDATE members_profile SET email = (SELECT email FROM members_profile WHERE member_id = %s) "
        "WHERE member_id = %s",
        [cast.ben.id, cast.ada.id],
    )
    with as_seat(cast.ada):
        assert Profile.objects.get().email is None  # Ada's own key did not seal it


def test_a_changed_ciphertext_fails_closed(cast: Any, as_seat: Any, superuser: Any) -> None:
    _keep(cast, as_seat)
    superuser.execute(
        "UPDATE members_profile SET email = set_byte(email, length(email) - 1, get_byte(email, length(email) - 1) # 1) "
        "WHERE member_id = %s",
        [cast.ben.id],
    )
    with as_seat(cast.ben), pytest.raises(KeyStoreUnavailable):
        _ = Profile.objects.get().email


def test_destroying_a_key_erases_what_it_sealed_and_nothing_else(
    cast: Any, as_seat: Any, tmp_path: Any, settings: Any
) -> None:
    settings.HEARTEN_KEYSTORE = tmp_path / "keys"
    _keep(cast, as_seat)
    with as_seat(cast.ada):
        hers = Profile.objects.get()
        hers.email = "ada@example.org"
        hers.save()
    keystore.destroy(cast.ben.id)
    with as_seat(cast.ben):
        assert Profile.objects.get().email is None
    with as_seat(cast.ada):
        assert Profile.objects.get().email == "ada@example.org"


def test_a_destroyed_key_does_not_come_back_with_an_old_copy(
    cast: Any, as_seat: Any, tmp_path: Any, settings: Any
) -> None:
    settings.HEARTEN_KEYSTORE = tmp_path / "keys"
    _keep(cast, as_seat)
    place = keystore._place(cast.ben.id)
    copy = place.read_text()
    keystore.destroy(cast.ben.id)
    place.write_text(copy)
    with as_seat(cast.ben):
        assert Profile.objects.get().email is None


def test_a_missing_key_store_fails_closed(cast: Any, as_seat: Any, tmp_path: Any, settings: Any) -> None:
    settings.HEARTEN_KEYSTORE = tmp_path / "keys"
    _keep(cast, as_seat)
    settings.HEARTEN_KEYSTORE = tmp_path / "elsewhere"
    with as_seat(cast.ben), pytest.raises(KeyStoreUnavailable):
        _ = Profile.objects.get().email


def test_a_sealed_column_cannot_be_updated_past_its_row(cast: Any, as_seat: Any) -> None:
    with as_seat(cast.ben), pytest.raises(TypeError):
        Profile.objects.update(email=ADDRESS)


def test_a_blind_index_depends_on_its_purpose_and_the_master_key(tmp_path: Any, settings: Any) -> None:
    settings.HEARTEN_KEYSTORE = tmp_path / "one"
    first = keystore.blind_index("e-mail", ADDRESS)
    assert first == keystore.blind_index("e-mail", ADDRESS)
    assert first != keystore.blind_index("sign-in name", ADDRESS)
    settings.HEARTEN_KEYSTORE = tmp_path / "two"
    assert first != keystore.blind_index("e-mail", ADDRESS)
