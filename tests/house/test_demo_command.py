"""The demo keeps apart from real sites, and begins anew when it was stopped while it filled."""

from pathlib import Path

import pytest

from hearten.commands import demo, serve
from hearten.commands.ground import DEMO_MARK
from hearten.kernel.complaint import Complaint


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEARTEN_STATE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("mark", [demo.FILLING, demo.WHOLE])
def test_a_demo_is_never_served_as_a_real_site(state: Path, mark: str) -> None:
    (state / DEMO_MARK).write_text(mark)
    with pytest.raises(Complaint, match="holds the demo"):
        serve.serve()


def test_the_demo_does_not_fill_somebodys_own_server(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTEN_DATABASE_URL", "postgresql://hearten_web@db.example/people")
    with pytest.raises(Complaint, match="a database of its own"):
        demo._refuse_own_server()


def test_the_demo_does_not_fill_a_real_site(cast: object, state: Path) -> None:
    with pytest.raises(Complaint, match="holds a real site"):
        demo._fill()


def test_a_half_filled_demo_is_taken_away_first(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (state / DEMO_MARK).write_text(demo.FILLING)
    done: list[str] = []
    monkeypatch.setattr(demo, "drop_database", lambda place, name: done.append(f"drop {name}"))
    monkeypatch.setattr(demo, "create_database", lambda place, name: done.append(f"create {name}"))
    demo._begin_anew_after_interruption()
    assert [each.split()[0] for each in done] == ["drop", "create"]
