"""`hearten measures` and `hearten outcomes`: a mistake in a sentence, what was taken in, and what may go out."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hearten.desk.tests.test_outcomes import Program, program

pytestmark = pytest.mark.django_db
__all__ = ["program"]


def test_the_commands_say_what_they_found_and_what_they_took(tmp_path: Any, cast: Any) -> None:
    from hearten.commands.measures import measures
    from hearten.measures.known import FOLDER

    run = CliRunner().invoke
    mine = tmp_path / "mine.yaml"
    text = (FOLDER / "ucla-3.yaml").read_text()
    mine.write_text(text.replace("id: ucla-3", "id: my-three").replace("{value: 2,", "{value: two,"))
    wrong = run(measures, ["check", str(mine)])
    assert f"mine.yaml, line {1 + text[: text.index('{value: 2,')].count(chr(10))}: value has to be" in str(
        wrong.exception
    )
    mine.write_text(text.replace("id: ucla-3", "id: my-three"))
    assert "The file is right." in run(measures, ["check", str(mine)]).output
    assert "Would be imported: my-three" in run(measures, ["import", str(mine), "--dry-run"]).output
    assert "my-three" not in run(measures, ["list"]).output
    assert "Imported: my-three version 1" in run(measures, ["import", str(mine)]).output
    assert "my-three version 1" in run(measures, ["list"]).output and "no such" not in run(measures, ["list"]).output
    assert "give --replace" in str(run(measures, ["import", str(mine)]).exception)
    assert cast.ben.client.get("/measures/fill/my-three/").status_code == 200
    assert "cannot be read" in str(run(measures, ["check", str(tmp_path / "none.yaml")]).exception)


def test_the_command_refuses_in_a_sentence_and_writes_when_there_are_ten(program: Program, tmp_path: Path) -> None:
    from hearten.commands.outcomes import outcomes

    out = tmp_path / "out"
    done = CliRunner().invoke(outcomes, ["export", str(out)])
    assert "there are no ten people yet" in str(done.exception) and not out.exists()
    program.join(10)
    done = CliRunner().invoke(outcomes, ["export", str(out), "--k", "10"])
    assert done.exit_code == 0 and "10 rows" in done.output, done.exception
    again = CliRunner().invoke(outcomes, ["export", str(out)])
    assert "is there already" in str(again.exception)
