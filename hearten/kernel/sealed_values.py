"""Every sealed value that the database holds: looked at, and sealed anew under its person's present key.

Sealed fields are found in the models; a slice that seals something elsewhere registers it (`stands_in`). Rows are
taken as the keeper, past the policies, a few at a time, and those that somebody else holds are left for the next
look: nobody waits for us longer than a few rows take, and we wait for nobody, so no two can wait for each other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import connections, models, transaction

from hearten.kernel import keystore
from hearten.kernel.keystore import KEY_ID_BYTES, KeyChanged, KeyUnreadable, Standing
from hearten.kernel.sealed import Sealed, SealedTextField, Unopened

KEEPER = "keeper"
AT_ONCE = 500  # rows whose key ids are read in one question
HELD = 50  # rows that are held while they are sealed anew

T = TypeVar("T")
How = Literal["present", "turned", "busy", "gone", "unopened"]


@dataclass(frozen=True)
class Told:
    """What became of the values of one row. `where`: table and row, for whoever runs the install; never a word."""

    how: How
    where: str = ""
    subject: UUID | None = None


class Watch(Protocol):
    """Hands on what it is given, one at a time, under a name and with how many there are: a progress bar."""

    def __call__(self, name: str, total: int, things: Iterable[T]) -> Iterator[T]: ...


@dataclass
class Look:
    """What one look at everything found."""

    seen: int = 0
    turned: int = 0
    busy: int = 0
    gone: int = 0
    unopened: dict[str, UUID | None] = field(default_factory=dict)  # place -> whose

    def note(self, told: Told) -> None:
        self.seen += 1
        if told.how == "unopened":
            self.unopened[told.where] = told.subject
        elif told.how != "present":
            setattr(self, told.how, getattr(self, told.how) + 1)

    @property
    def clean(self) -> bool:
        """Whether nothing was left to seal anew, and nothing was in somebody's hands."""
        return not self.turned and not self.busy


class Place(Protocol):
    """Somewhere in the database where sealed values stand."""

    @property
    def name(self) -> str: ...
    def count(self) -> int:
        """How many rows there are."""

    def turn(self) -> Iterator[Told]:
        """Seal every value anew that is under a former key, and tell of each row."""

    def open(self) -> Iterator[Told]:
        """Open every value, and tell of each row. Changes nothing."""


_elsewhere: list[Place] = []


def stands_in(place: Place) -> None:
    """Register where a slice keeps sealed values in no sealed field."""
    _elsewhere.append(place)


def places() -> list[Place]:
    """Return every place, in the order of its name."""
    return sorted([*(Columns(model) for model in sealed_models()), *_elsewhere], key=lambda place: place.name)


def sealed_models() -> list[type[models.Model]]:
    """Return every model that has a sealed field and a table of its own."""
    return [model for model in apps.get_models() if model._meta.managed and sealed_fields(model)]


def sealed_fields(model: type[models.Model]) -> list[SealedTextField]:
    """Return a model's own sealed fields."""
    return [one for one in model._meta.local_concrete_fields if isinstance(one, SealedTextField)]


class Columns:
    """The sealed columns of one table."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.fields = sealed_fields(model)
        self.name = model._meta.db_table

    def count(self) -> int:
        return self.model._base_manager.using(KEEPER).count()

    def turn(self) -> Iterator[Told]:
        for heads in self._heads():
            former: list[Any] = []
            for pk, *ids in heads:
                how, subject = _worst(list(zip(ids[::2], ids[1::2], strict=True)))
                if how == "former":
                    former.append(pk)
                else:
                    yield Told(_TOLD[how], f"{self.name} {pk}", subject)
            for start in range(0, len(former), HELD):
                yield from self._turned(former[start : start + HELD])

    def open(self) -> Iterator[Told]:
        for heads in self._heads():
            for row in self._rows().filter(pk__in=[pk for pk, *_ in heads]):
                yield self._opened(row)

    def _heads(self) -> Iterator[list[Any]]:
        """Give rows a few at a time, by key: each with whose its values are, and the ids of their keys."""
        last: Any = None
        while found := self._read_heads(last):
            yield found
            last = found[-1][0]

    def _read_heads(self, last: Any) -> list[Any]:
        """Read the next rows' keys, and of each sealed field whose it is and the id of the key that sealed it."""
        columns = [part for one in self.fields for part in (_name(self._subject(one)), _head(one))]
        key, after = _name(self.model._meta.pk), "" if last is None else "WHERE {key} > %s"
        question = f"SELECT {{key}}, {', '.join(columns)} FROM {{table}} {after} ORDER BY {{key}} LIMIT {AT_ONCE}"  # noqa: S608
        with connections[KEEPER].cursor() as cursor:
            cursor.execute(question.format(key=key, table=_quoted(self.name)), [] if last is None else [last])
            return list(cursor.fetchall())

    def _subject(self, one: SealedTextField) -> Any:
        names = {name: found for found in self.model._meta.concrete_fields for name in (found.name, found.attname)}
        return names[one.subject]

    def _rows(self) -> models.QuerySet[models.Model]:
        names = {"pk"}
        for one in self.fields:
            names |= {one.attname, self._subject(one).attname}
        return self.model._base_manager.using(KEEPER).only(*names)

    def _turned(self, keys: list[Any]) -> Iterator[Told]:
        """Seal the values of these rows anew. Whoever writes one meanwhile is left alone until the next look."""
        with transaction.atomic(using=KEEPER):
            held = self._rows().filter(pk__in=keys).order_by("pk").select_for_update(skip_locked=True, no_key=True)
            done = {row.pk: self._turn(row) for row in held}
        for key in keys:
            yield done.get(key, Told("busy"))

    def _turn(self, row: models.Model) -> Told:
        """Write a held row's values as they are under the present key. One that does not open is left as it is."""
        try:
            fresh = {_name(one): one.sealed_anew(row, row.__dict__[one.attname]) for one in self._there(row)}
        except (Unopened, KeyChanged):
            return self._opened(row)
        if not fresh:  # emptied since it was looked at
            return Told("present")
        sets = ", ".join(f"{column} = %s" for column in fresh)
        question = f"UPDATE {_quoted(self.name)} SET {sets} WHERE {_name(self.model._meta.pk)} = %s"  # noqa: S608
        with connections[KEEPER].cursor() as cursor:
            cursor.execute(question, [*map(bytes, fresh.values()), row.pk])
        return Told("turned")

    def _opened(self, row: models.Model) -> Told:
        """Say whether every value of a row opens, and whose it is that does not."""
        how: How = "present"
        for one in self._there(row):
            subject = getattr(row, one.subject)
            try:
                gone = one.opened(row, row.__dict__[one.attname]) is None
                wrong = gone and keystore.standing(subject, row.__dict__[one.attname].key_id) != "gone"
            except KeyUnreadable as error:
                return Told("unopened", f"{self.name} {row.pk} ({error})", subject)
            except (Unopened, KeyChanged):
                wrong = True
            if wrong:
                return Told("unopened", f"{self.name} {row.pk}", subject)
            how = "gone" if gone else how
        return Told(how)

    def _there(self, row: models.Model) -> list[SealedTextField]:
        """Return the fields that hold something sealed for somebody."""
        return [
            one for one in self.fields if isinstance(row.__dict__[one.attname], Sealed) and getattr(row, one.subject)
        ]


# What is told of a row, by what its keys are; of several, the last of these: whatever needs something done about it.
_TOLD: dict[Standing, How] = {
    "present": "present",
    "gone": "gone",
    "changed": "unopened",
    "other": "unopened",
    "former": "turned",
}


def _worst(heads: list[tuple[UUID | None, bytes | None]]) -> tuple[Standing, UUID | None]:
    found: list[tuple[Standing, UUID | None]] = [("present", None)]
    for subject, key_id in heads:
        if key_id is not None:
            found.append((keystore.standing(subject, bytes(key_id)) if subject else "gone", subject))
    return max(found, key=lambda one: list(_TOLD).index(one[0]))


def _name(column: Any) -> str:
    return _quoted(column.column)


def _head(column: Any) -> str:
    return f"substring({_name(column)} FOR {KEY_ID_BYTES})"


def _quoted(name: str) -> str:
    return connections[KEEPER].ops.quote_name(name)


def look(watch: Watch, *, turn: bool) -> Look:
    """Look at every value once, sealing anew where `turn`, and return what was found.

    Raises KeyStoreUnavailable when the master key cannot be read, and, where `turn`, when any key cannot.
    """
    found = Look()
    for place in places():
        for told in watch(place.name, place.count(), place.turn() if turn else place.open()):
            found.note(told)
    return found
