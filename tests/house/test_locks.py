"""What is installed is what was looked at: every requirement is pinned and hashed, and no address is written down."""

import re
from pathlib import Path

import pytest

from tests.house.reading_templates import ROOT, name_of

LOCKS = sorted(ROOT.glob("requirements*.lock"))


def test_there_is_a_lock_for_each_use() -> None:
    uses = {"requirements.lock", "requirements-test.lock", "requirements-setup.lock", "requirements-train.lock"}
    assert {path.name for path in LOCKS} == uses


@pytest.mark.parametrize("path", LOCKS, ids=name_of)
def test_everything_is_pinned_and_hashed(path: Path) -> None:
    wanted = re.split(r"\n(?=\S)", path.read_text().replace("\\\n", " ").strip())
    for line in wanted:
        assert re.match(r"[\w.\[\]-]+==[\w.]+", line), line[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", line), line[:80]


@pytest.mark.parametrize("path", LOCKS, ids=name_of)
def test_no_address_is_written_down(path: Path) -> None:
    """A line is a name, a version and its hashes: no other option, and no place to fetch from."""
    said = path.read_text()
    assert "://" not in said
    assert not re.search(r"(?<!\S)-(?!-hash=)|@ ?(file|git)", said)


def test_the_tests_stand_on_what_the_site_stands_on() -> None:
    """What both locks name, they name in the same version."""
    names = [ROOT / "requirements.lock", ROOT / "requirements-test.lock", ROOT / "requirements-train.lock"]
    site, *others = [_pins(path) for path in names]
    for other in others:
        assert {name for name in site.keys() & other.keys() if site[name] != other[name]} == set()


def _pins(path: Path) -> dict[str, set[str]]:
    """Return the versions of each name: one name may have several, each for some versions of Python."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", path.read_text(), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def test_every_dependency_is_locked() -> None:
    import tomllib

    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    locked = (ROOT / "requirements.lock").read_text().lower()
    for each in wanted:
        name = re.match(r"[\w.-]+", each)
        assert name
        one = re.sub(r"[-_.]+", "[-_.]+", name[0].lower())  # these are one sign in a name (PEP 503)
        assert re.search(rf"^{one}==", locked, re.MULTILINE), each
