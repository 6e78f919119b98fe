"""The keys of a copy (`keys.tar`), brought back beside those that are there.

What is there stays as it is: a key that the copy alone has comes back, and stands behind the ones of the same person,
so that it opens what was sealed before a change of keys and seals nothing new. Nobody who was erased gets a key.
Everything is worked out before anything is written.
"""

import re
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag

from hearten.kernel import fingerprints, key_files, ledger, masters
from hearten.kernel.complaint import Complaint
from hearten.kernel.masters import KeyStoreUnavailable
from hearten.kernel.secret import make_folder, replace

# What a key store holds; nothing else is ever put into a copy or taken out of one.
FILE = re.compile(r"^(master\.key|fingerprints\.key|subjects/[0-9a-f]{2}/([0-9a-f]{32})\.key)$")

Copy = Mapping[str, str]


def opened(keys: Path) -> dict[str, str]:
    """Return what a copy holds, by name. Raises Complaint when it is none."""
    try:
        with tarfile.open(keys) as archive:
            found = [(entry.name, archive.extractfile(entry)) for entry in archive if entry.isreg()]
            return {name: file.read().decode(errors="replace") for name, file in found if file and _is_ours(name)}
    except (OSError, tarfile.TarError):
        raise Complaint(f"{keys} is not a keys.tar that `hearten backup` wrote: check the path.") from None


def ledger_in(copy: Copy) -> ledger.Ledger:
    """Return the erasures that a copy knows of."""
    return ledger.parse(copy.get(ledger.NAME, ""))


def merged(copy: Copy, key_store: Path, erased: ledger.Ledger) -> dict[str, str]:
    """Return the files to write, by name. Raises Complaint when a key of the copy, or of ours, does not open."""
    found = {name: text for name, text in copy.items() if FILE.match(name) and _whose(name) not in erased}
    if not found:
        return {}
    try:
        here = masters.known(key_store)
        if not here:
            return _for_an_empty_one(found, key_store)
        openers = [*here, *_masters_in(found)]
        people = {name: text for name, text in found.items() if _whose(name)}
        fresh = {name: _person(name, text, key_store, here, openers) for name, text in people.items()}
        return _fingerprints(found, key_store, here, openers) | fresh
    except KeyStoreUnavailable as error:
        raise Complaint(
            f"{error} The copy was made under another master key: set {masters.VARIABLE} to yours and that one, with a "
            "comma between, and restore again."
        ) from None


def write(fresh: Copy, key_store: Path) -> None:
    """Write these files into a key store."""
    for name, text in fresh.items():
        make_folder((key_store / name).parent)
        replace(key_store / name, text)


def forget(key_store: Path, erased: ledger.Ledger) -> None:
    """Remove the keys of whoever was erased, and what a kill left of them."""
    for subject in erased:
        place = key_files.place(key_store, UUID(subject))
        for file in (place, *place.parent.glob(f".{place.name}.*")):
            file.unlink(missing_ok=True)


def _is_ours(name: str) -> bool:
    return name == ledger.NAME or FILE.match(name) is not None


def _whose(name: str) -> str | None:
    found = FILE.match(name)
    return found[2] if found else None


def _masters_in(copy: Copy) -> list[bytes]:
    return masters.parsed(copy[masters.NAME], masters.NAME) if masters.NAME in copy else []


def _for_an_empty_one(copy: Copy, key_store: Path) -> dict[str, str]:
    """Return a copy as it is, for a key store without a master key, which then takes the copy's."""
    if masters.NAME not in copy:
        raise KeyStoreUnavailable(f"The copy holds keys and no master key, and {masters.VARIABLE} is not set.")
    if next(key_files.every(key_store), None):
        masters.masters(key_store)  # which says that keys are here whose master key is not
    return dict(copy)


def _fingerprints(copy: Copy, key_store: Path, here: Sequence[bytes], openers: Sequence[bytes]) -> dict[str, str]:
    """Return the key of fingerprints under our master key. Raises Complaint when ours is another one, and in use."""
    if fingerprints.FILE not in copy:
        return {}
    try:
        theirs = fingerprints.opened(copy[fingerprints.FILE], openers)
        place = key_store / fingerprints.FILE
        ours = fingerprints.opened(place.read_text(), here) if place.exists() else theirs
    except InvalidTag:
        raise KeyStoreUnavailable("The key of fingerprints does not open.") from None
    if ours != theirs and next(key_files.every(key_store), None):
        raise Complaint(
            f"The copy is of another hearten than the key store at {key_store}, where people have keys: restore into a "
            "key store of its own, with HEARTEN_KEYSTORE=/a/new/folder."
        )
    return {fingerprints.FILE: fingerprints.wrapped(here[0], theirs)}


def _person(name: str, text: str, key_store: Path, here: Sequence[bytes], openers: Sequence[bytes]) -> str:
    """Return a person's file: our keys first, where we have some, and behind them what the copy alone has."""
    place = key_store / name
    subject = UUID(place.stem)
    theirs = key_files.parsed(text, subject, openers)
    keys = key_files.read(place, here).with_former(theirs) if place.exists() else theirs
    return key_files.text_of(keys, here[0], subject)
