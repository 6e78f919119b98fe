"""What an export wrote, and what of it the other form or the schema cannot say."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from django.db import connections

from hearten.kernel.complaint import Complaint
from hearten.kernel.postgres.base import begin_as

Tell = Callable[[int], None]


@dataclass
class Told:
    """Counts of an export."""

    objects: int = 0
    elsewhere: int = 0  # JSON: objects that belong to no organization and no service
    second_parents: int = 0  # CSV: belongings that a table cannot say, because one column holds one
    incomplete: int = 0  # CSV: rows that lack something that the tabular form requires

    def sentences(self) -> Iterator[str]:
        """Yield what somebody should know who hands this on."""
        if self.elsewhere:
            yield f"{self.elsewhere} objects belong to no organization and no service: they are rows at the end."
        if self.second_parents:
            yield f"{self.second_parents} objects belong to several others; a table says one of them. JSON says all."
        if self.incomplete:
            yield f"{self.incomplete} rows lack something that tables must have, such as a service's organization."


@contextmanager
def as_of_now() -> Iterator[None]:
    """Read everything as it is at one moment, whatever an import writes meanwhile."""
    with connections["keeper"].cursor() as cursor:
        cursor.execute(begin_as(None, one_moment=True).decode())
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")  # nothing was written


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """Give a place to write to, which becomes `out` when everything is written, and goes when it is not.

    Raises Complaint when nothing can be written there.
    """
    try:
        beside = Path(mkdtemp(prefix=".hearten-", dir=out.resolve().parent))
    except OSError as error:
        raise Complaint(f"Nothing can be written to {out} ({error.strerror}): choose another place.") from None
    try:
        yield beside / "out"
        (beside / "out").rename(out.resolve())
    except OSError as error:
        raise Complaint(f"{out} could not be written ({error.strerror}): make room, or choose another place.") from None
    finally:
        rmtree(beside, ignore_errors=True)
