"""What answers add up to: worked examples of others, every boundary of what comes along, what is left out."""

from decimal import Decimal
from typing import Any

import pytest

from hearten.measures.definition import Definition, as_data, of_data
from hearten.measures.known import SHIPPED, shipped
from hearten.measures.scoring import band_of, least_and_most, part_score, raises_safety, score

PHQ = ("interest", "down", "sleep", "tired", "appetite", "failure", "concentrating", "moving", "harm")
GAD = ("nervous", "control", "worrying", "relaxing", "restless", "irritable", "afraid")
WHO = ("cheerful", "calm", "active", "rested", "interest")

# Worked examples that others published: the instrument, the answers in order, the result, what it is called.
WORKED: list[tuple[str, dict[str, int], int, str]] = [
    # learn8.ai, "PHQ-9 total score" (4LLWDg679x), read in 2026.
    ("phq-9", dict(zip(PHQ, (1, 0, 2, 0, 1, 0, 0, 0, 0), strict=True)), 4, "minimal"),
    # HL7 US Core, QuestionnaireResponse "phq-9-example", and the total that its Observation PHQ9-item-example-44261-6
    # gives: hl7.org/fhir/us/core/STU7, read in 2026. Its pages name no range.
    ("phq-9", dict(zip(PHQ, (2, 2, 2, 2, 1, 1, 2, 0, 0), strict=True)), 12, "moderate"),
    # Medizininformatik-Initiative, module PROMs, mii-exa-pro-phq-9-response: nine times the most is 27.
    ("phq-9", dict.fromkeys(PHQ, 3), 27, "severe"),
    # PACIO Sample Data Depot (MITRE), BSJ1-GAD7-QuestionnaireResponse-January2026 and -October2025, with their totals
    # and what they call them: build.fhir.org/ig/paciowg/sample-data-fsh, read in 2026.
    ("gad-7", dict(zip(GAD, (1, 0, 0, 1, 0, 1, 1), strict=True)), 4, "minimal"),
    ("gad-7", dict(zip(GAD, (1, 1, 1, 1, 0, 1, 2), strict=True)), 7, "mild"),
    # None was found for phq-8, phq-ads, ucla-3 and barc-10: those stand on every total of ENDS below alone.
    # simplified.tools, assess_who_5: a raw total of 21 is 84, 13 is the first of "moderate", 52, and 12 the last of
    # "poor", 48. Only the totals are published; the answers that add up to them are ours.
    ("who-5", dict(zip(WHO, (5, 4, 4, 4, 4), strict=True)), 84, "over 50"),
    ("who-5", dict(zip(WHO, (3, 3, 3, 2, 2), strict=True)), 52, "over 50"),
    ("who-5", dict(zip(WHO, (3, 3, 2, 2, 2), strict=True)), 48, "50 or less"),
]  # fmt: skip

# Where each range ends, as the sources in the files say: the last number of it, and its name.
ENDS: dict[str, list[tuple[int, str]]] = {
    "phq-8": [(4, "minimal"), (9, "mild"), (14, "moderate"), (19, "moderately severe"), (24, "severe")],
    "phq-9": [(4, "minimal"), (9, "mild"), (14, "moderate"), (19, "moderately severe"), (27, "severe")],
    "gad-7": [(4, "minimal"), (9, "mild"), (14, "moderate"), (21, "severe")],
    "phq-ads": [(9, "minimal"), (19, "mild"), (29, "moderate"), (48, "severe")],
    "who-5": [(50, "50 or less"), (100, "over 50")],
    "ucla-3": [],
    "barc-10": [(46, "under 47"), (60, "47 or more")],
}


def summing(definition: Definition, total: int) -> dict[str, int]:
    """Return answers whose values add up to a total."""
    answers, left = {}, total - sum(item.least for item in definition.items)
    for item in definition.items:
        more = min(left, item.most - item.least)
        answers[item.id], left = item.least + more, left - more
    assert left == 0, total
    return answers


@pytest.mark.parametrize(("name", "answers", "value", "band"), WORKED)
def test_examples_that_others_worked_out(name: str, answers: dict[str, int], value: int, band: str) -> None:
    found = score(shipped()[name], answers)
    assert (found.value, found.band and found.band.name, found.left_out) == (value, band, 0)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_number_has_its_name(name: str) -> None:
    """Each possible total of each instrument, so that each boundary is seen from both sides."""
    definition = shipped()[name]
    least, most = (int(one) // definition.factor for one in least_and_most(definition))
    for total in range(least, most + 1):
        found = score(definition, summing(definition, total))
        assert found.value == total * definition.factor
        expected = next((band for end, band in ENDS[name] if total * definition.factor <= end), None)
        assert (found.band.name if found.band else None) == expected, (name, total)


def test_the_ends_of_each_score() -> None:
    ends = {name: tuple(map(int, least_and_most(one))) for name, one in shipped().items()}
    assert ends == {
        "phq-8": (0, 24), "phq-9": (0, 27), "gad-7": (0, 21), "phq-ads": (0, 48), "who-5": (0, 100), "ucla-3": (3, 9),
        "barc-10": (10, 60),
    }  # fmt: skip


@pytest.mark.parametrize(("whole", "part", "items"), [("phq-8", "phq-2", PHQ[:2]), ("phq-9", "phq-2", PHQ[:2]),
                                                      ("gad-7", "gad-2", GAD[:2])])  # fmt: skip
def test_two_questions_are_a_part_with_a_line_at_three(whole: str, part: str, items: tuple[str, str]) -> None:
    definition = shipped()[whole]
    (one,) = definition.parts
    assert (one.id, one.items) == (part, items)
    for first in range(4):
        for second in range(4):
            found = part_score(definition, one, {items[0]: first, items[1]: second})
            assert found.value == first + second and found.band is not None
            assert found.band.name == ("3 or more" if first + second >= 3 else "under 3")
    assert part_score(definition, one, {items[0]: 3}).value is None, "half of two is too much to leave out"


def test_phq_ads_is_the_sum_of_its_two_parts() -> None:
    definition = shipped()["phq-ads"]
    answers = dict.fromkeys(PHQ, 1) | dict.fromkeys(GAD, 2)
    parts = {part.id: part_score(definition, part, answers) for part in definition.parts}
    assert (parts["phq-9"].value, parts["gad-7"].value, score(definition, answers).value) == (9, 14, 23)


# How many may be left out: 20 percent, and of PHQ-8 and PHQ-9 one.
MAY_LACK = {"phq-8": 1, "phq-9": 1, "gad-7": 1, "phq-ads": 3, "who-5": 1, "ucla-3": 0, "barc-10": 2}


@pytest.mark.parametrize("name", SHIPPED)
def test_what_may_be_left_out_and_one_more(name: str) -> None:
    definition = shipped()[name]
    whole = {item.id: item.options[0].value for item in definition.items}
    for left in range(len(whole) + 1):
        found = score(definition, dict(list(whole.items())[left:]))
        assert (found.value is not None) == (left <= MAY_LACK[name] and left < len(whole)), left
        assert (found.left_out, found.of) == (left, len(whole))


@pytest.mark.parametrize(("given", "value"), [
    ((3, 3, 3, 3, 3, 3, 3), 24), ((1, 1, 1, 1, 1, 1, 1), 8), ((0, 0, 0, 0, 0, 1, 2), 3),  # 3 x 8/7 = 3.43
    ((1, 1, 1, 1, 0, 0, 0), 5), ((2, 2, 2, 1, 0, 0, 0), 8), ((0, 0, 0, 0, 0, 0, 0), 0),  # 4.57, 8
])  # fmt: skip
def test_one_left_out_of_phq_8_is_taken_up_and_rounded(given: tuple[int, ...], value: int) -> None:
    assert score(shipped()["phq-8"], dict(zip(PHQ, given, strict=False))).value == value


def test_a_half_is_rounded_upwards_and_before_it_is_multiplied() -> None:
    """Of WHO-5 with one left out: 10 x 5/4 is 12.5, so 13, so 52."""
    answers = dict(zip(WHO, (3, 3, 2, 2), strict=False))
    assert score(shipped()["who-5"], answers).value == 52


def test_a_mean_has_two_places_and_backwards_items_count_the_other_way() -> None:
    """As ISMI-9 would be imported: a mean of 1 to 4, items 2 and 9 backwards, ranges up to and with 2, 2.5 and 3."""
    data: Any = as_data(shipped()["ucla-3"])
    options = [{"value": value, "text": str(value)} for value in (1, 2, 3, 4)]
    data["items"] = [
        {"id": f"i{n}", "text": f"{n}", "options": options, "backwards": n in (2, 9)} for n in range(1, 10)
    ]
    ranges = (("2", "minimal"), ("2.5", "mild"), ("3", "moderate"), (None, "severe"))
    data |= {"id": "ismi", "how": "mean", "bands": [{"to": to, "name": name, "words": name} for to, name in ranges]}
    made = of_data(data)
    assert score(made, {f"i{n}": 1 for n in range(1, 10)}).value == Decimal("1.67")  # (7 x 1 + 2 x 4) / 9
    assert score(made, {f"i{n}": 1 for n in range(2, 10)}).value == Decimal("1.75"), "the mean of what was answered"
    for value, name in (
        (2, "minimal"),
        ("2.01", "mild"),
        ("2.5", "mild"),
        ("2.51", "moderate"),
        (3, "moderate"),
        ("3.01", "severe"),
    ):
        band = band_of(made.bands, Decimal(value))
        assert band and band.name == name, value
    assert least_and_most(made) == (1, 4)


def test_what_is_no_option_is_refused() -> None:
    with pytest.raises(KeyError):
        score(shipped()["phq-8"], {"interest": 4})


@pytest.mark.parametrize("name", SHIPPED)
def test_only_thoughts_of_dying_lead_to_the_plan_first_and_any_of_them_does(name: str) -> None:
    definition = shipped()[name]
    assert definition.safety == (("harm",) if name in ("phq-9", "phq-ads") else ())
    assert definition.procedure == bool(definition.safety)
    high = {item.id: item.most for item in definition.items if item.id != "harm"}
    assert not raises_safety(definition, high) and not raises_safety(definition, {})
    for value in (1, 2, 3) if definition.safety else ():
        assert raises_safety(definition, {"harm": value}), "with nothing else answered, too"
    assert not definition.safety or not raises_safety(definition, {"harm": 0})


def test_a_definition_is_the_same_after_it_was_kept_and_its_mark_changes_with_a_word() -> None:
    one = shipped()["who-5"]
    assert of_data(as_data(one)) == one and of_data(as_data(one)).fingerprint == one.fingerprint
    other = of_data(as_data(one) | {"window": one.window + "!"})
    assert other.fingerprint != one.fingerprint
