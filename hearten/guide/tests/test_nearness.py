"""Meaning decides only where all of the house's texts were read: what was read must not win by that alone."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace

import pytest

from hearten.guide import nearness
from hearten.guide.answers import Passage
from hearten.guide.ranking import Text, prepared

OLD = prepared(
    Passage("howto:who_leads", "howto", "Who looks after a group", "/a/", "Facilitators look after a group.")
)
NEW = prepared(Passage("page:1", "page", "Who runs this place", "/b/", "Odile runs it."))
ASKED = [1.0, 0.0]


@pytest.fixture(autouse=True)
def encoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An encoder to which everything means the same."""

    def means(texts: Sequence[str], **_more: object) -> list[list[float]]:
        return [ASKED for _text in texts]

    monkeypatch.setattr(nearness, "_kept", {})
    monkeypatch.setattr(nearness, "settings", SimpleNamespace(HEARTEN_MODELS=True))
    monkeypatch.setattr(nearness, "meanings", means)
    yield


def keys(texts: list[Text]) -> set[str]:
    return set(nearness.nearness(ASKED, texts))


def test_a_page_that_nobody_read_yet_is_met_by_words_like_the_others() -> None:
    nearness.make_ready([OLD], wait=True)
    assert keys([OLD]) == {"howto:who_leads"}
    assert keys([OLD, NEW]) == set()
    nearness.make_ready([OLD, NEW], wait=True)
    assert keys([OLD, NEW]) == {"howto:who_leads", "page:1"}


def test_without_an_encoder_words_alone_decide() -> None:
    assert nearness.nearness(None, [OLD]) == {}
    assert nearness.of_sentences(None, OLD) == []
