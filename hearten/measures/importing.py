"""Taking an operator's definition in: judged first, then kept as one more version. Acts as the keeper."""

from hearten.kernel.clock import now
from hearten.measures.definition import Definition, as_data, of_data
from hearten.measures.known import shipped
from hearten.measures.models import Imported
from hearten.measures.rules import why_not_imported


def current() -> dict[str, Definition]:
    """Return the current version of every instrument, by id, as the keeper."""
    rows = Imported.objects.using("keeper").order_by("imported_at").values_list("key", "data")
    return shipped() | {key: of_data(data) for key, data in rows}


def why_not(new: Definition, replace: bool) -> str:
    """Return why this definition would not be taken, or ""."""
    before = [(one.id, one.version) for one in shipped().values()]
    imported = Imported.objects.using("keeper").values_list("key", "version")
    return why_not_imported(new, current(), [*before, *imported], replace)


def keep(new: Definition) -> None:
    """Keep a definition that `why_not` has nothing against."""
    made = Imported(key=new.id, version=new.version, fingerprint=new.fingerprint, data=as_data(new), imported_at=now())
    made.save(using="keeper", force_insert=True)
