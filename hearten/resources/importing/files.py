"""Opening what an import is given: a file, a folder or a zip, as texts of a bounded size. Nothing is unpacked."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from hearten.kernel.complaint import Complaint
from hearten.resources.spec import kind_called

MOST_BYTES = 64 * 2**20  # of all texts together: what a machine with 4 GB can hold as objects
_TOO_MUCH = (
    f"There is more than {MOST_BYTES // 2**20} MB to read: import it in parts, for example the organizations of one "
    "region and what belongs to them after those of another."
)


def json_text(path: Path) -> str:
    """Return the text of a JSON or JSONL file. Raises Complaint when it is too big or not UTF-8."""
    return decoded(path.name, _read(path, MOST_BYTES))


def tables(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, file name, text) of every table of a CSV package in a folder or zip; other files are left alone.

    Raises Complaint when there is none, when one is there twice, or when they are too big together.
    """
    seen: dict[str, str] = {}
    left = MOST_BYTES
    for kind, name, read in _zipped(path) if path.is_file() else _lying(path):
        if kind in seen:
            raise Complaint(f"{seen[kind]} and {name} hold the same table: leave one of them out.")
        seen[kind] = name
        content = read(left)
        left -= len(content)
        yield kind, name, decoded(name, content)
    if not seen:
        raise Complaint(f"{path} holds no table of HSDS: its files are called services.csv, organizations.csv, ...")


def _lying(folder: Path) -> Iterator[tuple[str, str, "_Reading"]]:
    for path in sorted(folder.rglob("*")):
        kind = _table(path.name)
        if kind and path.is_file():
            yield kind, path.relative_to(folder).as_posix(), _Reading(path)


def _zipped(path: Path) -> Iterator[tuple[str, str, "_Reading"]]:
    """Members are read by name where they lie in the zip: a path that leads outside leads nowhere."""
    try:
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.infolist(), key=lambda member: member.filename):
                kind = None if member.is_dir() else _table(PurePosixPath(member.filename).name)
                if kind:
                    yield kind, member.filename, _Reading(path, archive, member)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        raise Complaint(f"{path.name} is not a zip that can be read ({error}): make it anew.") from None


class _Reading:
    """How to read one file of a package, when it is its turn."""

    def __init__(self, path: Path, archive: zipfile.ZipFile | None = None, member: zipfile.ZipInfo | None = None):
        self.path, self.archive, self.member = path, archive, member

    def __call__(self, most: int) -> bytes:
        if self.archive is None or self.member is None:
            return _read(self.path, most)
        if self.member.flag_bits & 1:
            raise Complaint(f"{self.member.filename} is locked with a passphrase: make the zip anew without one.")
        try:
            with self.archive.open(self.member) as file:  # what the zip says about its size proves nothing
                return _bounded(file.read(most + 1), most)
        except Exception as error:  # zlib, lzma and bz2 each have errors of their own
            if isinstance(error, Complaint):
                raise
            raise Complaint(f"{self.member.filename} in {self.path.name} is damaged: make the zip anew.") from None


def _table(name: str) -> str | None:
    stem, dot, ending = name.rpartition(".")
    return kind_called(stem) if dot and ending.casefold() == "csv" else None


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return _bounded(file.read(most + 1), most)
    except OSError as error:
        raise Complaint(f"{path} cannot be read ({error.strerror}): check its name, and who may read it.") from None


def _bounded(content: bytes, most: int) -> bytes:
    if len(content) > most:
        raise Complaint(_TOO_MUCH)
    return content


def decoded(name: str, content: bytes) -> str:
    """Return UTF-8 as text, without a byte order mark. Raises Complaint that says where it is something else."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Complaint(f"{name} is UTF-16: save it as UTF-8, and import it again.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Complaint(f"{name} is not UTF-8 (line {line}): save it as UTF-8, and import it again.") from None
