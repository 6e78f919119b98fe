"""The file of one subject's keys: the first seals, all of them open. Every key is wrapped by a master key.

A file says, one a line: `2` (its form), each key as hex (its id, a nonce, the wrapped key), `- id` for each key that
was here and opens nothing any more, and `= change` for the change of keys that gave it the first one. The form before
it was one line, one key.
"""

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import UUID

from cryptography.exceptions import InvalidTag

from hearten.kernel import masters
from hearten.kernel.masters import BYTES, KeyStoreUnavailable, KeyUnreadable

KEY_ID_BYTES = 8
_SUBJECT = re.compile("[0-9a-f]{32}")
_FORM, _RETIRED, _TURNED = "2", "-", "="


@dataclass(frozen=True)
class Keys:
    """A subject's keys as (id, key); which ids are no more; which change made the first key."""

    each: tuple[tuple[bytes, bytes], ...]
    retired: frozenset[bytes] = frozenset()
    turned: str = ""

    def with_new(self, change: str) -> "Keys":
        """Return these with a new key in front, which `change` made."""
        return Keys((_new(), *self.each), self.retired, change)

    def with_former(self, former: "Keys") -> "Keys":
        """Return these, and what another copy of the file has that these have not, behind them."""
        mine = {key_id for key_id, _key in self.each}
        more = tuple((key_id, key) for key_id, key in former.each if key_id not in mine)
        return Keys((*self.each, *more), self.retired - {key_id for key_id, _key in more}, self.turned)

    def with_first_alone(self) -> "Keys":
        """Return these without any but the first."""
        return Keys(self.each[:1], self.retired | {key_id for key_id, _key in self.each[1:]}, self.turned)


def place(folder: Path, subject: UUID) -> Path:
    """Return where a subject's file is."""
    return folder / "subjects" / subject.hex[:2] / f"{subject.hex}.key"


def every(folder: Path) -> Iterator[Path]:
    """Return the files of all subjects that are there when it is asked."""
    found = (file for file in (folder / "subjects").glob("*/*.key") if _SUBJECT.fullmatch(file.stem))
    return iter(sorted(found))


def leftovers(folder: Path, name: str = "*.key") -> list[Path]:
    """Return half-written files that a kill left behind (secret.py writes beside and renames)."""
    return sorted([*folder.glob(f".{name}.*"), *(folder / "subjects").glob(f"*/.{name}.*")])


def is_of_today(text: str) -> bool:
    """Whether a file was written by a version that keeps the key of fingerprints in a file of its own."""
    return text.split(None, 1)[:1] == [_FORM]


def fresh(master: bytes, subject: UUID) -> str:
    """Return the text of a file with one new key."""
    return text_of(Keys((_new(),)), master, subject)


def text_of(keys: Keys, master: bytes, subject: UUID) -> str:
    """Return the text of a file, with every key wrapped by this master key."""
    wrapped = [(key_id + masters.wrap(master, subject.bytes + key_id, key)).hex() for key_id, key in keys.each]
    retired = [f"{_RETIRED} {key_id.hex()}" for key_id in sorted(keys.retired)]
    turned = [f"{_TURNED} {keys.turned}"] if keys.turned else []
    return "\n".join([_FORM, *wrapped, *retired, *turned, ""])


def read(file: Path, openers: Sequence[bytes]) -> Keys:
    """Return the keys of a file. Raises KeyStoreUnavailable when one does not open, FileNotFoundError without it."""
    try:
        text = file.read_text()
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise KeyUnreadable(f"The key of subject {file.stem} cannot be read: {error}") from error
    return parsed(text, UUID(file.stem), openers)


def parsed(text: str, subject: UUID, openers: Sequence[bytes]) -> Keys:
    """Return the keys of a file's text. Raises KeyStoreUnavailable when one does not open."""
    try:
        lines = _lines(text)
        each = tuple(_opened(line, subject, openers) for line in lines if line[0] not in (_RETIRED, _TURNED))
        retired = frozenset(bytes.fromhex(line[1:]) for line in lines if line[0] == _RETIRED)
        turned = [line[1:].strip() for line in lines if line[0] == _TURNED]
    except (InvalidTag, ValueError) as error:
        raise KeyStoreUnavailable(f"The key of subject {subject} does not open with this master key.") from error
    if not each:
        raise KeyUnreadable(f"The file of subject {subject} holds no key.")
    return Keys(each, retired, turned[-1] if turned else "")


def standing(text: str, key_id: bytes) -> Literal["present", "former", "changed", "other"]:
    """Say what a key is to the file with this text, opening none: the first; one behind it; dropped; not here."""
    lines = _lines(text)
    each = [bytes.fromhex(line[: 2 * KEY_ID_BYTES]) for line in lines if line[0] not in (_RETIRED, _TURNED)]
    if key_id in each:
        return "present" if key_id == each[0] else "former"
    return "changed" if f"{_RETIRED} {key_id.hex()}" in lines else "other"


def is_wrapped_by(text: str, subject: UUID, master: bytes) -> bool:
    """Whether this master key opens every key of a file."""
    try:
        parsed(text, subject, [master])
    except KeyStoreUnavailable:
        return False
    return True


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[1:] if lines[:1] == [_FORM] else lines


def _opened(line: str, subject: UUID, openers: Sequence[bytes]) -> tuple[bytes, bytes]:
    raw = bytes.fromhex(line)
    key_id = raw[:KEY_ID_BYTES]
    return key_id, masters.unwrap(openers, subject.bytes + key_id, raw[KEY_ID_BYTES:])


def _new() -> tuple[bytes, bytes]:
    return secrets.token_bytes(KEY_ID_BYTES), secrets.token_bytes(BYTES)
