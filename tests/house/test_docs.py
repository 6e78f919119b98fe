"""The papers: they begin with what somebody needs first, and they are true."""

import re
from pathlib import Path

import pytest

from tests.house.reading_templates import ROOT, name_of

PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def readme() -> str:
    path = ROOT / "README.md"
    assert path.exists(), "there is no README.md"
    return path.read_text()


def test_the_readme_begins_with_what_hearten_is() -> None:
    first = next(line for line in readme().splitlines() if line.strip() and not line.startswith(("#", "!", "[", "<")))
    assert readme().startswith("# hearten")
    assert "peer support" in first


def test_the_readme_shows_a_picture_that_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme())
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_the_readme_gives_the_two_commands_early() -> None:
    early = "\n".join(readme().splitlines()[:60])
    assert "bin/demo" in early and "bin/test" in early


def test_the_readme_says_who_reads_what() -> None:
    assert re.search(r"who (may |can )?(reads?|sees?) what", readme(), re.IGNORECASE)


def test_the_list_of_routes_is_what_hearten_routes_prints() -> None:
    from hearten.commands.routes import page

    path = ROOT / "docs" / "routes.md"
    assert path.read_text() == f"{page()}\n", "run `.venv/bin/hearten routes > docs/routes.md`"
    lines = [line for line in page().splitlines() if line.startswith("| `/")]
    assert [line for line in set(lines) if lines.count(line) > 1] == [], "an address is named twice in urls.py"


@pytest.mark.parametrize("path", PAPERS, ids=name_of)
def test_links_between_papers_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text()):
        if not re.match(r"https?:|mailto:", target):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", PAPERS, ids=name_of)
def test_files_that_papers_name_exist(path: Path) -> None:
    for target in set(re.findall(r"`((?:hearten|tests|bin|docs|benchmarks)/[\w./-]+)`", path.read_text())):
        assert (ROOT / target).exists(), target
