"""What training stands on, as far as it needs no PyTorch: reading pairs, splitting them, and honest measures."""

from pathlib import Path

import numpy as np
import pytest

from hearten.kernel.complaint import Complaint
from hearten.reading.encoding import POST_PIECES, REPLY_PIECES, Encoding, padded
from hearten.reading.marking import joined, marked
from hearten.reading.training.marks import iou_f1, token_f1, words_in
from hearten.reading.training.pairs import folds, read_pairs
from hearten.reading.training.scores import calibration_error, f1_of_each, with_interval
from hearten.reading.weights import verified

HEAD = (
    "sp_id,rp_id,seeker_post,response_post,emotional_reactions,emotional_reactions_rationales,interpretations,"
    "interpretations_rationales,explorations,explorations_rationales\n"
)
ROW = "s1,r1,I lost my keys,I am sorry. Where were you?,2,I am sorry.,0,,1,Where were you?|gone\n"


def csv(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_text(HEAD + "".join(rows))
    return path


def test_a_pair_is_read_with_its_spans(tmp_path: Path) -> None:
    (pair,) = read_pairs(csv(tmp_path, ROW))
    assert pair.levels == (2, 0, 1)
    assert pair.rationales == (((0, 11),), (), ((12, 27),))  # a part that is not in the reply is left out


@pytest.mark.parametrize("row", ["s1,r1,a,b,3,,0,,0,\n", "s1,r1,a,b,x,,0,,0,\n", "s1,r1\n"])
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, row: str) -> None:
    with pytest.raises(Complaint, match="Row 3"):
        read_pairs(csv(tmp_path, ROW, row))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(Complaint, match="cannot be read"):
        read_pairs(tmp_path / "none.csv")


def test_a_post_is_never_on_both_sides_of_a_split(tmp_path: Path) -> None:
    rows = [ROW.replace("s1", f"s{number % 40}") for number in range(200)]
    pairs = read_pairs(csv(tmp_path, *rows))
    parts = folds(pairs, 5, 0)
    assert len(set(parts)) == 5
    assert all(len({part for pair, part in zip(pairs, parts, strict=True) if pair.group == group}) == 1
               for group in {pair.group for pair in pairs})  # fmt: skip
    assert parts == folds(pairs, 5, 0) != folds(pairs, 5, 1)


def test_windows_cover_a_long_reply_and_fit_the_encoder() -> None:
    encoding = Encoding(verified("tokenizer"))
    reply = " ".join(f"word{number}" for number in range(300))
    windows = encoding.windows("a post " * 100, reply)
    assert len(windows) > 1
    assert all(len(window.ids) == len(window.places) <= POST_PIECES + REPLY_PIECES + 3 for window in windows)
    places = [place for window in windows for place in window.places if place[1]]
    assert places == sorted(places)
    assert reply[slice(*places[0])] == "word"
    assert padded(windows)["mask"].sum() == sum(len(window.ids) for window in windows)


def test_marking_follows_the_likeliest_clause() -> None:
    reply = "It was a Tuesday. I am so sorry."
    (window,) = Encoding(verified("tokenizer")).windows("", reply)
    logits = np.array([4.0 if start >= 18 else -4.0 for start, _end in window.places])
    assert marked(reply, [window], [logits], 0.5) == ((18, 32),)
    assert marked(reply, [window], [logits * 0 - 9], 0.5)  # something is marked where the level says it is there
    assert joined("One. Two. Three.", [(0, 4), (5, 9), (10, 16)]) == ((0, 16),)


def test_overlap_of_marks_is_counted_in_words() -> None:
    reply = "I am so sorry about it"
    gold, found = words_in(reply, [(0, 13)]), words_in(reply, [(5, 22)])
    assert (gold, found) == ({0, 1, 2, 3}, {2, 3, 4, 5})
    assert token_f1(gold, found) == 0.5
    assert token_f1(set(), set()) == 1.0
    assert iou_f1(reply, [(0, 13)], [(0, 10)]) == 1.0
    assert iou_f1(reply, [(0, 13)], [(14, 22)]) == 0.0


def test_measures_are_what_they_say() -> None:
    gold, chosen = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 0])
    assert f1_of_each(gold, chosen) == [0.5, 2 / 3, 0.0]
    value, low, high = with_interval(lambda g, c: float((g == c).mean()), gold, chosen, np.array([0, 1, 2, 3]))
    assert value == 50.0
    assert low <= value <= high
    sure = np.array([[1.0, 0, 0], [1.0, 0, 0]])
    assert calibration_error(np.array([0, 1]), sure) == 0.5
