"""Which instruments there are: those that come along and those that were imported, the latest version of each."""

from functools import lru_cache
from pathlib import Path

from hearten.kernel.seat import Seat
from hearten.measures.definition import Definition, of_data
from hearten.measures.definition_files import read_file
from hearten.measures.models import Imported, Procedure

FOLDER = Path(__file__).parent / "instruments"
# In the order in which they are offered.
SHIPPED = ("who-5", "phq-8", "gad-7", "ucla-3", "barc-10", "phq-9", "phq-ads")


@lru_cache
def shipped() -> dict[str, Definition]:
    """Return what comes along, by id."""
    return {name: read_file(FOLDER / f"{name}.yaml") for name in SHIPPED}


def all_known(seat: Seat) -> dict[str, Definition]:
    """Return the current version of every instrument of this place, offered or not. One query."""
    rows = seat.glance(Imported).order_by("imported_at").values_list("key", "data")
    return shipped() | {key: of_data(data) for key, data in rows}


def offered(seat: Seat) -> dict[str, Definition]:
    """Return what members are offered: without those that wait for a response procedure. Two queries."""
    running = set(seat.glance(Procedure).filter(ended_at=None).values_list("key", flat=True))
    return {key: one for key, one in all_known(seat).items() if not one.procedure or key in running}
