"""Lays a summary out as one page: which blocks stand where, in words that are ready to be drawn. Pure.

What comes out is data (`making.py` hands it to the template page.typ), so that nobody's words are read as markup.
Heading levels go down one at a time, and every table says what its columns are: a screen reader reads it in this order.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from hearten.handover.sheet import Doing, Line, Result, Section, Sheet

Block = dict[str, Any]

PAPERS = ("a4", "us-letter")
# Where Letter is what printers hold (CLDR supplemental data, measurementData paperSize="US-Letter").
LETTER_REGIONS = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
SCRIPT_REGIONS = {"hans": "CN", "hant": "TW"}  # fonts tell scripts of Chinese apart by place

# Letters that turn the direction of what follows them could make a line say something else; a paragraph has its own.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# A word longer than a column may be broken after every sixth letter, by a space of no width. Scripts that are written
# without spaces break by themselves, and a mark stays with its letter.
RUN = re.compile("[!-\u0dff\u10a0-\u177f\u1e00-\u1fff]{24,}")
STEP = re.compile("(.{6})(?=[!-\u02ff\u0370-\u058f\u05d0-\u0dff\u10a0-\u177f\u1e00-\u1fff])")


def tongue(code: str) -> tuple[str, str | None]:
    """Return language and region of a language tag, as a page names them: "pt-br" is ("pt", "BR")."""
    first, *rest = code.replace("_", "-").lower().split("-")
    named = [part.upper() for part in rest if re.fullmatch("[a-z]{2}", part)]
    guessed = [SCRIPT_REGIONS[part] for part in rest if part in SCRIPT_REGIONS]
    return (first if re.fullmatch("[a-z]{2,3}", first) else "en"), next(iter(named + guessed), None)


def usual_paper(code: str) -> str:
    """Return what printers hold where a language tag comes from."""
    return "us-letter" if tongue(code)[1] in LETTER_REGIONS else "a4"


def ready(words: str) -> str:
    """Return words as they can be drawn: without letters that do something instead of being seen."""
    plain = TURNING.sub("", unicodedata.normalize("NFC", words)).replace("\r\n", "\n").replace("\t", " ")
    seen = "".join(letter for letter in plain if letter == "\n" or unicodedata.category(letter) != "Cc")
    return RUN.sub(lambda run: STEP.sub("\\1\u200b", run[0]), seen).strip()


def page_of(sheet: Sheet, paper: str) -> dict[str, Any]:
    """Return the page as data for the template."""
    lang, region = tongue(sheet.language)
    return {
        "title": ready(sheet.title), "lang": lang, "region": region, "paper": paper,
        "top": [ready(line) for line in _top(sheet)],
        "sections": [
            {"heading": ready(section.heading), "blocks": list(_blocks(section, sheet.says))}
            for section in sheet.sections
            if not section.empty
        ],
    }  # fmt: skip


def _top(sheet: Sheet) -> list[str]:
    name = [f"{sheet.says['name']}: {sheet.name}"] if sheet.name else []
    return [*name, f"{sheet.says['made']}: {sheet.when}", sheet.source]


def _blocks(section: Section, says: dict[str, str]) -> Iterator[Block]:
    for line in section.lines:
        yield from _line(line)
    if section.results:
        yield from _results(section.results, says)
    if section.doings:
        yield _doings(section.doings, says)


def _line(line: Line) -> Iterator[Block]:
    if line.label:
        yield {"kind": "heading", "words": ready(line.label)}
    for words in re.split(r"\n{2,}", ready(line.words)):
        yield {"kind": "words", "words": words}


def _table(widths: tuple[int, ...], heads: list[str], rows: list[list[str]]) -> Block:
    cells = [[ready(cell) for cell in row] for row in rows]
    return {"kind": "table", "widths": list(widths), "heads": [ready(head) for head in heads], "rows": cells}


def _results(results: tuple[Result, ...], says: dict[str, str]) -> Iterator[Block]:
    heads = [says["questionnaire"], says["date"], says["score"], says["in_words"]]
    rows = [[one.title, one.when, score_of(one, says), one.words] for one in results]
    yield _table((3, 2, 2, 4), heads, rows)
    for note in dict.fromkeys(note_of(one, says) for one in results):
        yield {"kind": "words", "words": ready(note)}
    for one in results:
        if one.answers:
            yield {"kind": "heading", "words": ready(f"{one.title}, {one.when}")}
            answers = [[answer.text, answer.label or says["no_answer"]] for answer in one.answers]
            yield _table((3, 1), [says["question"], says["answer"]], answers)


def score_of(result: Result, says: dict[str, str]) -> str:
    """Return the score in words, with what it could be at most, or that there is none; and how much was left out."""
    score = says["no_score"]
    if result.score is not None:
        score = says["of"] % {"score": f"{result.score:g}", "most": f"{result.most:g}"}
    left_out = says["left_out"] % {"missing": result.missing, "asked": result.asked} if result.missing else ""
    return "\n".join(filter(None, [score, left_out]))


def note_of(result: Result, says: dict[str, str]) -> str:
    """Return what stands beside results of one questionnaire: its version, what is done with gaps, and whose it is."""
    version = says["version"] % {"title": result.title, "version": result.version}
    return " ".join(filter(None, [version, result.rule, result.licence]))


def _doings(doings: tuple[Doing, ...], says: dict[str, str]) -> Block:
    heads = [says["what"], says["often"], says["state"]]
    rows = [["\n".join(filter(None, [one.words, one.why])), one.often, one.state] for one in doings]
    return _table((5, 3, 2), heads, rows)
