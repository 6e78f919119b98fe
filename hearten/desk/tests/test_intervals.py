"""Student's t against the table that every textbook prints."""

import pytest

from hearten.desk.outcomes.intervals import interval, quantile

# Two-sided 95 percent (one-sided 0.975), and a few others (NIST/SEMATECH e-Handbook, 1.3.6.7.2).
TABLE = [(0.975, 1, 12.706), (0.975, 2, 4.303), (0.975, 9, 2.262), (0.975, 19, 2.093), (0.975, 29, 2.045),
         (0.975, 100, 1.984), (0.95, 9, 1.833), (0.99, 30, 2.457), (0.5, 7, 0.0)]  # fmt: skip


@pytest.mark.parametrize(("share", "freedom", "value"), TABLE)
def test_the_table(share: float, freedom: int, value: float) -> None:
    assert quantile(share, freedom) == pytest.approx(value, abs=0.0006)


def test_an_interval() -> None:
    """Ten changes with mean 2 and deviation 3: 2 -/+ 2.262 x 3 / 3.1623."""
    assert interval(2, 3, 10) == pytest.approx((-0.146, 4.146), abs=0.001)
