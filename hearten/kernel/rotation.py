"""A change of keys while everything goes on: a new master key, every person's key wrapped by it, and, where asked, new
keys for every person and every sealed value under them.

It is marked on the disk (`change.json`) before each of its steps, and every step may be done twice, so a change that
was killed goes on where it was:

master  a new master key beside the former one: first behind it, so that every process can open what it will wrap, then
        in front. From then on new keys are wrapped by it.
keys    every person's file, and the key of fingerprints, wrapped by it. Then the former master key goes.
turn    every person gets a new key in front of their former one. From then on it seals.
values  every sealed value under its person's new key. Then the former keys go.

What cannot be read stops it, with nothing dropped. Source: NIST SP 800-57 part 1, 8.2.3 (key update by replacement).
"""

import json
import secrets
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.db import DatabaseError, connections

from hearten.kernel import fingerprints, key_changes, key_files, key_locks, masters, sealed_values
from hearten.kernel import secret as files
from hearten.kernel.complaint import Complaint
from hearten.kernel.masters import KeyStoreUnavailable
from hearten.kernel.sealed_values import KEEPER, Look, Watch

MARK = "change.json"
MASTER, KEYS, TURN, VALUES = "master", "keys", "turn", "values"
AGAIN = "then run `hearten keys rotate` again: it goes on where it was"


@dataclass(frozen=True)
class Change:
    """A change that was begun: its own id, which step it is in, whether values are turned too, and the new master key's
    name, which is no secret (masters.name_of)."""

    id: str
    step: str
    values: bool
    fresh: str = ""


@dataclass(frozen=True)
class Changed:
    """What came of a change. `look` is the last look at the values, where they were turned."""

    resumed: bool
    keys: int
    look: Look | None


def begun(folder: Path) -> Change | None:
    """Return the change that was begun in this key store and not ended; None where there is none."""
    place = folder / MARK
    try:
        return Change(**json.loads(place.read_text()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):
        raise Complaint(f"{place} cannot be read: remove it, then run `hearten keys rotate --values`.") from None


def rotate(folder: Path, watch: Watch, *, values: bool) -> Changed:
    """Begin a change of keys, or go on with the one that was begun, to its end.

    Raises Complaint when something cannot be read; what is on the disk then is as good as before, and the mark stays.
    """
    try:
        with key_locks.alone(folder, key_locks.CHANGE, wait=False):
            return _rotate(folder, watch, values)
    except BlockingIOError:
        raise Complaint("Keys are being changed or restored by another process: wait until it is done.") from None
    except DatabaseError as error:
        raise Complaint(f"The database failed ({type(error).__name__}): see that it runs, {AGAIN}.") from None
    except KeyStoreUnavailable as error:
        raise Complaint(f"{error} Bring it back from your newest keys.tar (docs/operator.md, Keys), {AGAIN}.") from None


def _rotate(folder: Path, watch: Watch, values: bool) -> Changed:
    change = begun(folder)
    resumed = change is not None
    fingerprints.key(folder)  # a wrong or missing master key says so before anything is written
    if change is None:
        _refuse_one_outside(folder, values)
        change = Change(secrets.token_hex(16), MASTER, values)
    change = _marked(folder, replace(change, values=values or change.values))
    _sweep(folder)
    keys, look = 0, None
    if change.step == MASTER:
        change = _marked(folder, replace(_new_master(folder, change), step=KEYS))
    if change.step == KEYS:
        keys = key_changes.wrap_all(folder, watch)
        _drop_masters(folder)
        change = _marked(folder, replace(change, step=TURN)) if change.values else change
    if change.step == TURN:
        keys = key_changes.turn_all(folder, watch, change.id)
        change = _marked(folder, replace(change, step=VALUES))
    if change.step == VALUES:
        look = _turn_values(watch)
        key_changes.drop_former(folder, watch, {one for one in look.unopened.values() if one})
    (folder / MARK).unlink()
    files.settle(folder)
    return Changed(resumed, keys, look)


def _marked(folder: Path, change: Change) -> Change:
    files.replace(folder / MARK, json.dumps(asdict(change)))
    return change


def _sweep(folder: Path) -> None:
    """Remove what a kill left half-written. Whoever makes a key is waited for: their file has its name by then."""
    with key_locks.alone(folder, key_locks.MAKING):
        for name in ("*.key", MARK):
            for left in key_files.leftovers(folder, name):
                left.unlink(missing_ok=True)


# Master keys


def _refuse_one_outside(folder: Path, values: bool) -> None:
    """A key outside the key store is its operator's to change: there must be two of them, or values to turn."""
    if masters.outside() and len(masters.known(folder)) == 1 and not values:
        raise Complaint(
            f"The master key is in {masters.VARIABLE}, so a new one goes there first: set it to NEW,OLD (NEW from "
            "`openssl rand -hex 32`), start every process of hearten again, then run `hearten keys rotate`."
        )


def _new_master(folder: Path, change: Change) -> Change:
    """Put a new master key in front. Done again after a kill, it goes on with the one that it made and kept."""
    if masters.outside():
        return change
    found = masters.masters(folder)
    fresh = next((key for key in found if masters.name_of(key) == change.fresh), None)
    if fresh is None:
        fresh = secrets.token_bytes(masters.BYTES)
        change = _marked(folder, replace(change, fresh=masters.name_of(fresh)))
        masters.write(folder, [*found, fresh])
    with key_locks.alone(folder, key_locks.MAKING):  # nobody wraps by the former one after this
        masters.write(folder, [fresh, *(key for key in masters.masters(folder) if key != fresh)])
    return change


def _drop_masters(folder: Path) -> None:
    """Leave the first master key alone in `master.key`, once no backup is being made with the former one."""
    if not masters.outside():
        with key_locks.alone(folder, key_locks.BACKUP), key_locks.alone(folder, key_locks.MAKING):
            masters.write(folder, masters.masters(folder)[:1])


# Values


def _turn_values(watch: Watch) -> Look:
    """Seal all values anew, until two looks in a row found nothing to do; whoever was at work in between has ended.

    Whoever began before a look may still write under the former key, or write back what they had read before it.
    """
    _wait_for_older(watch)
    clean, found = 0, Look()
    while clean < 2:
        found = sealed_values.look(watch, turn=True)
        _wait_for_older(watch)
        clean = clean + 1 if found.clean else 0
    return found


_AT_WORK = """SELECT l.virtualtransaction FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
              WHERE l.locktype = 'virtualxid' AND l.granted AND a.datname = current_database()
                AND l.pid <> pg_backend_pid()"""


def _wait_for_older(watch: Watch) -> None:
    """Wait until every transaction that runs now is over. Each holds a lock on its own number, which all may see."""
    for _one in watch("transactions under way", 1, [None]):
        left = _at_work()
        while left := left & _at_work():
            time.sleep(0.1)


def _at_work() -> set[str]:
    with connections[KEEPER].cursor() as cursor:
        cursor.execute(_AT_WORK)
        return {number for (number,) in cursor.fetchall()}
