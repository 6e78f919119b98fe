"""Writes a summary as an HL7 FHIR R4 document: a Bundle that begins with a Composition. Pure.

Each part is a section with its words in it; questionnaires are Observations (the score) and, where the member chose to
hand over each answer, QuestionnaireResponses; what they would like to do are CarePlans of their own making. Who it is
about is a Patient without a single fact but the name they wrote, if they wrote one. Ids are made afresh each time, so
that two documents cannot be told to be from one person.

Sources: HL7 FHIR R4 (Bundle, Composition, QuestionnaireResponse, Observation, CarePlan), LOINC 2.78 (loinc.org, read
for each code below). PHQ-8, WHO-5, UCLA-3 and BARC-10 have no code here: none was found in a source we could read.
"""

import re
from datetime import datetime
from html import escape
from typing import Any, NamedTuple
from uuid import uuid4

from hearten.handover.paper import note_of, score_of
from hearten.handover.sheet import Answer, Doing, Result, Section, Sheet

Resource = dict[str, Any]

LOINC = "http://loinc.org"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
PHQ = (
    "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8",
)  # fmt: skip
GAD = ("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7")


class Known(NamedTuple):
    """The codes of a questionnaire: all of it, its total score with the name that goes with it, and each item."""

    panel: str
    score: str
    display: str
    items: tuple[str, ...]


# By instrument and highest score. The score stands here so that another questionnaire of the same name, which somebody
# brought in, is not coded as this one.
CODES = {
    ("phq9", 27): Known(
        "44249-1", "44261-6", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]", PHQ
    ),
    ("phq2", 6): Known(
        "55757-9", "55758-7", "Patient Health Questionnaire 2 item (PHQ-2) total score [Reported]", PHQ[:2]
    ),
    ("gad7", 21): Known(
        "69737-5", "70274-6", "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]", GAD
    ),
}
# The answers of this family of questionnaires, by what they count (LOINC answer list LL358-3).
OFTEN = ("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def bundle_of(sheet: Sheet, at: datetime) -> Resource:
    """Return the document as FHIR's JSON. `at` is when it is made, with its zone."""
    person = _new("Patient", **({"name": [{"text": _text(sheet.name)}]} if sheet.name else {}))
    sections, others = [], []
    for section in sheet.sections:
        if not section.empty:
            resources = _resources(section, person, sheet.says)
            sections.append(_section(section, resources, sheet.says))
            others += resources
    stamp = at.isoformat(timespec="seconds")
    return {
        "resourceType": "Bundle", "type": "document", "timestamp": stamp, "language": tag(sheet.language),
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{uuid4()}"},
        "entry": [
            {"fullUrl": f"urn:uuid:{one['id']}", "resource": one}
            for one in [_composition(sheet, stamp, person, sections), person, *others]
        ],
    }  # fmt: skip


def tag(code: str) -> str:
    """Return a language tag as BCP 47 writes it: "pt-br" is "pt-BR", "zh-hans" is "zh-Hans"."""
    first, *rest = code.replace("_", "-").lower().split("-")
    return "-".join([first, *(part.upper() if len(part) == 2 else part.title() for part in rest)])


def _new(kind: str, **values: Any) -> Resource:
    return {"resourceType": kind, "id": str(uuid4()), **{name: value for name, value in values.items() if value}}


def _to(resource: Resource) -> dict[str, str]:
    return {"reference": f"urn:uuid:{resource['id']}"}


def _text(words: str) -> str:
    """Return words without letters that no JSON or XML of FHIR may hold."""
    return NOT_XML.sub("", words).strip()


def _composition(sheet: Sheet, stamp: str, person: Resource, sections: list[Resource]) -> Resource:
    return _new(
        "Composition",
        language=tag(sheet.language),
        status="final",
        type={"coding": [_loinc("51855-5", display="Patient Note")]},
        subject=_to(person),
        author=[_to(person)],
        date=stamp,
        title=_text(sheet.title),
        text=_narrative([sheet.title, sheet.source]),
        section=sections,
    )


def _section(section: Section, resources: list[Resource], says: dict[str, str]) -> Resource:
    told = [words for line in section.lines for words in (line.label, line.words)]
    for result in section.results:
        told += [f"{result.title}, {result.when}: {score_of(result, says)}\n{result.words}", note_of(result, says)]
    told += [" · ".join(filter(None, [one.words, one.often, one.state, one.why])) for one in section.doings]
    made: Resource = {"title": _text(section.heading), "text": _narrative(told)}
    return made | ({"entry": [_to(one) for one in resources]} if resources else {})


def _narrative(told: list[str]) -> Resource:
    paragraphs = "".join(f"<p>{_lines(words)}</p>" for words in told if _text(words))
    return {"status": "additional", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{paragraphs}</div>'}


def _lines(words: str) -> str:
    return "<br/>".join(escape(line, quote=False) for line in _text(words).splitlines())


def _resources(section: Section, person: Resource, says: dict[str, str]) -> list[Resource]:
    made = [_plan(one, person) for one in section.doings]
    for result in section.results:
        response = [_response(result, person)] if result.answers else []
        made += [_observation(result, person, says, response), *response]
    return made


def _codes(result: Result) -> Known | None:
    name = re.sub(r"[^a-z0-9]", "", result.instrument.lower())
    return CODES.get((name, int(result.most))) if result.most == int(result.most) else None


def _observation(result: Result, person: Resource, says: dict[str, str], response: list[Resource]) -> Resource:
    codes = _codes(result)
    coding = {"coding": [_loinc(codes.score, display=codes.display)]} if codes else {}
    return _new(
        "Observation",
        status="final",
        category=[{"coding": [{"system": CATEGORY, "code": "survey", "display": "Survey"}]}],
        code={**coding, "text": _text(result.title)},
        subject=_to(person),
        performer=[_to(person)],
        effectiveDateTime=result.on.isoformat(),
        interpretation=[{"text": _text(result.words)}] if _text(result.words) else [],
        note=[{"text": _text(f"{score_of(result, says)}\n{note_of(result, says)}")}],
        derivedFrom=[_to(one) for one in response],
        **_value(result),
    )


def _value(result: Result) -> Resource:
    if result.score is None:
        return {"dataAbsentReason": {"coding": [{"system": ABSENT, "code": "unknown", "display": "Unknown"}]}}
    unit = {"unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}"}
    return {"valueQuantity": {"value": result.score, **unit}}


def _response(result: Result, person: Resource) -> Resource:
    return _new(
        "QuestionnaireResponse",
        contained=[_questionnaire(result)],
        questionnaire="#asked",
        status="completed",
        subject=_to(person),
        source=_to(person),
        author=_to(person),
        authored=result.on.isoformat(),
        item=[_item(answer, result) for answer in result.answers],
    )


def _item(answer: Answer, result: Result) -> Resource:
    """Return one item. What was left out is there too, without an answer."""
    item = {"linkId": answer.item, "text": _text(answer.text)}
    return item if answer.value is None else item | {"answer": [{"valueCoding": _coding(answer, answer.value, result)}]}


def _coding(answer: Answer, value: int, result: Result) -> Resource:
    known = _loinc(OFTEN[value]) if _codes(result) and value in range(4) else {"code": str(value)}
    return {"extension": [{"url": ORDINAL, "valueDecimal": value}], **known, "display": _text(answer.label)}


def _questionnaire(result: Result) -> Resource:
    """Return what was asked, with its version and whose it is, inside the answers: it has no address of its own."""
    known = _codes(result)
    asked: list[Resource] = [
        {"linkId": answer.item, "text": _text(answer.text), "type": "choice"} for answer in result.answers
    ]
    if known and len(known.items) == len(asked):
        asked = [{**item, "code": [_loinc(code)]} for item, code in zip(asked, known.items, strict=True)]
    made: Resource = {
        "resourceType": "Questionnaire", "id": "asked", "status": "active", "title": _text(result.title),
        "version": _text(result.version), "copyright": _text(result.licence), "item": asked,
    }  # fmt: skip
    return made | ({"code": [_loinc(known.panel)]} if known else {})


def _loinc(code: str, **more: str) -> dict[str, str]:
    return {"system": LOINC, "code": code, **more}


def _plan(doing: Doing, person: Resource) -> Resource:
    days = {"start": doing.since, "end": doing.until}
    return _new(
        "CarePlan",
        status=doing.status,
        intent="plan",
        title=_text(doing.words),
        description=_text(doing.why),
        subject=_to(person),
        author=_to(person),
        period={name: day.isoformat() for name, day in days.items() if day},
        note=[{"text": _text(doing.often)}] if _text(doing.often) else [],
    )
