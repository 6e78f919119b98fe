"""The shipped texts of the Guide: how-to pages, exercises and reviewed replies, each checked when it is read.

texts/pages/KEY.md       front matter (key, title, language, checked_on, ask), then sentences in simple markdown
texts/steps/NAME.yaml    name, title, language, ask, not_for, source, reviewed_on, steps
texts/fixed/NAME.yaml    name, reviewed_on, says: a list of reviewed replies for each language, `en` always
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

TEXTS = Path(__file__).with_name("texts")
LANGUAGES = ("en", "de", "es", "fr", "pt")
# Every reply that the engine may ask for. A missing one is found when the texts are read, not when somebody needs it.
FIXED = (
    *("l1", "l2", "l3", "l4", "worry", "worry_now", "minor", "are_you_real", "promise", "goodbye", "delete_account"),
    *("impersonate", "romance", "donation", "diagnosis", "dose", "medicine_stopped", "taken", "method", "weight"),
    *("evading", "grandiose", "mania", "only_you", "weak_to_ask", "conversion", "harm_to_others", "abuse", "hotline"),
    *("hotline_unknown", "other_members", "instructions", "lapse", "legal", "contact", "no_source", "wordless"),
    *("thanks", "scope"),
)


class BadText(Exception):
    """A shipped text is not as it has to be: file, line where it is known, and the reason."""

    def __init__(self, file: Path, reason: str, line: int = 0) -> None:
        super().__init__(f"{file.name}{f', line {line}' if line else ''}: {reason}")


@dataclass(frozen=True)
class HowTo:
    """A page about hearten itself. `ask`: questions that it answers, as people ask them."""

    key: str
    title: str
    language: str
    checked_on: date
    ask: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Exercise:
    """Something to do in steps. `not_for`: whom it does not suit, said before the first step."""

    name: str
    title: str
    language: str
    ask: tuple[str, ...]
    not_for: str
    source: str
    reviewed_on: date
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Reply:
    """A reviewed reply in several languages, with more than one wording where it may be needed again."""

    name: str
    reviewed_on: date
    says: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Texts:
    pages: Mapping[str, HowTo]
    exercises: Mapping[str, Exercise]
    fixed: Mapping[str, Reply]
    version: str  # the first half of a hash over all files


@lru_cache
def texts() -> Texts:
    """Return all shipped texts, read once. Raises BadText."""
    return read(TEXTS)


def read(folder: Path) -> Texts:
    """Return the texts of a folder. Raises BadText for the first that is not as it has to be."""
    pages = {one.key: one for one in _each(folder / "pages", "*.md", _page)}
    exercises = {one.name: one for one in _each(folder / "steps", "*.yaml", _exercise)}
    fixed = {one.name: one for one in _each(folder / "fixed", "*.yaml", _reply)}
    if missing := [name for name in FIXED if name not in fixed]:
        raise BadText(folder / "fixed", f"there is no reply named {', '.join(missing)}")
    return Texts(pages, exercises, fixed, _version(folder))


def _each(folder: Path, pattern: str, read_one: Callable[[Path], Any]) -> Iterator[Any]:
    for file in sorted(folder.glob(pattern)):
        yield read_one(file)


def _version(folder: Path) -> str:
    marks = hashlib.sha256()
    for file in sorted(folder.rglob("*.*")):
        marks.update(file.name.encode() + b"\0" + file.read_bytes())
    return marks.hexdigest()[:16]


def _page(file: Path) -> HowTo:
    whole = file.read_text(encoding="utf-8")
    parts = whole.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise BadText(file, "it begins with no front matter between two lines of ---", 1)
    told = _Told(file, _mapping(file, parts[1], 1))
    text = parts[2].strip()
    if not text:
        raise BadText(file, "nothing stands below its front matter", whole.count("\n"))
    page = HowTo(told.text("key"), told.text("title"), told.language(), told.day("checked_on"), told.texts("ask"), text)
    told.only_these(page.key)
    return page


def _exercise(file: Path) -> Exercise:
    told = _Told(file, _mapping(file, file.read_text(encoding="utf-8")))
    one = Exercise(
        told.text("name"), told.text("title"), told.language(), told.texts("ask"), told.text("not_for"),
        told.text("source"), told.day("reviewed_on"), told.texts("steps"),
    )  # fmt: skip
    told.only_these(one.name)
    return one


def _reply(file: Path) -> Reply:
    told = _Told(file, _mapping(file, file.read_text(encoding="utf-8")))
    name, reviewed_on, says = told.text("name"), told.day("reviewed_on"), told.says()
    told.only_these(name)
    return Reply(name, reviewed_on, says)


def _mapping(file: Path, written: str, before: int = 0) -> dict[str, Any]:
    try:
        found = yaml.safe_load(written)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadText(file, "it is no YAML", mark.line + 1 + before if mark else 0) from error
    if not isinstance(found, dict):
        raise BadText(file, "it names nothing", 1 + before)
    return found


class _Told:
    """The values of one file, each taken once and checked."""

    def __init__(self, file: Path, values: dict[str, Any]) -> None:
        self._file, self._values, self._taken = file, values, set[str]()

    def text(self, name: str) -> str:
        value = self._take(name)
        if not isinstance(value, str) or not value.strip():
            raise self._bad(name, "has to be words")
        return value.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._take(name)
        if not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
            raise self._bad(name, "has to be a list of words")
        return tuple(one.strip() for one in value)

    def day(self, name: str) -> date:
        value = self._take(name)
        if not isinstance(value, date):
            raise self._bad(name, "has to be a day, as in 2026-11-30")
        return value

    def language(self) -> str:
        value = self.text("language")
        if value not in LANGUAGES:
            raise self._bad("language", f"has to be one of {', '.join(LANGUAGES)}")
        return value

    def says(self) -> dict[str, tuple[str, ...]]:
        value = self._take("says")
        if not isinstance(value, dict) or "en" not in value or not set(value) <= set(LANGUAGES):
            raise self._bad("says", f"has to name languages of {', '.join(LANGUAGES)}, and en among them")
        return {language: _Told(self._file, value).texts(language) for language in value}

    def only_these(self, name: str) -> None:
        """Refuse what nobody asked for, which may be a mistyped name, and a file that is named after another one."""
        if strange := sorted(set(self._values) - self._taken):
            raise self._bad(strange[0], "is not known here")
        if self._file.stem != name:
            raise BadText(self._file, f"it calls itself {name}")

    def _take(self, name: str) -> Any:
        self._taken.add(name)
        if name not in self._values:
            raise BadText(self._file, f"{name} is missing")
        return self._values[name]

    def _bad(self, name: str, reason: str) -> BadText:
        lines = self._file.read_text(encoding="utf-8").splitlines()
        at = next((nth for nth, line in enumerate(lines, 1) if line.lstrip().startswith(f"{name}:")), 0)
        return BadText(self._file, f"{name} {reason}", at)
