"""What operators may know of people's results: ten and more, always by tens, and no way to fewer (decision 0089)."""

import csv
import itertools
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hearten.desk.outcomes import exporting
from hearten.desk.outcomes.exporting import KNOWABLE, Row, smallest, why_not
from hearten.measures.tests.filled import agreed, number_of, somebody

pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 1, 15, 12, tzinfo=UTC)
SENTENCE = "People who stay differ from people who leave; this does not show the group caused the change."


class Program:
    """Made-up people who agreed to be counted, each with a first and perhaps a later number."""

    def __init__(self, superuser: Any) -> None:
        self.superuser, self.random, self.consents = superuser, Random(7), list[Any]()

    def join(self, many: int, later: bool = True, key: str = "who-5") -> list[Any]:
        """Add people; each one's two numbers are theirs alone (they differ from everybody's), to be recognised by."""
        made = []
        for _one in range(many):
            consent = agreed(somebody(len(self.consents)).id)
            began = BEGAN + timedelta(days=self.random.randrange(120))
            number_of(consent, 10 + len(self.consents) * Decimal("0.01"), began, key)
            if later:
                number_of(
                    consent, 20 + self.random.randrange(30), began + timedelta(days=28 + self.random.randrange(90)), key
                )
            self.consents.append(consent)
            made.append(consent)
        return made

    def take_back(self, consent: Any) -> None:
        self.superuser.execute("UPDATE members_consent SET withdrawn_at = now() WHERE id = %s", [consent.id])


@pytest.fixture
def program(cast: Any, superuser: Any) -> Program:
    return Program(superuser)


def shown(cast: Any) -> str:
    answer = cast.odile.client.get("/desk/outcomes/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def line_of(cast: Any, as_seat: Any) -> Any:
    from hearten.desk.outcomes.reading import outcomes

    with as_seat(cast.odile) as seat:
        found = outcomes(seat)
    return found[0] if found else None


def test_nine_are_nobody_and_ten_are_ten(cast: Any, program: Program, as_seat: Any) -> None:
    program.join(9)
    assert line_of(cast, as_seat) is None and "when ten people or more agreed" in shown(cast)
    program.join(1)
    line = line_of(cast, as_seat)
    assert (line.title, line.people, line.paired, line.missing) == ("WHO-5", 10, 10, (0, 47))
    page = shown(cast)
    assert SENTENCE in page and "95 % interval" in page


def test_the_change_and_its_interval_are_those_of_the_rows(cast: Any, program: Program, as_seat: Any) -> None:
    from statistics import mean, stdev

    program.join(20)
    line, rows = line_of(cast, as_seat), exporting.rows()
    changes = [row.later - row.first for row in rows]
    assert len(rows) == 20 and line.paired == 20
    assert float(line.change) == pytest.approx(float(mean(changes)), abs=0.01)
    reach = 2.093 * float(stdev(changes)) / 20**0.5
    assert float(line.high - line.change) == pytest.approx(reach, abs=0.02)
    assert float(line.change - line.low) == pytest.approx(reach, abs=0.02)


def test_who_has_no_second_number_is_missing_and_said_so(cast: Any, program: Program, as_seat: Any) -> None:
    program.join(12)
    program.join(29, later=False)
    line = line_of(cast, as_seat)
    assert (line.people, line.paired, line.missing) == (40, 10, (75, 80))
    assert "75 to 80 %" in shown(cast)


def test_nine_who_are_rounded_away_do_not_make_nobody_missing(cast: Any, program: Program, as_seat: Any) -> None:
    """Ten were asked twice and nine once: in tens it is ten of ten, and 47 percent of them are missing."""
    program.join(10)
    program.join(9, later=False)
    line = line_of(cast, as_seat)
    assert (line.people, line.paired, line.missing) == (10, 10, (0, 47))
    assert "0 to 47 %" in shown(cast)


def people_in(rows: list[Row]) -> set[Decimal]:
    """Whose rows these are: each made-up person has a first number of their own."""
    return {row.first for row in rows}


def test_two_looks_never_differ_by_fewer_than_ten_people(cast: Any, program: Program) -> None:
    """An attack by differences: somebody takes a file out again and again while people come, go and come back.

    Every pair of files is compared, not only neighbours: a file may hold the same people as another, or differ from it
    by ten at least. A page's counts are made of the same rows.
    """
    random, files = Random(11), list[set[Decimal]]()
    for day in range(40):
        program.join(random.randrange(5))
        if program.consents and day % 4 == 3:
            program.take_back(random.choice(program.consents))
        files.append(people_in(exporting.rows()))
    assert max(len(one) for one in files) >= 30, "the program is large enough for an attack"
    assert any(len(after) < len(before) for before, after in itertools.pairwise(files)), "somebody's ten went"
    for place, one in enumerate(files):
        for other in files[place + 1 :]:
            differ = len(one ^ other)
            assert differ == 0 or differ >= 10, (len(one), len(other), differ)
            assert not 0 < len(one - other) < 10 and not 0 < len(other - one) < 10


def test_who_takes_it_back_goes_with_their_ten_and_the_nine_do_not_come_back(program: Program) -> None:
    first = program.join(10)
    assert len(exporting.rows()) == 10
    program.take_back(first[3])
    program.join(1)
    assert exporting.rows() == [], "with a newcomer in their place, the difference would be two people"
    program.join(9)
    assert len(exporting.rows()) == 10 and not people_in(exporting.rows()) & {
        Decimal(10) + Decimal(n) / 100 for n in range(10)
    }


def test_agreeing_again_is_a_new_beginning_and_nobody_is_counted_twice(program: Program, superuser: Any) -> None:
    (back, *_others) = program.join(10)
    exporting.rows()
    program.take_back(back)
    again = agreed(back.member_id)
    for days, value in ((0, 33), (40, 44)):
        number_of(again, value, BEGAN + timedelta(days=days))
    program.join(9)
    rows = exporting.rows()
    assert len(rows) == 10 and Decimal(33) in people_in(rows)
    twice = "SELECT count(*) FROM measures_countedpair GROUP BY consent_id, key, version HAVING count(*) > 1"
    assert superuser.execute(twice).fetchall() == []


def test_a_pair_is_the_first_number_and_the_first_after_28_days_for_good(program: Program) -> None:
    consents = program.join(10, later=False)
    for consent in consents:
        number_of(consent, 50, BEGAN + timedelta(days=150))
    before = exporting.rows()
    assert [row.later for row in before] == [50] * 10
    for consent in consents:
        number_of(consent, 99, BEGAN + timedelta(days=300))
    assert exporting.rows() == before


def test_four_weeks_are_28_days_and_not_one_less(program: Program) -> None:
    for days in (27, 28):
        for one in range(10):
            consent = agreed(somebody(one).id)
            number_of(consent, 10 + one, BEGAN, f"after-{days}")
            number_of(consent, 40, BEGAN + timedelta(days=days), f"after-{days}")
    assert Counter(row.instrument for row in exporting.rows()) == {"after-28": 10}


def test_ten_who_changed_alike_are_not_shown(program: Program) -> None:
    for one in range(10):
        consent = agreed(somebody(one).id)
        number_of(consent, 40, BEGAN)
        number_of(consent, 44, BEGAN + timedelta(days=40))
    assert exporting.rows() == [], "the mean would say what each of them said"


@pytest.mark.parametrize("how", ["erased", "kept"])
def test_who_leaves_for_good_is_in_no_count(
    cast: Any, program: Program, own_keys: Any, superuser: Any, how: str
) -> None:
    program.join(9)
    consent = agreed(cast.ben.id)
    number_of(consent, 70, BEGAN)
    number_of(consent, 75, BEGAN + timedelta(days=40))
    assert Decimal(70) in people_in(exporting.rows())
    form = {"how": how, "when": "now", "sure": "on"}
    assert cast.ben.client.post("/you/leave-for-good/", form).status_code == 302
    assert exporting.rows() == []
    for table in ("measures_sheet", "measures_counted"):
        left = superuser.execute(f"SELECT count(*) FROM {table} WHERE member_id = %s", [cast.ben.id])
        assert left.fetchone() == (0,)
    gone = superuser.execute("SELECT count(*) FROM measures_countedpair WHERE consent_id = %s", [consent.id])
    assert gone.fetchone() == (0,)


def test_others_get_nothing_and_a_look_is_written_down(
    cast: Any, program: Program, as_seat: Any, superuser: Any
) -> None:
    program.join(10)
    for person in (cast.ben, cast.mo):
        with as_seat(person) as seat:
            for door in (
                "measures_outcomes()",
                "measures_outcome_rows()",
                "measures_whole_batches()",
                "desk_participation()",
            ):
                assert not seat.read(Row, f"SELECT * FROM {door}")
    with as_seat(cast.odile) as seat:
        assert not seat.read(Row, "SELECT * FROM measures_outcome_rows()"), "rows are for the command line alone"
    assert superuser.execute("SELECT count(*) FROM measures_countslook").fetchone() == (0,)
    shown(cast)
    exporting.rows()
    looks = superuser.execute("SELECT by_name, what FROM measures_countslook ORDER BY what").fetchall()
    assert looks == [("", "export"), ("Odile", "page")]
    assert "From the command line" in shown(cast)


def rows(*counts: int) -> list[Row]:
    """Make rows: as many of each month as a count says."""
    return [
        Row("who-5", "1", date(2026, month, 1), date(2026, month, 1), 1, 3, Decimal(40), Decimal(50))
        for month, count in enumerate(counts, 1)
        for _row in range(count)
    ]


@pytest.mark.parametrize(("counts", "k", "said"), [
    ((10,), 10, ""), ((10, 20), 10, ""), ((10, 9), 10, "has 9"), ((30, 1), 10, "has 1"), ((), 10, "no ten people"),
    ((10,), 20, "has 10"), ((40,), 5, "10 is the least"),
])  # fmt: skip
def test_the_check_that_a_file_makes_of_itself(counts: tuple[int, ...], k: int, said: str, tmp_path: Path) -> None:
    found = rows(*counts)
    assert said in why_not(found, k) and bool(why_not(found, k)) == bool(said)
    if said:
        with pytest.raises(ValueError, match=said):
            exporting.write(found, k, tmp_path / "out")
        assert not (tmp_path / "out").exists()


def test_what_is_written_is_what_was_checked(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program.join(34)
    exporting.write(exporting.rows(), 10, tmp_path / "out")
    with (tmp_path / "out" / "rows.csv").open() as file:
        table = list(csv.DictReader(file))
    alike = Counter(tuple(row[name] for name in KNOWABLE) for row in table)
    assert len(table) == 30 and min(alike.values()) >= 10
    readme = (tmp_path / "out" / "README.md").read_text()
    assert SENTENCE in readme and all(name in readme for name in Row._fields)
    for consent in program.consents:
        assert str(consent.member_id) not in str(table)
    ordered = [(row["first"], row["later"]) for row in table[:10]]
    assert ordered == sorted(ordered, key=lambda one: tuple(map(Decimal, one))), "the order says nothing of who"
    assert smallest(exporting.rows()) >= 10
