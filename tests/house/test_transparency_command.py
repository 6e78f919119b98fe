"""`hearten moderation transparency` writes its two files."""

import json
from pathlib import Path

from typer.testing import CliRunner

from hearten.commands.moderation import moderation


def test_the_command_writes_both_files(db: None, tmp_path: Path) -> None:
    done = CliRunner().invoke(moderation, ["transparency", "2026", "--to", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "transparency-2026.json").read_text())["year"] == 2026
    assert (tmp_path / "transparency-2026.md").read_text().startswith("# What was reported")
