"""Keys, hashes and doors of the database, as OWASP ASVS 5.0.0 wants them (11, 13.2, 13.3)."""

import json
import os
import re
import secrets
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from hearten.kernel import keystore, masters
from hearten.kernel.cluster import Cluster
from hearten.kernel.database import roles_script
from tests.ground import STATE
from tests.house.reading_templates import ROOT


def test_keys_and_nonces_are_long_enough(tmp_path: Path, settings: Any) -> None:
    settings.HEARTEN_KEYSTORE = tmp_path / "keys"
    first, second = keystore.data_key(uuid4()), keystore.data_key(uuid4())
    assert len(masters.masters(tmp_path / "keys")[0]) == len(first[1]) == 32  # AES-256
    assert first[1] != second[1]
    assert keystore.NONCE_BYTES == 12  # 96 bits, NIST SP 800-38D 8.2
    assert len(bytes.fromhex(keystore.blind_index("a name", "Zoe"))) == 32


def test_keys_and_secrets_are_their_owners_to_read_alone(tmp_path: Path, settings: Any) -> None:
    from hearten.kernel.secret import secret_key

    settings.HEARTEN_KEYSTORE = tmp_path / "keys"
    keystore.data_key(uuid4())
    secret_key(tmp_path / "state")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files} > {"master.key", "fingerprints.key", ".making.lock", "secret"}
    assert len(files) == 5
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_a_key_is_another_ones_to_open_never(tmp_path: Path, settings: Any) -> None:
    """A wrapped key moved to another person's place, or changed, does not open."""
    settings.HEARTEN_KEYSTORE = tmp_path / "keys"
    mine, theirs = uuid4(), uuid4()
    keystore.data_key(mine)
    keystore.data_key(theirs)
    keystore._place(theirs).write_text(keystore._place(mine).read_text())
    with pytest.raises(keystore.KeyStoreUnavailable):
        keystore.data_key(theirs)


# The other tests hash cheaply; what an install does is asked in a process of its own.
COST = """
import json, django
django.setup()
from django.contrib.auth.hashers import identify_hasher, make_password
made = make_password("seven quiet lanterns")
said = identify_hasher(made).decode(made)
print(json.dumps({name: said[name] for name in ("variety", "memory_cost", "time_cost", "salt")}))
"""


def test_passphrases_cost_what_owasp_recommends_at_least(tmp_path: Path) -> None:
    """Argon2id with 19 MiB and 2 passes, or as much in other proportions (OWASP Password Storage Cheat Sheet)."""
    env = {**os.environ, "HEARTEN_STATE": str(tmp_path), "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    done = subprocess.run([sys.executable, "-c", COST], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    cost = json.loads(done.stdout)
    assert cost["variety"] == "argon2id"
    assert cost["memory_cost"] >= 19 * 1024
    assert cost["time_cost"] >= 2
    assert len(cost["salt"]) >= 16


def test_the_database_lets_nobody_in_by_password(superuser: Any) -> None:
    """Who asks is known by the account of the machine that holds the socket: there is no password to keep or guess."""
    rules = superuser.execute("SELECT DISTINCT type, auth_method FROM pg_hba_file_rules").fetchall()
    assert rules == [("local", "peer")]
    kept = superuser.execute("SELECT count(*) FROM pg_authid WHERE rolpassword IS NOT NULL").fetchone()
    assert kept == (0,)
    assert Cluster(STATE).answers()


def test_nobody_is_given_a_password_of_ours() -> None:
    assert "CREATE ROLE" in roles_script()
    assert not re.search(r"password\s+('|\$|null)", roles_script(), re.IGNORECASE)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes the system's randomness was asked for, while a test runs."""
    sizes: list[int] = []

    def counted(real: Callable[[int], Any]) -> Callable[[int], Any]:
        def draw(size: int) -> Any:
            sizes.append(size)
            return real(size)

        return draw

    for name in ("token_bytes", "token_hex", "token_urlsafe"):
        monkeypatch.setattr(secrets, name, counted(getattr(secrets, name)))
    return sizes


def test_seeds_and_codes_come_from_the_systems_randomness(drawn: list[int]) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    generate_totp_secret()
    RecoveryCodes.generate_seed()
    assert drawn[:2] == [20, 40]  # 160 and 320 bits


def test_a_session_token_is_256_random_bits(drawn: list[int]) -> None:
    from hearten.members.sessions import SessionStore

    first, second = (SessionStore()._get_new_session_key() for _ in range(2))
    assert first != second
    assert drawn[0] == 32
