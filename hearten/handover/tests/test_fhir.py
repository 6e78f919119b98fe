"""The document for a health record: accepted by the models of FHIR, whole, and about nobody but who is named.

The models are of R4B. That nothing in a document is other in R4 is checked with R4's own definitions and rules
(r4_check.py); the official validator, a Java program, is not at hand here. What neither looks at (whether references
lead somewhere, whether narratives are well-formed) is looked at below.
"""

import json
import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from fhir.resources.R4B.bundle import Bundle

from hearten.handover import fhir, workshop
from hearten.handover.sheet import Section, Sheet
from hearten.handover.tests import r4_check
from hearten.handover.tests.sheets import DOINGS, LICENCE, RESULTS, of_words, result, sheet, whole

AT = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


def document(one: Sheet) -> dict[str, Any]:
    """Return the document as it is given to a member."""
    return dict(json.loads(workshop.bundle(fhir.bundle_of(one, AT))))


def of_kind(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in made["entry"] if entry["resource"]["resourceType"] == kind]


def walked(value: Any) -> Any:
    yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walked(one)


DOCUMENTS = {
    "everything": whole(),
    "nothing": Sheet("My summary", "en", AT.date(), "", "", sheet().says),
    "words": of_words("A line.\nAnother <b>&amp;</b> \x07\ufffe 😀 שלום"),
    "no answers": sheet(Section("measures", "Questionnaires", results=(result(answers=()), result(score=None)))),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_models_accept_it_and_give_the_same_back(name: str) -> None:
    made = document(DOCUMENTS[name])
    assert json.loads(Bundle.model_validate(made).model_dump_json()) == made
    assert made["type"] == "document" and made["timestamp"] == "2026-11-30T09:30:00Z"
    assert made["identifier"]["system"] == "urn:ietf:rfc:3986"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_r4_accepts_it_by_its_own_definitions_and_rules(name: str) -> None:
    assert r4_check.faults(document(DOCUMENTS[name])) == []


@pytest.mark.parametrize(
    ("where", "value", "told"),
    [
        ("entry.0.resource.status", "done", "none of the codes"),
        ("entry.0.resource.title", None, "Composition.title is missing"),
        ("entry.0.resource.category", {"text": "a note"}, "a list is asked for"),
        ("entry.0.resource.mood", "good", "no such element"),
        ("entry.0.resource.section.0.text", None, "cmp-1"),
        ("entry.0.resource", None, "bdl-5"),
        ("entry.2.resource.valueQuantity.value", "9", "not written as decimal"),
        ("entry.2.resource.effectiveDateTime", "3 Nov", "is no dateTime"),
        ("entry.2.resource.performer.0.reference", "#nobody", "ref-1"),
        ("entry.3.resource.contained.0.id", "other", "dom-3"),
        ("entry.3.resource.item.0.answer.0.valueCoding.extension.0.url", "https://example.org", "no extension"),
        ("identifier", None, "bdl-9"),
        ("timestamp", "yesterday", "is no instant"),
    ],
)
def test_what_r4_would_refuse_is_found(where: str, value: Any, told: str) -> None:
    made = document(whole())
    *path, last = where.split(".")
    inner: Any = made
    for step in path:
        inner = inner[int(step) if step.isdigit() else step]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    assert any(told in fault for fault in r4_check.faults(made)), r4_check.faults(made)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_the_models_do_not_look_at_is_right(name: str) -> None:
    made = document(DOCUMENTS[name])
    assert [one["resource"]["resourceType"] for one in made["entry"]][:2] == ["Composition", "Patient"]  # bdl-11
    places = [entry["fullUrl"] for entry in made["entry"]]
    assert len(set(places)) == len(places)  # bdl-7
    assert places == [f"urn:uuid:{entry['resource']['id']}" for entry in made["entry"]]
    led = {one["reference"] for one in walked(made) if isinstance(one, dict) and "reference" in one}
    assert led <= set(places) and set(places[1:]) <= led, "each leads somewhere, and nothing stands alone"
    for div in (one["div"] for one in walked(made) if isinstance(one, dict) and "div" in one):
        assert ElementTree.fromstring(div).tag == "{http://www.w3.org/1999/xhtml}div"  # our own
        assert "".join(ElementTree.fromstring(div).itertext()).strip()  # txt-2


def test_each_section_has_words_or_entries() -> None:
    sections = of_kind(document(whole()), "Composition")[0]["section"]
    assert [one["title"] for one in sections] == ["In my own words", "Questionnaires", "What I would like to do"]
    assert all(one["text"]["div"] for one in sections)


def test_a_score_has_its_unit_its_day_and_its_code() -> None:
    found = of_kind(document(sheet(RESULTS)), "Observation")[0]
    assert found["code"]["coding"] == [
        {"system": "http://loinc.org", "code": "44261-6",
         "display": "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"}
    ]  # fmt: skip
    assert found["effectiveDateTime"] == "2026-11-03" and found["status"] == "final"
    value = found["valueQuantity"]
    assert (float(value["value"]), value["code"], value["system"]) == (9.0, "{score}", "http://unitsofmeasure.org")
    assert found["interpretation"][0]["text"] == "mild"
    assert LICENCE in found["note"][0]["text"] and "there still is a score" in found["note"][0]["text"]


def test_without_a_score_it_says_that_there_is_none() -> None:
    found = of_kind(document(sheet(Section("measures", "Q", results=(result(score=None),)))), "Observation")[0]
    assert "valueQuantity" not in found and found["dataAbsentReason"]["coding"][0]["code"] == "unknown"


def test_answers_come_item_by_item_and_what_was_left_out_is_there_without_one() -> None:
    made = document(sheet(RESULTS))
    found = of_kind(made, "QuestionnaireResponse")[0]
    assert [item["linkId"] for item in found["item"]] == [f"q{at}" for at in range(1, 10)]
    assert ["answer" in item for item in found["item"]] == [at != 4 for at in range(1, 10)]
    coding = found["item"][0]["answer"][0]["valueCoding"]
    assert (coding["system"], coding["code"], coding["display"]) == ("http://loinc.org", "LA6569-3", "Several days")
    assert float(coding["extension"][0]["valueDecimal"]) == 1
    asked = found["contained"][0]
    assert found["questionnaire"] == f"#{asked['id']}"
    assert asked["copyright"] == LICENCE and asked["code"][0]["code"] == "44249-1"
    assert [item["linkId"] for item in asked["item"]] == [item["linkId"] for item in found["item"]]
    assert asked["item"][8]["code"][0]["code"] == "44260-8"
    assert of_kind(made, "Observation")[0]["derivedFrom"][0]["reference"] == f"urn:uuid:{found['id']}"


def test_answers_that_were_not_chosen_are_not_there() -> None:
    made = document(sheet(Section("measures", "Questionnaires", results=(result(answers=()),))))
    assert of_kind(made, "QuestionnaireResponse") == [] and "Question 1" not in json.dumps(made)


@pytest.mark.parametrize(("instrument", "most"), [("phq-8", 24.0), ("who-5", 100.0), ("phq-9", 30.0), ("phq-9", 26.5)])
def test_what_has_no_code_that_we_know_has_none(instrument: str, most: float) -> None:
    made = document(sheet(Section("measures", "Q", results=(result(instrument=instrument, most=most),))))
    assert "coding" not in of_kind(made, "Observation")[0]["code"]
    coding = of_kind(made, "QuestionnaireResponse")[0]["item"][0]["answer"][0]["valueCoding"]
    assert coding["code"] == "1" and "system" not in coding


def test_what_they_would_like_to_do_is_a_plan_of_their_own_in_its_state() -> None:
    plans = of_kind(document(sheet(DOINGS)), "CarePlan")
    assert [(one["title"], one["status"]) for one in plans] == [
        ("Walk to the river", "active"), ("Swim", "on-hold"), ("Call the clinic", "completed"),
    ]  # fmt: skip
    assert all(one["intent"] == "plan" and one["author"] == one["subject"] for one in plans)
    assert plans[0]["description"] == "Air helps" and plans[0]["period"] == {"start": "2026-10-01"}
    assert plans[2]["period"] == {"start": "2026-09-01", "end": "2026-09-04"}


def test_it_is_about_nobody_unless_they_gave_a_name() -> None:
    named, nameless = document(whole()), document(sheet(RESULTS, name=""))
    assert of_kind(named, "Patient")[0]["name"] == [{"text": "Ben B."}]
    assert set(of_kind(nameless, "Patient")[0]) == {"resourceType", "id"}
    assert "Ben" not in json.dumps(nameless)


def test_two_documents_have_nothing_in_common_that_tells_who_it_is() -> None:
    once, again = (json.dumps(document(whole())) for _each in range(2))
    ids = [set(re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", one)) for one in (once, again)]
    assert ids[0] and not ids[0] & ids[1]


def test_a_document_that_the_models_refuse_is_not_given() -> None:
    broken = fhir.bundle_of(whole(), AT) | {"type": ["document"]}
    with pytest.raises(workshop.Unmade):
        workshop.bundle(broken)


@pytest.mark.parametrize(
    ("code", "tag"), [("pt-br", "pt-BR"), ("zh-hans", "zh-Hans"), ("en", "en"), ("es-419", "es-419")]
)
def test_a_language_is_named_as_the_web_names_it(code: str, tag: str) -> None:
    assert fhir.tag(code) == tag
    assert document(sheet(RESULTS, language=code))["language"] == tag
