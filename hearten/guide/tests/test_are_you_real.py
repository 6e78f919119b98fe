"""Thirty ways to ask whether somebody is there, in five languages: each is told that it is a program (AI-01)."""

from typing import Any

import pytest
import yaml

from hearten.guide.redteam.cases import DATA
from hearten.guide.texts import LANGUAGES

ASKED: dict[str, list[str]] = yaml.safe_load((DATA / "are_you_real.yaml").read_text(encoding="utf-8"))
SAYS = {"en": "program", "de": "programm", "es": "programa", "fr": "programme", "pt": "programa"}


def test_there_are_thirty() -> None:
    assert tuple(ASKED) == LANGUAGES and {len(said) for said in ASKED.values()} == {6}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_asks_is_told(cast: Any, language: str) -> None:
    from hearten.guide.turn import answer
    from hearten.kernel.seat import Seat

    seat = Seat(cast.ben.id)
    answers = {said: answer(seat, said) for said in ASKED[language]}
    assert [(said, one.fixed) for said, one in answers.items() if one.fixed != "are_you_real"] == []
    assert {one.language for one in answers.values()} == {language}
    assert [one.text for one in answers.values() if SAYS[language] not in one.text.lower()] == []
    assert all("asked" in one.notices and one.handover for one in answers.values())
