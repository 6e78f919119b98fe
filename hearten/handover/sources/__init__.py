"""Where the lines of a summary come from. Each source reads what is the member's own and offers it line by line.

A slice below has its reader here; what stands on the same level or above registers one where its app is made ready:

    offer(Source("wishes", lambda: _("My wishes for a crisis"), read, careful=True))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from hearten.handover.sheet import Doing, Line, Result, Section
from hearten.kernel.seat import Seat

# How many lines a source offers: a page of choices stays a page, and a form has at most 200 fields.
MOST = 25


@dataclass(frozen=True)
class Offer:
    """One box to tick. `key` is the same each time, begins with its source's name, and says nothing of the words."""

    key: str
    title: str
    hint: str = ""
    lines: tuple[Line, ...] = ()
    results: tuple[Result, ...] = ()
    doings: tuple[Doing, ...] = ()


@dataclass(frozen=True)
class Source:
    """One part of the summary. With `careful`, nothing of it is ever ticked for anybody, nor remembered."""

    name: str
    heading: Callable[[], str]
    read: Callable[[Seat], list[Offer]]
    careful: bool = False


@dataclass(frozen=True)
class Part:
    """What a source offers to one member now."""

    source: Source
    offers: tuple[Offer, ...]

    def chosen(self, keys: set[str]) -> Section:
        """Return the section with what was ticked. An answer sheet stands in the place of its own score."""
        taken = [offer for offer in self.offers if offer.key in keys]
        return Section(
            self.source.name,
            self.source.heading(),
            tuple(line for offer in taken for line in offer.lines),
            _once(result for offer in taken for result in offer.results),
            tuple(doing for offer in taken for doing in offer.doings),
        )


def _once(results: Iterable[Result]) -> tuple[Result, ...]:
    found: dict[Result, Result] = {}
    for result in results:
        bare = replace(result, answers=())
        if result.answers or bare not in found:
            found[bare] = result
    return tuple(found.values())


_sources: dict[str, Source] = {}


def offer(source: Source) -> None:
    """Have a source in everybody's choice. Raises ValueError for a second one of a name."""
    if source.name in _sources:
        raise ValueError(f"a source is named {source.name} already: what the first offers would be in no summary")
    _sources[source.name] = source


def parts_of(seat: Seat) -> list[Part]:
    """Return what each source offers to this member; sources with nothing are left out."""
    found = [Part(source, tuple(source.read(seat)[:MOST])) for source in _sources.values()]
    return [part for part in found if part.offers]
